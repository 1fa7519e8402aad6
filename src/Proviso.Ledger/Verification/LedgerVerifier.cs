using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;

namespace Proviso.Ledger.Verification;

/// <summary>Reads a ledger and has it checked.</summary>
public static class LedgerVerifier
{
    /// <summary>How many bundles are read and hashed at a time: about 16,000 entries.</summary>
    private const int AtOnce = 64;

    /// <summary>Checks everything: signature, every entry, every tile, and what the source knows of
    /// itself.</summary>
    /// <param name="source">The ledger, in a database or an export.</param>
    /// <param name="key">Its public key, had from somewhere else.</param>
    /// <param name="progress">Told how many entries are done; or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<VerificationReport> VerifyAsync(
        ILedgerSource source, LedgerPublicKey key, IProgress<ulong>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var audit = new LedgerAudit(key, source.CheckpointNote, source.Held);
        for (var start = 0UL; start < audit.ToCheck; start += AtOnce * TileAddress.FullWidth)
        {
            cancellation.ThrowIfCancellationRequested();
            var bundles = await ReadAsync(source, start, audit.ToCheck);
            var hashes = new BundleHashes[bundles.Count];
            Parallel.For(0, hashes.Length, i =>
                hashes[i] = BundleHashes.Of(bundles[i].Entries, bundles[i].Address.Width));
            for (var i = 0; i < hashes.Length; i++)
                audit.Add(hashes[i], bundles[i].Tile);
            progress?.Report(audit.Entries);
        }

        foreach (var address in audit.UpperTiles())
            audit.CheckUpperTile(address, await source.ReadTileAsync(address));
        return new VerificationReport(
            audit.Checkpoint, audit.Entries, source.Pending, audit.Tiles,
            [.. audit.Complete(), .. await source.InspectAsync()]);
    }

    private static async Task<List<Bundle>> ReadAsync(ILedgerSource source, ulong start, ulong size)
    {
        var bundles = new List<Bundle>();
        for (var i = 0; i < AtOnce; i++)
        {
            var first = start + ((ulong)i * TileAddress.FullWidth);
            if (first >= size)
                break;
            var address = TileAddress.At(0, first / TileAddress.FullWidth, size);
            bundles.Add(new Bundle(
                address,
                await source.ReadEntriesAsync(first, address.Width),
                await source.ReadTileAsync(address)));
        }

        return bundles;
    }

    private sealed record Bundle(
        TileAddress Address, IReadOnlyList<ReadOnlyMemory<byte>?> Entries, byte[]? Tile);
}
