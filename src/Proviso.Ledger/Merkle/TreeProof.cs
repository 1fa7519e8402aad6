using System.Numerics;

namespace Proviso.Ledger.Merkle;

/// <summary>
/// Checks proofs, with no input or output of its own. One walk, which follows the definition of a
/// proof downwards, serves every kind: that a leaf is in a tree (RFC 6962 section 2.1.1), that a
/// tree extends an older one (section 2.1.2), and both for a part of a tree (subtree proofs as in
/// draft-ietf-plants-merkle-tree-certs). For an inclusion proof is a proof about the part [i, i+1),
/// and a consistency proof is one about the part [0, m).
/// </summary>
public static class TreeProof
{
    /// <summary>Checks that a leaf stands at an index of a tree.</summary>
    /// <param name="leaf">The leaf's hash.</param>
    /// <param name="index">Its place, counted from 0.</param>
    /// <param name="size">The number of leaves in the tree.</param>
    /// <param name="proof">The hashes, from the leaf's sibling upwards.</param>
    /// <param name="root">The tree's root.</param>
    public static ProofVerdict VerifyInclusion(
        TreeHash leaf, ulong index, ulong size, ReadOnlySpan<TreeHash> proof, TreeHash root) =>
        VerifyInclusionInSubtree(leaf, index, 0, size, proof, root);

    /// <summary>Checks that a leaf stands at an index of one part of a tree.</summary>
    /// <param name="leaf">The leaf's hash.</param>
    /// <param name="index">Its place in the whole tree, counted from 0.</param>
    /// <param name="start">Where the part starts.</param>
    /// <param name="end">Just after the part's last leaf.</param>
    /// <param name="proof">The hashes, from the leaf's sibling upwards.</param>
    /// <param name="root">The root of the part.</param>
    public static ProofVerdict VerifyInclusionInSubtree(
        TreeHash leaf, ulong index, ulong start, ulong end,
        ReadOnlySpan<TreeHash> proof, TreeHash root)
    {
        if (!IsSubtree(start, end) || index < start || index >= end)
            return ProofVerdict.OutOfRange;
        var place = index - start;
        return Verify(new Part(place, place + 1), end - start, proof, leaf, root);
    }

    /// <summary>Checks that a tree extends an older one without changing it.</summary>
    /// <param name="oldSize">The older tree's number of leaves, at least 1: every tree extends the
    /// empty one, so a proof of that would show nothing.</param>
    /// <param name="size">The newer tree's number of leaves.</param>
    /// <param name="proof">The hashes; none when the sizes are equal.</param>
    /// <param name="oldRoot">The older tree's root.</param>
    /// <param name="root">The newer tree's root.</param>
    public static ProofVerdict VerifyConsistency(
        ulong oldSize, ulong size, ReadOnlySpan<TreeHash> proof, TreeHash oldRoot, TreeHash root) =>
        oldSize == 0 || oldSize > size
            ? ProofVerdict.OutOfRange
            : Verify(new Part(0, oldSize), size, proof, oldRoot, root);

    /// <summary>Checks that a part of a tree belongs to it.</summary>
    /// <param name="start">Where the part starts.</param>
    /// <param name="end">Just after the part's last leaf. A part may be empty; then its root must
    /// be the empty one and the proof too, and the tree's root is not looked at.</param>
    /// <param name="size">The tree's number of leaves.</param>
    /// <param name="proof">The hashes.</param>
    /// <param name="subtreeRoot">The root of the part.</param>
    /// <param name="root">The root of the tree.</param>
    public static ProofVerdict VerifySubtreeConsistency(
        ulong start, ulong end, ulong size, ReadOnlySpan<TreeHash> proof,
        TreeHash subtreeRoot, TreeHash root)
    {
        if (end > size || !(start == end || IsSubtree(start, end)))
            return ProofVerdict.OutOfRange;
        if (start != end)
            return Verify(new Part(start, end), size, proof, subtreeRoot, root);
        if (!proof.IsEmpty)
            return ProofVerdict.WrongLength;
        return subtreeRoot == TreeHashing.EmptyRoot
            ? ProofVerdict.Valid
            : ProofVerdict.OldRootDiffers;
    }

    /// <summary>A part may start only where a full subtree of its height could start.</summary>
    private static bool IsSubtree(ulong start, ulong end)
    {
        if (start >= end)
            return false;
        var height = 64 - BitOperations.LeadingZeroCount(end - start - 1);
        return height < 64 ? start % (1UL << height) == 0 : start == 0;
    }

    private static ProofVerdict Verify(
        Part part, ulong size, ReadOnlySpan<TreeHash> proof, TreeHash partRoot, TreeHash root)
    {
        if (!TryRebuild(part, size, whole: true, proof, partRoot, out var partSeen, out var seen))
            return ProofVerdict.WrongLength;
        if (partSeen != partRoot)
            return ProofVerdict.OldRootDiffers;
        return seen == root ? ProofVerdict.Valid : ProofVerdict.RootDiffers;
    }

    /// <summary>
    /// Rebuilds two roots from a proof: the part's and the tree's. The last hash of a proof belongs
    /// to the outermost division, so each step takes it off and looks at the half with the part.
    /// </summary>
    /// <param name="part">The part, within the tree of this step.</param>
    /// <param name="size">The number of leaves in the tree of this step.</param>
    /// <param name="whole">Whether the part is still all of what is claimed. When it is, its root
    /// is known and the proof leaves it out.</param>
    /// <param name="proof">What is left of the proof.</param>
    /// <param name="partRoot">The root that is claimed for the part.</param>
    /// <param name="partSeen">The part's root as the proof gives it.</param>
    /// <param name="seen">The tree's root as the proof gives it.</param>
    private static bool TryRebuild(
        Part part, ulong size, bool whole, ReadOnlySpan<TreeHash> proof, TreeHash partRoot,
        out TreeHash partSeen, out TreeHash seen)
    {
        if (part.Start == 0 && part.End == size)
        {
            var expected = whole ? 0 : 1;
            partSeen = seen = whole || proof.IsEmpty ? partRoot : proof[0];
            return proof.Length == expected;
        }

        partSeen = seen = default;
        if (proof.IsEmpty)
            return false;
        var sibling = proof[^1];
        var rest = proof[..^1];
        var split = TreeHashing.SplitPoint(size);
        if (part.End <= split)
        {
            if (!TryRebuild(part, split, whole, rest, partRoot, out partSeen, out seen))
                return false;
            seen = TreeHashing.Node(seen, sibling);
            return true;
        }

        // A part that reaches over the division starts at 0: its left half is the sibling itself.
        var across = part.Start < split;
        var right = new Part(across ? 0 : part.Start - split, part.End - split);
        if (!TryRebuild(
                right, size - split, whole && !across, rest, partRoot, out partSeen, out seen))
        {
            return false;
        }

        partSeen = across ? TreeHashing.Node(sibling, partSeen) : partSeen;
        seen = TreeHashing.Node(sibling, seen);
        return true;
    }

    private readonly record struct Part(ulong Start, ulong End);
}
