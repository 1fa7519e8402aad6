using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Verification;

/// <summary>
/// The hashes of up to 256 neighbouring entries: those below one level 0 tile. Each bundle is on
/// its own, so that many can be hashed at the same time.
/// </summary>
public sealed class BundleHashes
{
    private readonly TreeHash[] leaves;

    private BundleHashes(IReadOnlyList<TreeHash?> entries, TreeHash[] leaves, bool whole)
    {
        Entries = entries;
        this.leaves = leaves;
        Whole = whole;
        Root = TreeHashing.Root(leaves);
    }

    /// <summary>The hash of each entry that was found; null where one is missing.</summary>
    public IReadOnlyList<TreeHash?> Entries { get; }

    /// <summary>Whether there are exactly as many entries as there should be.</summary>
    public bool Whole { get; }

    /// <summary>As many leaves as there should be; zeros stand for missing ones.</summary>
    internal ReadOnlySpan<TreeHash> Leaves => leaves;

    /// <summary>The root over <see cref="Leaves"/>.</summary>
    internal TreeHash Root { get; }

    /// <summary>Hashes entries.</summary>
    /// <param name="entries">The entries' bytes, in order; null for a missing one.</param>
    /// <param name="expected">How many there should be, 1 to 256.</param>
    public static BundleHashes Of(IReadOnlyList<ReadOnlyMemory<byte>?> entries, int expected)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(expected, TileAddress.FullWidth);
        var hashes = new TreeHash?[entries.Count];
        var padded = new TreeHash[expected];
        var whole = entries.Count == expected;
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = entries[i] is { } bytes ? TreeHashing.Leaf(bytes.Span) : null;
            whole = whole && hashes[i] is not null;
            if (i < expected)
                padded[i] = hashes[i] ?? default;
        }

        return new BundleHashes(hashes, padded, whole);
    }
}
