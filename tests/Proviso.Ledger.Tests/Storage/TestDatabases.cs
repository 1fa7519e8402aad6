using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;
using TestKit;

namespace Proviso.Ledger.Tests.Storage;

/// <summary>Makes an empty ledger on the engine that a test is run for.</summary>
internal static class TestDatabases
{
    public static TheoryData<string> Engines { get; } = ["sqlite", "postgres"];

    public static async Task<ITestDatabase> CreateAsync(string engine)
    {
        ITestDatabase database = engine == "sqlite"
            ? new SqliteTestDatabase()
            : new PostgresTestDatabase(
                await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        await database.Store.CreateAsync(Ledgers.Name);
        return database;
    }

    /// <summary>An empty ledger with entries 0 to count, all in the tree.</summary>
    public static async Task<ITestDatabase> CreateAsync(string engine, int count)
    {
        var database = await CreateAsync(engine);
        await database.AppendAsync(Enumerable.Range(0, count));
        await new LedgerSequencer(database.Store, database.Signer).SequenceAsync();
        return database;
    }

    private sealed class SqliteTestDatabase : ITestDatabase
    {
        private readonly TempFolder folder = new();

        public SqliteTestDatabase() => Store = LedgerStore.Open(Address);

        public LedgerStore Store { get; }

        public LedgerSigner Signer { get; } = LedgerSigner.Create(Ledgers.Name);

        public string Address => folder["ledger.db"];

        public async Task<DbConnection> ConnectAsync()
        {
            var connection = new SqliteConnection($"Data Source={Address}");
            await connection.OpenAsync();
            return connection;
        }

        public async ValueTask DisposeAsync()
        {
            await Store.DisposeAsync();
            Signer.Dispose();
            SqliteConnection.ClearAllPools();
            folder.Dispose();
        }
    }

    private sealed class PostgresTestDatabase(string address) : ITestDatabase
    {
        public LedgerStore Store { get; } = LedgerStore.Open(address);

        public LedgerSigner Signer { get; } = LedgerSigner.Create(Ledgers.Name);

        public string Address => address;

        public async Task<DbConnection> ConnectAsync()
        {
            var connection = new NpgsqlConnection(address);
            await connection.OpenAsync();
            return connection;
        }

        public async ValueTask DisposeAsync()
        {
            await Store.DisposeAsync();
            Signer.Dispose();
        }
    }
}
