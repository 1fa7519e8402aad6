using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Storage;

/// <summary>
/// A ledger that can be read, at one moment: a database or an export. Nothing it gives is trusted;
/// <see cref="Notes.SignedCheckpoint"/> checks it against a public key.
/// </summary>
public interface ILedgerSource
{
    /// <summary>The latest signed note, unchecked; null when there is none.</summary>
    string? CheckpointNote { get; }

    /// <summary>How many entries are in the tree by the source's own count.</summary>
    ulong Held { get; }

    /// <summary>How many entries are recorded and not in the tree yet.</summary>
    ulong Pending { get; }

    /// <summary>Reads a tile.</summary>
    /// <param name="address">Which. Its width is that of the tree whose tiles are asked
    /// for.</param>
    /// <returns>Its bytes, at least as wide as asked for when all is well; null when
    /// missing.</returns>
    Task<byte[]?> ReadTileAsync(TileAddress address);

    /// <summary>Reads entries in the tree's order.</summary>
    /// <param name="start">The first index, a multiple of 256.</param>
    /// <param name="count">How many.</param>
    /// <returns>The entries. When all is well there are as many as asked for; a place whose entry
    /// is missing holds null. A damaged source may give more or fewer.</returns>
    Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadEntriesAsync(ulong start, int count);

    /// <summary>Where the entries about a subject stand, oldest first.</summary>
    /// <param name="subject">What the entries are about.</param>
    Task<IReadOnlyList<ulong>> FindAsync(Guid subject);

    /// <summary>What the source itself knows to be wrong beyond tree and checkpoint, such as a
    /// database row that disagrees with the entry it holds.</summary>
    Task<IReadOnlyList<LedgerFault>> InspectAsync();
}
