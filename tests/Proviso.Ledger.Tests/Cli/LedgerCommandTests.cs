using System.Text.Json;
using Proviso.Cli;
using Proviso.Ledger.Tests.Storage;
using TestKit;

namespace Proviso.Ledger.Tests.Cli;

/// <summary>The commands as users type them.</summary>
public sealed class LedgerCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(LedgerStoreTests.Engines), MemberType = typeof(LedgerStoreTests))]
    public async Task EveryCommand_OnAGoodLedger_Succeeds(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 300);
        var (store, key) = (database.Address, database.Signer.PublicKey.ToString());
        await File.WriteAllTextAsync(folder["key"], key);
        var id = Ledgers.Id(7).ToString();

        var verify = await Run("verify", "--store", store, "--key", folder["key"]);
        var receipt = await Run(
            "receipt", id, "--store", store, "--key", key, "-o", folder["r.tlog-proof"]);
        var check = await Run("verify-receipt", folder["r.tlog-proof"], "--key", key);
        var export = await Run("export", folder["out"], "--store", store, "--key", key);
        var again = await Run("verify", folder["out"], "--key", key);
        var begin = await Run(
            "watch", "--store", store, "--key", key, "--kept", folder["kept"], "--begin");
        await database.AppendAsync([300]);
        await LedgerStoreTests.Sequence(database);
        var watch = await Run("watch", "--store", store, "--key", key, "--kept", folder["kept"]);

        foreach (var result in (Result[])[verify, receipt, check, export, again, begin, watch])
            Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Contains("300 entries", verify.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "The ledger is exactly what its key signed.\n", verify.Output,
            StringComparison.Ordinal);
        Assert.Contains(id, check.Output, StringComparison.Ordinal);
        Assert.Contains("entry 7 of 300", check.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was compared", begin.Output, StringComparison.Ordinal);
        Assert.Equal(
            "Proved: the 300 entries of the kept checkpoint are in today's ledger of 301, "
            + "unaltered and in their places.\n",
            watch.Output);
    }

    [Fact]
    public async Task EveryCommand_AsJson_PrintsOneObject()
    {
        await using var database = await TestDatabases.CreateAsync("sqlite", 3);
        var (store, key) = (database.Address, database.Signer.PublicKey.ToString());
        foreach (var words in (string[][])
            [
                ["verify", "--store", store],
                ["receipt", Ledgers.Id(2).ToString(), "--store", store, "-o", folder["r"]],
                ["verify-receipt", folder["r"]],
                ["export", folder["out"], "--store", store],
                ["watch", folder["out"], "--kept", folder["kept"], "--begin"],
            ])
        {
            var result = await Run([.. words, "--key", key, "--json"]);

            Assert.Equal((0, ""), (result.Exit, result.Error));
            using var json = JsonDocument.Parse(result.Output);
            Assert.True(json.RootElement.GetProperty("valid").GetBoolean());
        }
    }

    [Fact]
    public async Task Verify_TamperedLedger_NamesTheFaultAndExits4()
    {
        await using var database = await TestDatabases.CreateAsync("sqlite", 3);
        await database.EditByHandAsync(
            "DROP TRIGGER ledger_entry_fixed;"
            + "UPDATE ledger_entry SET entry = replace(entry, 'share', 'x') WHERE id = 2");
        var key = database.Signer.PublicKey.ToString();

        var text = await Run("verify", "--store", database.Address, "--key", key);
        var json = await Run("verify", "--store", database.Address, "--key", key, "--json");

        Assert.Equal((4, 4), (text.Exit, json.Exit));
        Assert.Contains("WRONG        entry-changed: Entry 1", text.Output,
            StringComparison.Ordinal);
        Assert.Contains("does NOT verify", text.Output, StringComparison.Ordinal);
        using var result = JsonDocument.Parse(json.Output);
        Assert.Equal("entry-changed", result.RootElement.GetProperty("faults")[0]
            .GetProperty("code").GetString());
    }

    [Fact]
    public async Task Watch_RewrittenLedger_Exits4AndKeepsTheOldCheckpoint()
    {
        await using var database = await TestDatabases.CreateAsync("sqlite", 30);
        await using var forged = await TestDatabases.CreateAsync("sqlite");
        await forged.AppendAsync(Enumerable.Range(1, 40));
        await LedgerStoreTests.Sequence(forged, database.Signer);
        var kept = await LedgerStoreTests.Note(database);
        await File.WriteAllTextAsync(folder["kept"], kept);

        var result = await Run(
            "watch", "--store", forged.Address, "--kept", folder["kept"],
            "--key", database.Signer.PublicKey.ToString());

        Assert.Equal(4, result.Exit);
        Assert.StartsWith("rewritten: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(kept, await File.ReadAllTextAsync(folder["kept"]));
    }

    [Fact]
    public async Task EveryCommand_WrongInput_SaysWhatToDoAndExits2()
    {
        await using var database = await TestDatabases.CreateAsync("sqlite", 3);
        var (store, key) = (database.Address, database.Signer.PublicKey.ToString());
        var id = Ledgers.Id(2).ToString();
        await File.WriteAllTextAsync(folder["file"], "x");
        foreach (var (code, words) in ((string, string[])[])
            [
                ("key-missing", ["verify", "--store", store, "--key", "nowhere"]),
                ("key-malformed", ["verify", "--store", store, "--key", "a+b+c"]),
                ("source-unclear", ["verify", "--key", key]),
                ("source-unclear", ["verify", "here", "--store", store, "--key", key]),
                ("export-missing", ["verify", folder["none"], "--key", key]),
                ("store-unavailable", ["verify", "--store", folder["none"], "--key", key]),
                ("subject-malformed", ["receipt", "x", "--store", store, "--key", key]),
                ("entry-not-found",
                    ["receipt", Guid.Empty.ToString(), "--store", store, "--key", key]),
                ("entry-not-found",
                    ["receipt", id, "--entry", "1", "--store", store, "--key", key]),
                ("file-exists",
                    ["receipt", id, "-o", folder["file"], "--store", store, "--key", key]),
                ("receipt-missing", ["verify-receipt", folder["none"], "--key", key]),
                ("receipt-malformed", ["verify-receipt", folder["file"], "--key", key]),
                ("export-exists", ["export", folder["file"], "--store", store, "--key", key]),
                ("kept-missing",
                    ["watch", "--store", store, "--kept", folder["none"], "--key", key]),
                ("file-exists",
                    ["watch", "--store", store, "--kept", folder["file"], "--begin", "--key", key]),
            ])
        {
            var result = await Run(words);

            Assert.Equal((2, ""), (result.Exit, result.Output));
            Assert.StartsWith(code + ": ", result.Error, StringComparison.Ordinal);
        }

        Assert.Single(Directory.GetFileSystemEntries(folder.FullName));
    }

    private static async Task<Result> Run(params string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = await ProvisoCli.RunAsync(["ledger", .. words], output, error);
        return new Result(exit, output.ToString(), error.ToString());
    }

    private sealed record Result(int Exit, string Output, string Error);
}
