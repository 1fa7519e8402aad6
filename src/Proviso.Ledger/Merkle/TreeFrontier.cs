namespace Proviso.Ledger.Merkle;

/// <summary>
/// The right-hand edge of a growing tree: the roots of its full subtrees, largest first. It is all
/// that is needed to add entries and to know the root, at most 64 hashes for any size.
/// </summary>
public sealed class TreeFrontier
{
    private readonly List<TreeHash> peaks = [];

    /// <summary>The number of leaves.</summary>
    public ulong Size { get; private set; }

    /// <summary>Adds a full subtree at the right.</summary>
    /// <param name="hash">Its root; a leaf's hash when the height is 0.</param>
    /// <param name="height">Its height: it holds 2^height leaves.</param>
    /// <exception cref="InvalidOperationException">A full subtree of that height cannot start at
    /// the present size.</exception>
    public void Add(TreeHash hash, int height = 0)
    {
        if (Size % (1UL << height) != 0)
        {
            throw new InvalidOperationException(
                $"A subtree of height {height} cannot follow {Size} leaves.");
        }

        // Each full subtree of the same height on the left joins, as a carry does in addition.
        for (var level = height; (Size >> level) % 2 == 1; level++)
        {
            hash = TreeHashing.Node(peaks[^1], hash);
            peaks.RemoveAt(peaks.Count - 1);
        }

        peaks.Add(hash);
        Size += 1UL << height;
    }

    /// <summary>The root of the tree as it stands.</summary>
    public TreeHash Root()
    {
        if (peaks.Count == 0)
            return TreeHashing.EmptyRoot;
        var root = peaks[^1];
        for (var i = peaks.Count - 2; i >= 0; i--)
            root = TreeHashing.Node(peaks[i], root);
        return root;
    }
}
