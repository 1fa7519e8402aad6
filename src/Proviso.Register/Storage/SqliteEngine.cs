using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Proviso.Ledger.Storage;
using Proviso.Register.Keys;

namespace Proviso.Register.Storage;

/// <summary>One file, with its journal beside it; no set-up.</summary>
internal sealed class SqliteEngine : Engine
{
    private const int IsDoubleKey = 1555;
    private const int IsDoubleValue = 2067;
    private const int IsBusy = 5;
    private const int ScrubAttempts = 50;
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
                // A file that was moved away must not come back empty.
                Mode = SqliteOpenMode.ReadWrite,
                DefaultTimeout = 30,
            }.ToString())
            .AddInterceptors(new Pragmas(this))
            .Options;
    }

    internal override LedgerStore Ledger { get; }

    internal override string Folder => "sqlite";

    internal override TableCopy Copy(RegisterDb db) => new SqliteCopy(db);

    internal override RegisterDb Connect() => new(options);

    internal override async Task MakeAsync(CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(cancellation);
    }

    internal override Task<bool> ExistsAsync(CancellationToken cancellation) =>
        Task.FromResult(File.Exists(file));

    internal override async Task<IDbContextTransaction> BeginSnapshotAsync(
        RegisterDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var transaction = connection.BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(transaction, cancellation))!;
    }

    // A transaction that writes already is alone in the file.
    internal override Task LockSchemaAsync(RegisterDb db, CancellationToken cancellation) =>
        Task.CompletedTask;

    internal override async Task<string?> BackUpAsync(
        RegisterDb db, int version, CancellationToken cancellation)
    {
        var copy = $"{file}.before-{version}";
        var half = copy + ".half";
        File.Delete(half);
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {half}", cancellation);
        File.Move(half, copy, overwrite: true);
        return copy;
    }

    internal override async Task ScrubAsync(CancellationToken cancellation)
    {
        // Overwritten pages are zeroed (secure_delete); the journal still has them until here.
        // A reader that is at it keeps its part of the journal; the next one to come does not.
        await using var db = Connect();
        for (var attempt = 0; attempt < ScrubAttempts; attempt++)
        {
            await db.Database.OpenConnectionAsync(cancellation);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            if (await command.ExecuteScalarAsync(cancellation) is 0L)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    // A transaction that writes is alone in the file from its beginning.
    internal override Task<List<DataKeyRow>> HoldKeysAsync(
        RegisterDb db, IReadOnlyCollection<Guid> owners, CancellationToken cancellation) =>
        db.Keys.AsNoTracking()
            .Where(k => (owners.Contains(k.Owner) && k.Use == KeyRing.OfOwner && k.Ended == null)
                || k.Id == KeyRing.LookUpKey)
            .ToListAsync(cancellation);

    internal override Task TakeOwnerAsync(
        RegisterDb db, Guid owner, CancellationToken cancellation) => Task.CompletedTask;

    internal override Task<List<DataKeyRow>> TakeWrappedAsync(
        RegisterDb db, string current, int limit, CancellationToken cancellation) =>
        db.Keys.Where(k => k.Use != KeyRing.OfRecord && k.WrappedBy != current
                && k.Wrapped != null)
            .OrderBy(k => k.Id).Take(limit).ToListAsync(cancellation);

    internal override bool IsClash(Exception thrown) =>
        CauseOf<SqliteException>(thrown)?.SqliteErrorCode == IsBusy;

    /// <inheritdoc/>
    internal override bool IsDouble(Exception thrown) =>
        CauseOf<SqliteException>(thrown)?.SqliteExtendedErrorCode is IsDoubleKey or IsDoubleValue;

    // A connection from the pool may still hold a file that was replaced under its name: what is
    // written there would be gone with it.
    private static void RefuseMoved(DbConnection connection)
    {
        const int HasMoved = 20;
        var moved = 0;
        if (connection is SqliteConnection { Handle: { } handle } open
            && FileControl(handle.DangerousGetHandle(), "main", HasMoved, ref moved) == 0
            && moved != 0)
        {
            SqliteConnection.ClearPool(open);
            throw new RegisterException(
                "store-replaced", "The store's file was moved or replaced while it was open. "
                + "Nothing was saved. Put it back, or start the program again to work with the "
                + "file that is there now.");
        }
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int FileControl(
        nint database, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int what, ref int value);

    private sealed class Pragmas(SqliteEngine engine) : DbConnectionInterceptor
    {
        private string Text =>
            "PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; "
            + $"PRAGMA synchronous = {(engine.IsDurable ? "FULL" : "OFF")};";

        public override void ConnectionOpened(
            DbConnection connection, ConnectionEndEventData eventData)
        {
            RefuseMoved(connection);
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            RefuseMoved(connection);
            await using var command = connection.CreateCommand();
            command.CommandText = Text;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
