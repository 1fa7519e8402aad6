using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Proviso.Ledger.Storage;
using Proviso.Register.Keys;

namespace Proviso.Register.Storage;

/// <summary>One file, with its journal beside it; no set-up.</summary>
internal sealed class SqliteEngine : Engine
{
    private const int IsBusy = 5;
    private readonly string file;
    private readonly DbContextOptions<RegisterDb> options;

    internal SqliteEngine(string file, SqliteLedgerStore ledger)
    {
        this.file = Path.GetFullPath(file);
        Ledger = ledger;
        options = new DbContextOptionsBuilder<RegisterDb>()
            .UseSqlite(new SqliteConnectionStringBuilder
            {
                DataSource = this.file,
                DefaultTimeout = 30,
            }.ToString())
            .AddInterceptors(new Pragmas())
            .Options;
    }

    internal override LedgerStore Ledger { get; }

    internal override string Folder => "sqlite";

    internal override RegisterDb Connect() => new(options);

    internal override Task<bool> ExistsAsync(CancellationToken cancellation) =>
        Task.FromResult(File.Exists(file));

    // A transaction that writes already is alone in the file.
    internal override Task LockSchemaAsync(RegisterDb db, CancellationToken cancellation) =>
        Task.CompletedTask;

    internal override async Task<string?> BackUpAsync(
        RegisterDb db, int version, CancellationToken cancellation)
    {
        var copy = $"{file}.before-{version}";
        File.Delete(copy);
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}", cancellation);
        return copy;
    }

    internal override async Task ScrubAsync(CancellationToken cancellation)
    {
        // Overwritten pages are zeroed (secure_delete); the journal still has them until here.
        await using var db = Connect();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellation);
    }

    // A transaction that writes is alone in the file from its beginning.
    internal override Task<List<DataKeyRow>> HoldKeysAsync(
        RegisterDb db, IReadOnlyCollection<Guid> owners, CancellationToken cancellation) =>
        db.Keys.AsNoTracking()
            .Where(k => owners.Contains(k.Owner) && k.Use == KeyRing.OfOwner && k.Ended == null)
            .ToListAsync(cancellation);

    internal override bool IsClash(Exception thrown) =>
        (thrown as SqliteException ?? thrown.InnerException as SqliteException)
            ?.SqliteErrorCode == IsBusy;

    private sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Text =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; "
            + "PRAGMA temp_store = MEMORY;";

        public override void ConnectionOpened(
            DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Text;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
