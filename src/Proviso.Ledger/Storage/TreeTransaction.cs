using System.Data.Common;
using System.Text;
using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Storage;

/// <summary>One turn of the sequencer, alone in the database until it ends.</summary>
internal sealed class TreeTransaction : IAsyncDisposable
{
    private readonly LedgerStore store;
    private readonly DbTransaction transaction;
    private readonly DbConnection connection;

    private TreeTransaction(LedgerStore store, DbTransaction transaction, LedgerState state)
    {
        this.store = store;
        this.transaction = transaction;
        connection = transaction.Connection!;
        State = state;
    }

    /// <summary>What the tree is before this turn.</summary>
    public LedgerState State { get; }

    public static async Task<TreeTransaction> OpenAsync(
        LedgerStore store, DbTransaction transaction, CancellationToken cancellation)
    {
        var rows = await LedgerStore.QueryAsync(
            transaction, "SELECT origin, size, checkpoint FROM ledger_state", [],
            row => new LedgerState(row.GetString(0), (ulong)row.GetInt64(1), row.GetString(2)),
            cancellation);
        return rows.Count == 1
            ? new TreeTransaction(store, transaction, rows[0])
            : throw new LedgerException(new("store-not-a-ledger", $"{store.Name} has no ledger."));
    }

    /// <summary>Reads what waits for the tree, in the order of its ids.</summary>
    public async Task<List<PendingEntry>> TakeAsync(int limit, CancellationToken cancellation)
    {
        var pending = await LedgerStore.QueryAsync(
            transaction, store.Sql.TakePending,
            [("@size", (long)State.Size), ("@limit", limit)],
            row => new PendingEntry(row.GetInt64(0), Encoding.UTF8.GetBytes(row.GetString(1))),
            cancellation);
        if (store.Sql.Place is null && pending.Count > 0
            && pending[^1].Id != (long)State.Size + pending.Count)
        {
            throw new LedgerException(new(
                "entry-removed",
                $"A row of ledger_entry after row {State.Size} was removed before it came into the "
                + "tree. Nothing was signed. Find out who edited the database."));
        }

        return pending;
    }

    /// <summary>Reads a tile; null when there is none.</summary>
    public async Task<byte[]?> ReadTileAsync(
        int level, ulong index, CancellationToken cancellation) =>
        (byte[]?)await LedgerStore.ScalarAsync(
            transaction, "SELECT hashes FROM ledger_tile WHERE level = @level AND idx = @idx",
            [("@level", level), ("@idx", (long)index)], cancellation);

    /// <summary>Writes a tile, new or grown.</summary>
    public Task WriteTileAsync(
        int level, ulong index, byte[] hashes, CancellationToken cancellation) =>
        LedgerStore.ExecuteAsync(
            transaction,
            "INSERT INTO ledger_tile (level, idx, hashes) VALUES (@level, @idx, @hashes) "
            + "ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes",
            [("@level", level), ("@idx", (long)index), ("@hashes", hashes)], cancellation);

    /// <summary>Gives the entries their places and commits the grown tree.</summary>
    public async Task CommitAsync(
        IReadOnlyList<PendingEntry> placed, string note, CancellationToken cancellation)
    {
        if (store.Sql.Place is { } place && placed.Count > 0)
        {
            await LedgerStore.ExecuteAsync(
                transaction, place,
                [
                    ("@start", (long)State.Size),
                    ("@ids", placed.Select(entry => entry.Id).ToArray()),
                ],
                cancellation);
        }

        await LedgerStore.ExecuteAsync(
            transaction, "UPDATE ledger_state SET size = @size, checkpoint = @note",
            [("@size", (long)State.Size + placed.Count), ("@note", note)], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}

/// <summary>The one row that says how far the tree has come.</summary>
/// <param name="Origin">The ledger's name.</param>
/// <param name="Size">The number of entries in the tree.</param>
/// <param name="Note">The latest signed checkpoint; empty before the first.</param>
internal sealed record LedgerState(string Origin, ulong Size, string Note);

/// <summary>An entry that waits for the tree.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record PendingEntry(long Id, byte[] Bytes);
