using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Proviso.Ledger.Storage;

/// <summary>
/// A ledger in a SQLite file. SQLite lets one writer in at a time, so the row ids already are the
/// order of commit: the entry in place n of the tree is the row n + 1, and nothing more is kept.
/// </summary>
public sealed class SqliteLedgerStore : LedgerStore
{
    private const int PageIsFull = 13;
    private const int IsReadOnly = 8;
    private const int CannotOpen = 14;
    private const int IsCorrupt = 11;
    private const int IsNoDatabase = 26;
    private readonly string file;

    /// <summary>Names a file; nothing is opened yet.</summary>
    /// <param name="file">The database file.</param>
    public SqliteLedgerStore(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        this.file = file;
    }

    /// <inheritdoc/>
    public override string Name => $"the file '{Path.GetFileName(file)}'";

    internal override LedgerSql Sql { get; } = new()
    {
        Schema = """
            CREATE TABLE IF NOT EXISTS ledger_state (
              one INTEGER PRIMARY KEY CHECK (one = 1), origin TEXT NOT NULL,
              size INTEGER NOT NULL, checkpoint TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS ledger_entry (
              id INTEGER PRIMARY KEY, subject TEXT NOT NULL, entry TEXT NOT NULL);
            CREATE INDEX IF NOT EXISTS ledger_entry_subject ON ledger_entry (subject);
            CREATE TABLE IF NOT EXISTS ledger_tile (
              level INTEGER NOT NULL, idx INTEGER NOT NULL, hashes BLOB NOT NULL,
              PRIMARY KEY (level, idx)) WITHOUT ROWID;
            CREATE TRIGGER IF NOT EXISTS ledger_entry_kept BEFORE DELETE ON ledger_entry
              BEGIN SELECT RAISE(ABORT, 'ledger entries are never deleted'); END;
            CREATE TRIGGER IF NOT EXISTS ledger_entry_fixed BEFORE UPDATE ON ledger_entry
              BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed'); END;
            """,
        Append = "INSERT INTO ledger_entry (subject, entry) VALUES (@subject, @entry)",
        TakePending =
            "SELECT id, entry FROM ledger_entry WHERE id > @size ORDER BY id LIMIT @limit",
        CountPending = "SELECT count(*) FROM ledger_entry WHERE id > @held",
        ReadEntries =
            "SELECT id - 1, entry FROM ledger_entry WHERE id > @start AND id <= @end ORDER BY id",
        Find =
            "SELECT id - 1 FROM ledger_entry WHERE subject = @subject AND id <= @held ORDER BY id",
        WrongSubjects =
            "SELECT id FROM ledger_entry "
            + "WHERE instr(entry, '\"subject\":\"' || subject || '\"') = 0 ORDER BY id LIMIT 10",
    };

    internal override object SubjectValue(Guid subject) => subject.ToString("D");

    /// <inheritdoc/>
    protected override async Task<DbConnection> ConnectAsync(
        bool create, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        }.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            // The journal's kind is a property of the file; only its maker needs to set it.
            command.CommandText = create
                ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                : "PRAGMA synchronous = FULL;";
            await command.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override Task<DbTransaction> BeginReadAsync(
        DbConnection connection, CancellationToken cancellation) =>
        Task.FromResult<DbTransaction>(
            ((SqliteConnection)connection).BeginTransaction(
                IsolationLevel.Serializable, deferred: true));

    /// <inheritdoc/>
    protected override Task<DbTransaction> BeginWriteAsync(
        DbConnection connection, CancellationToken cancellation) =>
        Task.FromResult<DbTransaction>(
            ((SqliteConnection)connection).BeginTransaction(
                IsolationLevel.Serializable, deferred: false));

    /// <inheritdoc/>
    public override LedgerFault? FaultOf(Exception thrown) =>
        (thrown as SqliteException)?.SqliteErrorCode switch
        {
            null => null,
            PageIsFull => new("store-full", $"There is no room left for {Name}. Make room; "
                + "nothing was lost, and the work goes on by itself."),
            IsReadOnly => new("store-read-only", $"{Name} may not be written to. Give the program "
                + "write permission on the file and its folder."),
            CannotOpen => new("store-unavailable", $"{Name} cannot be opened. Check that it exists "
                + "and that the program may read it and its folder."),
            IsCorrupt or IsNoDatabase => new("store-damaged", $"{Name} is not a SQLite database, "
                + "or is damaged. Restore it from a backup."),
            1 when thrown.Message.Contains("no such table", StringComparison.Ordinal) =>
                new("store-not-a-ledger", $"{Name} holds no ledger."),
            _ => new("store-unavailable", $"{Name} cannot be used just now (SQLite error "
                + $"{((SqliteException)thrown).SqliteErrorCode})."),
        };

    /// <inheritdoc/>
    protected override ValueTask CloseAsync() => ValueTask.CompletedTask;
}
