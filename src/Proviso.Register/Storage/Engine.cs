using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Proviso.Ledger;
using Proviso.Ledger.Storage;

namespace Proviso.Register.Storage;

/// <summary>What differs between the two databases.</summary>
internal abstract class Engine : IAsyncDisposable
{
    /// <summary>The ledger in the same database; it also knows the database's errors.</summary>
    internal abstract LedgerStore Ledger { get; }

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

    /// <summary>A context with a connection of its own.</summary>
    internal abstract RegisterDb Connect();

    /// <summary>Whether the database is there at all.</summary>
    internal abstract Task<bool> ExistsAsync(CancellationToken cancellation);

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
        var cause = thrown is DbUpdateException { InnerException: { } inner } ? inner : thrown;
        return cause switch
        {
            RegisterException known => known,
            LedgerException ledger => new(ledger.Fault.Code, ledger.Fault.Message, ledger),
            DbException or TimeoutException or IOException or System.Net.Sockets.SocketException
                when Ledger.FaultOf(cause) is { } fault =>
                new(fault.Code, fault.Message, cause),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The current keys of owners. They cannot be replaced or destroyed before the
    /// transaction ends, so that nothing is sealed with a key that is gone.</summary>
    internal abstract Task<List<DataKeyRow>> HoldKeysAsync(
        RegisterDb db, IReadOnlyCollection<Guid> owners, CancellationToken cancellation);

    /// <summary>Whether trying the same transaction again is the remedy.</summary>
    internal abstract bool IsClash(Exception thrown);
}
