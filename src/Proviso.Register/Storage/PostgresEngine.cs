using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Proviso.Ledger.Storage;
using Proviso.Register.Keys;

namespace Proviso.Register.Storage;

/// <summary>A PostgreSQL database, which several servers may share.</summary>
internal sealed class PostgresEngine : Engine
{
    private readonly NpgsqlDataSource source;
    private readonly DbContextOptions<RegisterDb> options;

    internal PostgresEngine(PostgresLedgerStore ledger)
    {
        Ledger = ledger;
        source = ledger.Source;
        options = new DbContextOptionsBuilder<RegisterDb>().UseNpgsql(source).Options;
    }

    internal override LedgerStore Ledger { get; }

    internal override string Folder => "postgres";

    internal override TableCopy Copy(RegisterDb db) => new PostgresCopy(db);

    internal override RegisterDb Connect() => new(options);

    // Whoever keeps the server makes its databases.
    internal override Task MakeAsync(CancellationToken cancellation) => Task.CompletedTask;

    internal override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT to_regclass('record') IS NOT NULL");
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    internal override Task<IDbContextTransaction> BeginSnapshotAsync(
        RegisterDb db, CancellationToken cancellation) =>
        db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    internal override async Task LockSchemaAsync(RegisterDb db, CancellationToken cancellation)
    {
        const long Proviso = 0x50726f7669736f;
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock({Proviso})", cancellation);
    }

    internal override Task<string?> BackUpAsync(
        RegisterDb db, int version, CancellationToken cancellation) =>
        Task.FromResult<string?>(null);

    internal override async Task ScrubAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("VACUUM data_key, record, look_up");
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal override Task<List<DataKeyRow>> HoldKeysAsync(
        RegisterDb db, IReadOnlyCollection<Guid> owners, CancellationToken cancellation)
    {
        var ids = owners.ToArray();
        return db.Keys.FromSql(
            $"""
            SELECT * FROM data_key
            WHERE (owner = ANY ({ids}) AND use = {KeyRing.OfOwner} AND ended IS NULL)
              OR id = {KeyRing.LookUpKey}
            ORDER BY id FOR SHARE
            """).AsNoTracking().ToListAsync(cancellation);
    }

    internal override Task TakeOwnerAsync(
        RegisterDb db, Guid owner, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"""
            SELECT id FROM data_key WHERE owner = {owner} AND use = {KeyRing.OfOwner}
            ORDER BY id FOR UPDATE
            """, cancellation);

    internal override Task<List<DataKeyRow>> TakeWrappedAsync(
        RegisterDb db, string current, int limit, CancellationToken cancellation) =>
        db.Keys.FromSql(
            $"""
            SELECT * FROM data_key
            WHERE use <> {KeyRing.OfRecord} AND wrapped_by <> {current} AND wrapped IS NOT NULL
            ORDER BY id LIMIT {limit} FOR UPDATE
            """).ToListAsync(cancellation);

    internal override bool IsClash(Exception thrown) =>
        CauseOf<PostgresException>(thrown)?.SqlState is PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected;

    /// <inheritdoc/>
    internal override bool IsDouble(Exception thrown) =>
        (thrown as PostgresException ?? thrown.InnerException as PostgresException)
            ?.SqlState == PostgresErrorCodes.UniqueViolation;
}
