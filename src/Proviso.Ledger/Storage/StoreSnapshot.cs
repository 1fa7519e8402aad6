using System.Data.Common;
using System.Globalization;
using System.Text;
using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Storage;

/// <summary>A ledger in a database as it was at one moment.</summary>
public sealed class StoreSnapshot : ILedgerSource, IAsyncDisposable
{
    private readonly LedgerStore store;
    private readonly DbTransaction transaction;
    private readonly DbConnection connection;
    private ulong stateSize;
    private ulong tileSize;

    private StoreSnapshot(LedgerStore store, DbTransaction transaction)
    {
        this.store = store;
        this.transaction = transaction;
        connection = transaction.Connection!;
    }

    /// <inheritdoc/>
    public string? CheckpointNote { get; private set; }

    /// <inheritdoc/>
    public ulong Held { get; private set; }

    /// <inheritdoc/>
    public ulong Pending { get; private set; }

    /// <inheritdoc/>
    public Task<byte[]?> ReadTileAsync(TileAddress address) => store.GuardAsync(async () =>
        (byte[]?)await LedgerStore.ScalarAsync(
            transaction, "SELECT hashes FROM ledger_tile WHERE level = @level AND idx = @idx",
            [("@level", address.Level), ("@idx", (long)address.Index)], default));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadEntriesAsync(ulong start, int count) =>
        store.GuardAsync<IReadOnlyList<ReadOnlyMemory<byte>?>>(async () =>
        {
            var rows = await LedgerStore.QueryAsync(
                transaction, store.Sql.ReadEntries,
                [("@start", (long)start), ("@end", (long)start + count)],
                row => (Place: row.GetInt64(0), Entry: row.IsDBNull(1) ? null : row.GetString(1)),
                default);
            var entries = new ReadOnlyMemory<byte>?[count];
            foreach (var (place, entry) in rows)
            {
                // UTF-8 rather than ASCII: a row edited by hand may hold any text.
                if (entry is not null)
                    entries[place - (long)start] = Encoding.UTF8.GetBytes(entry);
            }

            return entries;
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<ulong>> FindAsync(Guid subject) =>
        store.GuardAsync<IReadOnlyList<ulong>>(async () => await LedgerStore.QueryAsync(
            transaction, store.Sql.Find,
            [("@subject", store.SubjectValue(subject)), ("@held", (long)Held)],
            row => (ulong)row.GetInt64(0), default));

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerFault>> InspectAsync() =>
        store.GuardAsync<IReadOnlyList<LedgerFault>>(async () =>
        {
            var faults = new List<LedgerFault>();
            if (stateSize != Held || tileSize != Held)
            {
                faults.Add(new LedgerFault(
                    "state-changed",
                    $"ledger_state says {stateSize} entries and ledger_tile holds {tileSize}: one "
                    + "of the two was edited."));
            }

            await AskAsync(faults, store.Sql.OutsideTree, "entry-inserted", id =>
                $"Place {id} of ledger_leaf lies outside the tree.");
            await AskAsync(faults, store.Sql.WrongSubjects, "subject-changed", id =>
                $"Row {id} of ledger_entry says another subject in its column than in its entry.");
            await AskAsync(faults, store.Sql.Unlisted, "entry-unlisted", id =>
                $"Row {id} of ledger_entry is neither in the tree nor waiting for it.");
            await AskAsync(faults, store.Sql.PendingWithoutEntry, "entry-removed", id =>
                $"Row {id} of ledger_entry waits for the tree and is gone.");
            return faults;
        });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    internal static async Task<StoreSnapshot> OpenAsync(
        LedgerStore store, DbTransaction transaction, CancellationToken cancellation)
    {
        var snapshot = new StoreSnapshot(store, transaction);
        var state = await LedgerStore.QueryAsync(
            transaction, "SELECT size, checkpoint FROM ledger_state", [],
            row => (Size: row.GetInt64(0), Note: row.GetString(1)), cancellation);
        var tiles = await LedgerStore.QueryAsync(
            transaction,
            "SELECT count(*) OVER (), length(hashes) FROM ledger_tile WHERE level = 0 "
            + "ORDER BY idx DESC LIMIT 1",
            [],
            row => ((row.GetInt64(0) - 1) * TileAddress.FullWidth)
                + (row.GetInt64(1) / TreeHash.Size),
            cancellation);
        // Either may have been edited by hand; the larger shows that something was cut off.
        snapshot.stateSize = (ulong)state.Select(row => row.Size).Append(0).Max();
        snapshot.tileSize = (ulong)tiles.Append(0).Max();
        snapshot.Held = Math.Max(snapshot.stateSize, snapshot.tileSize);
        snapshot.CheckpointNote = state.Select(row => row.Note).FirstOrDefault(n => n.Length > 0);
        snapshot.Pending = (ulong)await NumberAsync(
            transaction, store.Sql.CountPending, [("@held", (long)snapshot.Held)], cancellation);
        return snapshot;
    }

    private static async Task<long> NumberAsync(
        DbTransaction transaction, string sql, IReadOnlyList<(string, object)> values,
        CancellationToken cancellation) =>
        Convert.ToInt64(
            await LedgerStore.ScalarAsync(transaction, sql, values, cancellation),
            CultureInfo.InvariantCulture);

    private async Task AskAsync(
        List<LedgerFault> faults, string? sql, string code, Func<long, string> words)
    {
        if (sql is null)
            return;
        var ids = await LedgerStore.QueryAsync(
            transaction, sql, [("@held", (long)Held)], row => row.GetInt64(0), default);
        faults.AddRange(ids.Select(id => new LedgerFault(code, words(id))));
    }
}
