using System.Data.Common;
using System.Text;
using Proviso.Ledger.Entries;

namespace Proviso.Ledger.Storage;

/// <summary>
/// Where a ledger lives: a few tables beside the caller's own, in the same database, so that an
/// entry and what it records are one transaction. There are two: <see cref="SqliteLedgerStore"/>
/// and <see cref="PostgresLedgerStore"/>. Safe for use by many threads.
/// </summary>
public abstract class LedgerStore : IAsyncDisposable
{
    /// <summary>What to call the store in a message. It shows no password.</summary>
    public abstract string Name { get; }

    /// <summary>The statements in which the two engines differ.</summary>
    internal abstract LedgerSql Sql { get; }

    /// <summary>Chooses the engine by what it is given.</summary>
    /// <param name="fileOrConnection">A file for SQLite; or a PostgreSQL connection string, which
    /// names a host (<c>Host=…;Database=…;Username=…</c>) or begins with
    /// <c>postgresql://</c>.</param>
    /// <exception cref="LedgerException">It is neither (<c>store-unknown</c>).</exception>
    public static LedgerStore Open(string fileOrConnection)
    {
        ArgumentNullException.ThrowIfNull(fileOrConnection);
        if (string.IsNullOrWhiteSpace(fileOrConnection))
        {
            throw new LedgerException(new(
                "store-unknown", "Name a SQLite file or a PostgreSQL connection."));
        }

        return PostgresLedgerStore.IsConnection(fileOrConnection)
            ? new PostgresLedgerStore(fileOrConnection)
            : new SqliteLedgerStore(fileOrConnection);
    }

    /// <summary>Makes the tables if they are not there, and names the ledger.</summary>
    /// <param name="origin">The ledger's name: that of its key.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="LedgerException">The database holds a ledger of another name
    /// (<c>origin-wrong</c>), or cannot be used.</exception>
    public async Task CreateAsync(string origin, CancellationToken cancellation = default)
    {
        await GuardAsync(async () =>
        {
            await using var connection = await ConnectAsync(create: true, cancellation);
            await using var transaction = await BeginWriteAsync(connection, cancellation);
            await ExecuteAsync(transaction, Sql.Schema, [], cancellation);
            await ExecuteAsync(
                transaction,
                "INSERT INTO ledger_state (one, origin, size, checkpoint) "
                + "VALUES (1, @origin, 0, '') ON CONFLICT DO NOTHING",
                [("@origin", origin)], cancellation);
            var held = (string)(await ScalarAsync(
                transaction, "SELECT origin FROM ledger_state", [], cancellation))!;
            if (held != origin)
            {
                throw new LedgerException(new(
                    "origin-wrong",
                    $"{Name} already holds the ledger '{held}'; it cannot become '{origin}'."));
            }

            await transaction.CommitAsync(cancellation);
            return true;
        });
    }

    /// <summary>
    /// Records an entry as part of the caller's transaction. When that commits, the entry is
    /// durable and will be in the tree at the sequencer's next turn; when it rolls back, there was
    /// no entry. On SQLite the caller's connection must keep <c>PRAGMA synchronous</c> at FULL,
    /// the default.
    /// </summary>
    /// <param name="transaction">The caller's open transaction on this store's database.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DbException">As the caller's own statements would throw.</exception>
    public async Task AppendAsync(
        DbTransaction transaction, LedgerEntry entry, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(entry);
        await using var command = Command(
            transaction, Sql.Append,
            [
                ("@subject", SubjectValue(entry.Subject)),
                ("@entry", Encoding.ASCII.GetString(entry.Bytes.Span)),
            ]);
        // PostgreSQL then plans it once for each connection and not for each entry.
        await command.PrepareAsync(cancellation);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Opens the ledger as it is at this moment, for reading; what is written meanwhile
    /// does not show. The caller disposes it soon.</summary>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="LedgerException">The database cannot be read, or holds no
    /// ledger.</exception>
    public Task<StoreSnapshot> ReadAsync(CancellationToken cancellation = default) =>
        GuardAsync(async () =>
        {
            var connection = await ConnectAsync(create: false, cancellation);
            try
            {
                var transaction = await BeginReadAsync(connection, cancellation);
                return await StoreSnapshot.OpenAsync(this, transaction, cancellation);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        });

    /// <summary>Opens a transaction that no other server's sequencer can be in at the same
    /// time.</summary>
    internal Task<TreeTransaction> BeginSequencingAsync(CancellationToken cancellation) =>
        GuardAsync(async () =>
        {
            var connection = await ConnectAsync(create: false, cancellation);
            try
            {
                var transaction = await BeginWriteAsync(connection, cancellation);
                return await TreeTransaction.OpenAsync(this, transaction, cancellation);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        });

    /// <summary>Turns the engine's errors into faults with words.</summary>
    internal async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (FaultOf(e) is not null)
        {
            throw new LedgerException(FaultOf(e)!, e);
        }
    }

    /// <summary>Runs one statement.</summary>
    internal static async Task ExecuteAsync(
        DbTransaction transaction, string sql, IReadOnlyList<(string Name, object Value)> values,
        CancellationToken cancellation)
    {
        await using var command = Command(transaction, sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Reads one value.</summary>
    internal static async Task<object?> ScalarAsync(
        DbTransaction transaction, string sql, IReadOnlyList<(string Name, object Value)> values,
        CancellationToken cancellation)
    {
        await using var command = Command(transaction, sql, values);
        return await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>Reads rows.</summary>
    internal static async Task<List<T>> QueryAsync<T>(
        DbTransaction transaction, string sql, IReadOnlyList<(string Name, object Value)> values,
        Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = Command(transaction, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>How the engine keeps a subject.</summary>
    internal abstract object SubjectValue(Guid subject);

    /// <summary>Opens a connection.</summary>
    protected abstract Task<DbConnection> ConnectAsync(bool create, CancellationToken cancellation);

    /// <summary>Begins a transaction that sees one moment.</summary>
    protected abstract Task<DbTransaction> BeginReadAsync(
        DbConnection connection, CancellationToken cancellation);

    /// <summary>Begins a transaction that writes.</summary>
    protected abstract Task<DbTransaction> BeginWriteAsync(
        DbConnection connection, CancellationToken cancellation);

    /// <summary>What an error of the engine means; null for an error that is not the
    /// engine's.</summary>
    public abstract LedgerFault? FaultOf(Exception thrown);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the engine's own resources.</summary>
    protected abstract ValueTask CloseAsync();

    private static DbCommand Command(
        DbTransaction transaction, string sql, IReadOnlyList<(string Name, object Value)> values)
    {
        var command = transaction.Connection!.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this room; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
