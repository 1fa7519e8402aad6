using System.Data;
using System.Data.Common;
using Npgsql;

namespace Proviso.Ledger.Storage;

/// <summary>
/// A ledger in a PostgreSQL database, shared by any number of servers. Transactions commit there in
/// another order than they took their ids, so the sequencer writes down which entry took which
/// place; it holds an advisory lock while it does, so that there is one order for all.
/// </summary>
public sealed class PostgresLedgerStore : LedgerStore
{
    private readonly NpgsqlDataSource source;

    /// <summary>The connections, for those who keep their own tables beside the ledger's.</summary>
    public NpgsqlDataSource Source => source;

    /// <summary>Names a database; nothing is opened yet.</summary>
    /// <param name="connection">An Npgsql connection string, or a <c>postgresql://</c>
    /// address.</param>
    /// <exception cref="LedgerException">It is neither (<c>store-unknown</c>). The message does
    /// not repeat it, for it may hold a password.</exception>
    public PostgresLedgerStore(string connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        try
        {
            var parts = Parse(connection);
            Name = $"the database '{parts.Database}' on {parts.Host}";
            source = NpgsqlDataSource.Create(parts);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or UriFormatException)
        {
#pragma warning disable MA0054 // The inner message may repeat a part of the password.
            throw new LedgerException(new(
                "store-unknown",
                "This is not a PostgreSQL connection. Write it as "
                + "Host=…;Database=…;Username=…;Password=…"));
#pragma warning restore MA0054
        }
    }

    /// <inheritdoc/>
    public override string Name { get; }

    internal override LedgerSql Sql { get; } = new()
    {
        Schema = """
            CREATE TABLE IF NOT EXISTS ledger_state (
              one smallint PRIMARY KEY CHECK (one = 1), origin text NOT NULL,
              size bigint NOT NULL, checkpoint text NOT NULL);
            CREATE TABLE IF NOT EXISTS ledger_entry (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              subject uuid NOT NULL, entry text NOT NULL);
            CREATE INDEX IF NOT EXISTS ledger_entry_subject ON ledger_entry (subject);
            CREATE TABLE IF NOT EXISTS ledger_pending (id bigint PRIMARY KEY);
            CREATE TABLE IF NOT EXISTS ledger_leaf (
              idx bigint PRIMARY KEY, entry_id bigint NOT NULL UNIQUE);
            CREATE TABLE IF NOT EXISTS ledger_tile (
              level smallint NOT NULL, idx bigint NOT NULL, hashes bytea NOT NULL,
              PRIMARY KEY (level, idx));
            CREATE OR REPLACE FUNCTION ledger_entry_kept() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'ledger entries are never changed or deleted'; END $$;
            CREATE OR REPLACE TRIGGER ledger_entry_kept
              BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
              FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_kept();
            """,
        Append =
            "WITH e AS (INSERT INTO ledger_entry (subject, entry) VALUES (@subject, @entry) "
            + "RETURNING id) INSERT INTO ledger_pending (id) SELECT id FROM e",
        TakePending =
            "SELECT p.id, e.entry FROM ledger_pending p JOIN ledger_entry e ON e.id = p.id "
            + "ORDER BY p.id LIMIT @limit",
        Place =
            "WITH placed AS (DELETE FROM ledger_pending WHERE id = ANY(@ids)) "
            + "INSERT INTO ledger_leaf (idx, entry_id) SELECT @start + n - 1, id "
            + "FROM unnest(@ids) WITH ORDINALITY AS t(id, n)",
        CountPending = "SELECT count(*) FROM ledger_pending",
        ReadEntries =
            "SELECT l.idx, e.entry FROM ledger_leaf l LEFT JOIN ledger_entry e ON e.id = l.entry_id"
            + " WHERE l.idx >= @start AND l.idx < @end ORDER BY l.idx",
        Find =
            "SELECT l.idx FROM ledger_entry e JOIN ledger_leaf l ON l.entry_id = e.id "
            + "WHERE e.subject = @subject AND l.idx < @held ORDER BY l.idx",
        WrongSubjects =
            "SELECT id FROM ledger_entry "
            + "WHERE position('\"subject\":\"' || subject || '\"' in entry) = 0 "
            + "ORDER BY id LIMIT 10",
        Unlisted =
            "SELECT id FROM ledger_entry e "
            + "WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.entry_id = e.id) "
            + "AND NOT EXISTS (SELECT 1 FROM ledger_pending p WHERE p.id = e.id) "
            + "ORDER BY id LIMIT 10",
        OutsideTree =
            "SELECT idx FROM ledger_leaf WHERE idx < 0 OR idx >= @held ORDER BY idx LIMIT 10",
        PendingWithoutEntry =
            "SELECT id FROM ledger_pending p "
            + "WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.id = p.id) "
            + "ORDER BY id LIMIT 10",
    };

    /// <summary>Whether a text means PostgreSQL rather than a file.</summary>
    internal static bool IsConnection(string text) =>
        IsAddress(text)
        || text.Split(';').Any(part => part.Split('=')[0].Trim()
            .Equals("host", StringComparison.OrdinalIgnoreCase) && part.Contains('='));

    internal override object SubjectValue(Guid subject) => subject;

    /// <inheritdoc/>
    protected override async Task<DbConnection> ConnectAsync(
        bool create, CancellationToken cancellation) =>
        await source.OpenConnectionAsync(cancellation);

    /// <inheritdoc/>
    protected override async Task<DbTransaction> BeginReadAsync(
        DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    /// <inheritdoc/>
    protected override async Task<DbTransaction> BeginWriteAsync(
        DbConnection connection, CancellationToken cancellation)
    {
        var transaction =
            await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        // One writer of the tree at a time, whatever number of servers ("proviso" in ASCII).
        await ExecuteAsync(
            transaction, "SELECT pg_advisory_xact_lock(31651020445152111)", [], cancellation);
        return transaction;
    }

    /// <inheritdoc/>
    public override LedgerFault? FaultOf(Exception thrown) => thrown switch
    {
        PostgresException { SqlState: "53100" or "53200" } => new(
            "store-full",
            $"There is no room left for {Name}. Make room; nothing was lost, and the work goes on "
            + "by itself."),
        PostgresException { SqlState: "25006" or "42501" } => new(
            "store-read-only", $"{Name} may not be written to by this database user."),
        PostgresException { SqlState: "42P01" or "3F000" } => new(
            "store-not-a-ledger", $"{Name} holds no ledger."),
        PostgresException { SqlState: "28P01" or "28000" or "3D000" } e => new(
            "store-unavailable",
            $"{Name} does not let this user in, or does not exist (PostgreSQL {e.SqlState})."),
        PostgresException e => new(
            "store-unavailable", $"{Name} cannot be used just now (PostgreSQL {e.SqlState})."),
        NpgsqlException or TimeoutException or System.Net.Sockets.SocketException => new(
            "store-unavailable",
            $"{Name} cannot be reached. Check that it runs; the work goes on when it is back."),
        _ => null,
    };

    /// <inheritdoc/>
    protected override ValueTask CloseAsync() => source.DisposeAsync();

    private static bool IsAddress(string text) =>
        text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (!IsAddress(text))
            return new NpgsqlConnectionStringBuilder(text);
        var address = new Uri(text);
        var user = address.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port > 0 ? address.Port : 5432,
            Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
    }
}
