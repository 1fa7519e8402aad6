using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Proviso.Ledger;
using Proviso.Ledger.Storage;

namespace Proviso.Register.Storage;

/// <summary>What differs between the two databases.</summary>
internal abstract class Engine : IAsyncDisposable
{
    /// <summary>The ledger in the same database; it also knows the database's errors.</summary>
    internal abstract LedgerStore Ledger { get; }

    /// <summary>Whether what is committed is safe from a loss of power. Only while a new store is
    /// filled, which is worth nothing before it is full, is it not.</summary>
    internal bool IsDurable { get; set; } = true;

    /// <summary>The folder of its schema files.</summary>
    internal abstract string Folder { get; }

    /// <summary>Chooses by what is given, as <see cref="LedgerStore.Open"/> does.</summary>
    /// <param name="fileOrConnection">A SQLite file or a PostgreSQL connection.</param>
    internal static Engine Of(string fileOrConnection) => LedgerStore.Open(fileOrConnection) switch
    {
        SqliteLedgerStore ledger => new SqliteEngine(fileOrConnection, ledger),
        PostgresLedgerStore ledger => new PostgresEngine(ledger),
        _ => throw new InvalidOperationException("there are two engines"),
    };

    /// <summary>Whether PostgreSQL is meant, and not a file.</summary>
    internal static bool IsPostgres(string fileOrConnection)
    {
        try
        {
            return LedgerStore.Open(fileOrConnection) is PostgresLedgerStore;
        }
        catch (LedgerException e)
        {
            throw new RegisterException(e.Fault.Code, e.Fault.Message, e);
        }
    }

    /// <summary>What reads and writes whole tables.</summary>
    internal abstract TableCopy Copy(RegisterDb db);

    /// <summary>A context with a connection of its own.</summary>
    internal abstract RegisterDb Connect();

    /// <summary>Makes the database itself, where that is this program's to do.</summary>
    internal abstract Task MakeAsync(CancellationToken cancellation);

    /// <summary>Whether the database is there at all.</summary>
    internal abstract Task<bool> ExistsAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction that sees one moment and writes nothing.</summary>
    internal abstract Task<IDbContextTransaction> BeginSnapshotAsync(
        RegisterDb db, CancellationToken cancellation);

    /// <summary>Lets one program at a time change the tables, until the transaction ends.</summary>
    internal abstract Task LockSchemaAsync(RegisterDb db, CancellationToken cancellation);

    /// <summary>Keeps a copy before the tables change.</summary>
    /// <returns>Where; null when this engine's keeper does that.</returns>
    internal abstract Task<string?> BackUpAsync(
        RegisterDb db, int version, CancellationToken cancellation);

    /// <summary>Removes from the files what was overwritten in the tables.</summary>
    internal abstract Task ScrubAsync(CancellationToken cancellation);

    /// <summary>What an error of the database means; null for another error.</summary>
    internal RegisterException? Explain(Exception thrown)
    {
        // Entity Framework wraps what the database says, sometimes more than once.
        for (var cause = thrown; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RegisterException known:
                    return known;
                case LedgerException ledger:
                    return new(ledger.Fault.Code, ledger.Fault.Message, ledger);
                case DbException when IsDouble(thrown):
                    return new(
                        "record-exists", "Somebody else has just added the same thing.", cause);
                case DbException or TimeoutException or System.Net.Sockets.SocketException
                    when Ledger.FaultOf(cause) is { } fault:
                    return new(fault.Code, fault.Message, cause);
            }
        }

        return null;
    }

    /// <summary>The first of an error's causes that is of a kind.</summary>
    protected static T? CauseOf<T>(Exception thrown)
        where T : Exception
    {
        var cause = thrown;
        while (cause is not null and not T)
            cause = cause.InnerException;
        return cause as T;
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The current keys of owners, and the one for look-ups. They cannot be replaced or
    /// destroyed before the transaction ends, so that nothing is sealed with a key that is gone.
    /// </summary>
    internal abstract Task<List<DataKeyRow>> HoldKeysAsync(
        RegisterDb db, IReadOnlyCollection<Guid> owners, CancellationToken cancellation);

    /// <summary>Waits until nobody uses the keys of an owner, and keeps everybody from it until the
    /// transaction ends.</summary>
    internal abstract Task TakeOwnerAsync(
        RegisterDb db, Guid owner, CancellationToken cancellation);

    /// <summary>Keeps the keys that a master key wraps from being wrapped anew or destroyed, until
    /// the transaction ends, and gives some of those that another than the current one wraps.
    /// </summary>
    internal abstract Task<List<DataKeyRow>> TakeWrappedAsync(
        RegisterDb db, string current, int limit, CancellationToken cancellation);

    /// <summary>Whether trying the same transaction again is the remedy.</summary>
    internal abstract bool IsClash(Exception thrown);

    /// <summary>Whether a row of the same key is there already.</summary>
    internal abstract bool IsDouble(Exception thrown);
}
