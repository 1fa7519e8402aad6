using Proviso.Register.Keys;
using Proviso.Register.People;
using TestKit;

namespace Proviso.Register.Tests;

/// <summary>A store of its own for a test, on either engine.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly TempFolder folder;

    private TestStore(TempFolder folder, string connection)
    {
        this.folder = folder;
        Connection = connection;
    }

    /// <summary>The member of staff who does everything in tests.</summary>
    internal static readonly Guid Somebody = new("11111111-1111-1111-1111-111111111111");

    internal string Connection { get; }

    internal string KeyPath => folder["keys"];

    internal string Folder => folder.FullName;

    internal RegisterStore Store { get; private set; } = null!;

    internal static async Task<TestStore> CreateAsync(bool postgres, TimeProvider? time = null)
    {
        var place = new TempFolder();
        var connection = postgres
            ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()
            : place["store.db"];
        var made = new TestStore(place, connection);
        KeyFolder.Create(made.KeyPath, "test.example/ledger").Dispose();
        made.Store = await made.OpenAsync(time, create: true);
        return made;
    }

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

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
    }
}
