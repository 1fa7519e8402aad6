using System.Text.Json;
using Proviso.Identifiers;
using Proviso.Ledger.Verification;
using Proviso.Register;
using Proviso.Register.Keys;
using Proviso.Register.People;
using TestKit;

namespace Proviso.Cli.Tests.Register;

/// <summary>The commands over a store, as users run them, on both engines where it matters.
/// </summary>
public sealed class RegisterCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Init_NewStore_IsSoundAndSigned(bool postgres)
    {
        var store = await InitAsync(postgres);
        var ran = await OnAsync(store, "check", "--json");
        Assert.True(ran.Code == 0, ran.Error);
        using var json = JsonDocument.Parse(ran.Output);
        Assert.True(json.RootElement.GetProperty("sound").GetBoolean());
        Assert.Equal(0, json.RootElement.GetProperty("pending").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("entries").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Init_StoreThere_IsRefusedAndKeysStay(bool postgres)
    {
        var store = await InitAsync(postgres);
        var key = await File.ReadAllTextAsync(Path.Combine(folder["keys"], "master.key"));
        (await OnAsync(store, "init", "--name", "Other", "--provider", "charity"))
            .IsRefused("never overwritten");
        Assert.Equal(
            key, await File.ReadAllTextAsync(Path.Combine(folder["keys"], "master.key")));
    }

    [Fact]
    public async Task Init_WrongOdsCode_MakesNothing()
    {
        (await OnAsync(
            folder["store.db"], "init", "--name", "House", "--provider", "charity", "--ods", "?"))
            .IsRefused("ODS code");
        Assert.False(File.Exists(folder["store.db"]));
        Assert.False(Directory.Exists(folder["keys"]));
    }

    [Fact]
    public async Task AnyCommand_NoStoreNamed_SaysHowToNameIt() =>
        (await CommandLine.RunAsync("check")).IsRefused("--store", "PROVISO_STORE");

    [Fact]
    public async Task AnyCommand_NoStoreThere_SaysHowToMakeOne()
    {
        (await OnAsync(folder["none.db"], "people", "abc")).IsRefused("proviso init");
        Assert.False(File.Exists(folder["none.db"]));
    }

    [Fact]
    public async Task AnyCommand_KeysNotThere_IsRefused()
    {
        var store = await InitAsync(postgres: false);
        (await CommandLine.RunAsync("check", "--store", store, "--keys", folder["nowhere"]))
            .IsRefused("--keys");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task People_EachWayOfLooking_FindsAndRecordsTheLook(bool postgres)
    {
        var store = await InitAsync(postgres);
        var person = await AddAsync(store);
        foreach (var who in new[] { "exam", "Ada Example", "999 000 0018", "1942-03-17" })
        {
            var ran = await OnAsync(store, "people", who, "--json");
            Assert.True(ran.Code == 0, ran.Error);
            Assert.Contains(person.ToString("D"), ran.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("9990000018", ran.Output, StringComparison.Ordinal);
        }

        Assert.Contains(
            "Nobody", (await OnAsync(store, "people", "Zzyzx")).Output, StringComparison.Ordinal);
        Assert.Equal(4, await LooksAsync(store, person));
    }

    [Fact]
    public async Task People_UnknownMemberOfStaff_ShowsNothing()
    {
        var store = await InitAsync(postgres: false);
        await AddAsync(store);
        (await OnAsync(store, "people", "exam", "--by", "nobody@home.example"))
            .IsRefused("member of staff");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("201")]
    public async Task People_LimitOutside_IsRefused(string limit)
    {
        var store = await InitAsync(postgres: false);
        (await OnAsync(store, "people", "--limit", limit)).IsRefused("--limit");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_RotatedAndRekeyed_StoreIsStillSound(bool postgres)
    {
        var store = await InitAsync(postgres);
        var person = await AddAsync(store);
        Assert.Equal(0, (await OnAsync(store, "keys", "rotate")).Code);
        Assert.Equal(0, (await OnAsync(store, "keys", "rekey", person.ToString("D"))).Code);
        Assert.Equal(0, (await OnAsync(store, "check")).Code);
        (await OnAsync(store, "keys", "rekey", Guid.Empty.ToString("D"))).IsRefused("no person");
    }

    [Fact]
    public async Task Backup_Restored_HasEverything_AndNothingIsOverwritten()
    {
        var store = await InitAsync(postgres: false);
        var person = await AddAsync(store);
        var file = folder["copy.backup"];
        Assert.Equal(0, (await OnAsync(store, "backup", file)).Code);
        (await OnAsync(store, "backup", file)).IsRefused("never overwritten");
        (await OnAsync(store, "restore", file)).IsRefused("never overwritten");

        var again = folder["again.db"];
        Assert.Equal(0, (await OnAsync(again, "restore", file)).Code);
        Assert.Contains(
            person.ToString("D"), (await OnAsync(again, "people", "exam")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_RecordEditedByHand_SaysWhich()
    {
        var store = await InitAsync(postgres: false);
        var person = await AddAsync(store);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={store}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE record SET state = 'dead' WHERE kind = 'person'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var ran = await OnAsync(store, "check");
        Assert.Equal(ExitCodes.CheckFailed, ran.Code);
        Assert.Contains(person.ToString("D"), ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_NothingDecided_IsFine()
    {
        var store = await InitAsync(postgres: false);
        var ran = await OnAsync(store, "decisions", "replay", "--json");
        Assert.True(ran.Code == 0, ran.Error);
        (await OnAsync(store, "decisions", "replay", "--book", folder["none"]))
            .IsRefused("no folder");
    }

    [Fact]
    public async Task Demo_StoreThere_IsRefused()
    {
        var store = await InitAsync(postgres: false);
        (await OnAsync(store, "demo")).IsRefused("never overwritten");
        (await OnAsync(folder["new.db"], "demo", "--people", "0")).IsRefused("--people");
        Assert.False(File.Exists(folder["new.db"]));
    }

    private async Task<string> InitAsync(bool postgres)
    {
        var store = postgres
            ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()
            : folder["store.db"];
        var ran = await OnAsync(
            store, "init", "--name", "Harrow House", "--provider", "care-home");
        Assert.True(ran.Code == 0, ran.Error);
        Assert.DoesNotContain("Password", ran.Output, StringComparison.Ordinal);
        return store;
    }

    private Task<Ran> OnAsync(string store, params string[] args) =>
        CommandLine.RunAsync([.. args, "--store", store, "--keys", folder["keys"]]);

    private async Task<Guid> AddAsync(string connection)
    {
        await using var store = await OpenAsync(connection);
        var change = store.Begin(Guid.CreateVersion7());
        Assert.True(NhsNumber.TryParse("9990000018", out var number));
        var id = change.AddOwner(new Person
        {
            Name = new PersonName("Example", "Ada"), NhsNumber = number,
            BornOn = new DateOnly(1942, 3, 17),
        });
        await change.CommitAsync();
        return id;
    }

    private async Task<int> LooksAsync(string connection, Guid person)
    {
        await using var store = await OpenAsync(connection);
        await using var ledger = await store.Ledger.ReadAsync();
        var report = await LedgerVerifier.VerifyAsync(ledger, store.KeyFolder.Signer.PublicKey);
        Assert.True(report.IsValid);
        Assert.Equal(0, (int)report.Pending);
        // Its first entry is that it was added.
        return (await ledger.FindAsync(person)).Count - 1;
    }

    private Task<RegisterStore> OpenAsync(string connection) => RegisterStore.OpenAsync(
        connection, KeyFolder.Open(folder["keys"]), TimeProvider.System);
}
