using Microsoft.EntityFrameworkCore;
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

    internal override RegisterDb Connect() => new(options);

    internal override async Task<bool> ExistsAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT to_regclass('record') IS NOT NULL");
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

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
            WHERE owner = ANY ({ids}) AND use = {KeyRing.OfOwner} AND ended IS NULL FOR SHARE
            """).AsNoTracking().ToListAsync(cancellation);
    }

    internal override bool IsClash(Exception thrown) =>
        (thrown as PostgresException ?? thrown.InnerException as PostgresException)
            ?.SqlState is PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected;
}
