using System.Numerics;
using System.Security.Cryptography;

namespace Proviso.Ledger.Merkle;

/// <summary>
/// How leaves and nodes are hashed: RFC 6962 section 2.1 (the same in RFC 9162 section 2.1.1).
/// Leaves and nodes carry different first bytes, so that neither can pass for the other.
/// </summary>
public static class TreeHashing
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    // Larger than an entry usually is; clearing more would cost as much as hashing.
    private const int OnStack = 512;

    /// <summary>The root of a tree with no entries: the hash of nothing.</summary>
    public static TreeHash EmptyRoot { get; } = new(SHA256.HashData([]));

    /// <summary>The hash of one entry.</summary>
    /// <param name="entry">The entry's bytes.</param>
    public static TreeHash Leaf(ReadOnlySpan<byte> entry)
    {
        var length = entry.Length + 1;
        var input = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        Span<byte> hash = stackalloc byte[TreeHash.Size];
        SHA256.HashData(input[..length], hash);
        return new TreeHash(hash);
    }

    /// <summary>The hash of two neighbours.</summary>
    /// <param name="left">The hash of the earlier entries.</param>
    /// <param name="right">The hash of the later entries.</param>
    public static TreeHash Node(TreeHash left, TreeHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * TreeHash.Size)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + TreeHash.Size)..]);
        Span<byte> hash = stackalloc byte[TreeHash.Size];
        SHA256.HashData(input, hash);
        return new TreeHash(hash);
    }

    /// <summary>The root over a run of hashes, from left to right.</summary>
    /// <param name="hashes">The leaves, or roots of equally high full subtrees.</param>
    public static TreeHash Root(ReadOnlySpan<TreeHash> hashes)
    {
        if (hashes.IsEmpty)
            return EmptyRoot;
        if (hashes.Length == 1)
            return hashes[0];
        var split = (int)SplitPoint((ulong)hashes.Length);
        return Node(Root(hashes[..split]), Root(hashes[split..]));
    }

    /// <summary>The largest power of two below a size: where RFC 6962 divides a tree.</summary>
    /// <param name="size">A number of leaves, at least 2.</param>
    internal static ulong SplitPoint(ulong size) => 1UL << BitOperations.Log2(size - 1);
}
