using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Proviso.Ledger;
using Proviso.Register.Items;
using Proviso.Register.Keeping;
using Proviso.Register.Keys;
using Proviso.Register.People;
using TestKit;

namespace Proviso.Register.Tests;

/// <summary>A store of its own for a test, on either engine.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly TempFolder folder;

    private TestStore(TempFolder folder, string connection, bool postgres)
    {
        this.folder = folder;
        Connection = connection;
        IsPostgres = postgres;
    }

    /// <summary>The member of staff who does everything in tests.</summary>
    internal static readonly Guid Somebody = new("11111111-1111-1111-1111-111111111111");

    internal string Connection { get; }

    internal bool IsPostgres { get; }

    internal string KeyPath => folder["keys"];

    internal string Folder => folder.FullName;

    internal RegisterStore Store { get; private set; } = null!;

    internal static async Task<TestStore> CreateAsync(bool postgres, TimeProvider? time = null)
    {
        var place = new TempFolder();
        var connection = postgres
            ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()
            : place["store.db"];
        var made = new TestStore(place, connection, postgres);
        KeyFolder.Create(made.KeyPath, "test.example/ledger").Dispose();
        made.Store = await made.OpenAsync(time, create: true);
        return made;
    }

    /// <summary>A place for another store of the same engine.</summary>
    internal async Task<string> AnotherPlaceAsync() => IsPostgres
        ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()
        : folder["another.db"];

    /// <summary>Opens the same store once more, as another program would.</summary>
    internal Task<RegisterStore> OpenAsync(TimeProvider? time = null, bool create = false) =>
        RegisterStore.OpenAsync(
            Connection, KeyFolder.Open(KeyPath), time ?? TimeProvider.System, create);

    internal async Task<Guid> AddPersonAsync(string family = "Testperson", string given = "Ada")
    {
        var change = Store.Begin(Somebody);
        var id = change.AddOwner(new Person { Name = new PersonName(family, given) });
        await change.CommitAsync();
        return id;
    }

    internal async Task<Guid> AddAsync(Guid owner, Kept value)
    {
        var change = Store.Begin(Somebody);
        var id = change.Add(owner, value);
        await change.CommitAsync();
        return id;
    }

    internal async Task ReviseAsync(Guid person, Func<Person, Person> revise)
    {
        var old = await Store.GetAsync<Person>(person);
        var change = Store.Begin(Somebody);
        change.Revise(old, revise(old.Value));
        await change.CommitAsync();
    }

    internal static Item Letter(string title) => new()
    {
        ItemKind = "letter", Title = title, Medium = Medium.Letter,
        Date = new DateOnly(2026, 1, 1),
    };

    /// <summary>Brings everything into the tree, and checks everything.</summary>
    internal async Task<CheckReport> CheckAsync()
    {
        await new LedgerSequencer(Store.Ledger, Store.KeyFolder.Signer).SequenceAsync();
        return await new Checking(Store).RunAsync();
    }

    internal async Task AssertSoundAsync()
    {
        var report = await CheckAsync();
        Assert.Empty(report.Findings);
        Assert.True(report.IsSound);
    }

    /// <summary>Edits the database by hand.</summary>
    internal async Task<int> EditAsync(string sql)
    {
        await using var db = Store.Engine.Connect();
#pragma warning disable EF1002 // The test's own text.
        return await db.Database.ExecuteSqlRawAsync(sql);
#pragma warning restore EF1002
    }

    internal async Task<long> NumberAsync(string sql)
    {
        await using var db = Store.Engine.Connect();
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(
            await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>An id as the engine writes it.</summary>
    internal string Sql(Guid id) =>
        IsPostgres ? $"'{id:D}'" : $"x'{Convert.ToHexString(id.ToByteArray(true))}'";

    /// <summary>Bytes as the engine writes them.</summary>
    internal string Sql(byte[] bytes) => IsPostgres
        ? $"decode('{Convert.ToHexString(bytes)}', 'hex')" : $"x'{Convert.ToHexString(bytes)}'";

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
