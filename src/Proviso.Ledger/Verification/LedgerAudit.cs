using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;

namespace Proviso.Ledger.Verification;

/// <summary>
/// Checks a whole ledger: pure calculation over what it is handed, in order, with no input or
/// output of its own. It trusts one thing, the public key. From the entries it rebuilds the tree,
/// compares its root with the signed one, and compares every stored tile with its own.
/// </summary>
public sealed class LedgerAudit
{
    private readonly ulong held;
    private readonly LedgerFault? checkpointFault;
    private readonly List<LedgerFault> tileFaults = [];
    private readonly List<List<TreeHash>> upperLevels = [[]];
    private readonly TreeFrontier entriesTree = new();
    private readonly TreeFrontier tilesTree = new();
    private readonly TamperDiagnosis diagnosis = new();
    private ulong expected;
    private bool entriesWhole = true;

    /// <summary>Begins an audit.</summary>
    /// <param name="key">The ledger's public key, had from somewhere else than the ledger.</param>
    /// <param name="note">The ledger's latest signed note; null when it has none.</param>
    /// <param name="held">How many entries the ledger says it has in its tree.</param>
    public LedgerAudit(LedgerPublicKey key, string? note, ulong held)
    {
        ArgumentNullException.ThrowIfNull(key);
        this.held = held;
        if (note is null)
        {
            checkpointFault = new(
                "checkpoint-missing", "The ledger has no signed checkpoint, so nothing is proved.");
        }
        else if (SignedCheckpoint.TryOpen(note, key, out var opened, out checkpointFault))
        {
            Checkpoint = opened;
        }
    }

    /// <summary>The checkpoint, once its signature is found to be right; otherwise
    /// null.</summary>
    public SignedCheckpoint? Checkpoint { get; }

    /// <summary>How many entries are to be handed over: those that the checkpoint covers and the
    /// ledger has. None without a checkpoint, for then nothing vouches for them.</summary>
    public ulong ToCheck => Math.Min(held, Checkpoint?.Size ?? 0);

    /// <summary>How many entries have been checked.</summary>
    public ulong Entries { get; private set; }

    /// <summary>How many tiles have been compared.</summary>
    public int Tiles { get; private set; }

    /// <summary>Hands over the next entries, with the level 0 tile above them.</summary>
    /// <param name="bundle">The entries' hashes.</param>
    /// <param name="tile">The stored tile; empty when missing.</param>
    public void Add(BundleHashes bundle, ReadOnlySpan<byte> tile)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var leaves = bundle.Leaves;
        var stored = TreeProver.Split(
            tile[..Math.Min(tile.Length, leaves.Length * TreeHash.Size)]);
        var same = bundle.Whole && leaves.SequenceEqual(stored);
        if (!same)
            diagnosis.Add(expected, bundle.Entries, stored);
        entriesWhole &= bundle.Whole;
        Grow(entriesTree, leaves, bundle.Root);
        Grow(tilesTree, stored, same ? bundle.Root : TreeHashing.Root(stored));
        if (leaves.Length == TileAddress.FullWidth)
            upperLevels[0].Add(bundle.Root);
        expected += (ulong)leaves.Length;
        Entries += (ulong)bundle.Entries.Count(entry => entry is not null);
        Tiles++;
    }

    /// <summary>The tiles above the leaves that a ledger of these entries must have.</summary>
    public IEnumerable<TileAddress> UpperTiles() =>
        TileAddress.OfTree(expected).Where(address => address.Level > 0);

    /// <summary>Compares a stored tile above the leaves with the tree that the entries
    /// give.</summary>
    /// <param name="address">Which tile, one of <see cref="UpperTiles"/>.</param>
    /// <param name="tile">The stored tile; empty when missing.</param>
    public void CheckUpperTile(TileAddress address, ReadOnlySpan<byte> tile)
    {
        var level = UpperLevel(address.Level);
        var first = (int)address.Index * TileAddress.FullWidth;
        Tiles++;
        if (tile.Length < address.Width * TreeHash.Size)
        {
            tileFaults.Add(new("tile-missing", $"{address.Path} is missing or too short."));
            return;
        }

        var stored = TreeProver.Split(tile[..(address.Width * TreeHash.Size)]);
        for (var i = 0; i < address.Width; i++)
        {
            if (stored[i] == level[first + i])
                continue;
            var span = 1UL << (TileAddress.Height * address.Level);
            var from = (ulong)(first + i) * span;
            tileFaults.Add(new(
                "tile-changed",
                $"Hash {i} of {address.Path} is not that of the entries {from} to "
                + $"{from + span - 1}: the tile or those entries were changed."));
        }
    }

    /// <summary>Says what is wrong, when everything has been handed over. Nothing is wrong when
    /// there is nothing in the list.</summary>
    public IReadOnlyList<LedgerFault> Complete()
    {
        var found = new List<LedgerFault>();
        if (checkpointFault is not null)
            found.Add(checkpointFault);
        if (Checkpoint is null)
            return found;

        CheckSize(found, Checkpoint.Size);
        var root = Checkpoint.Checkpoint.Root;
        // What the signature vouches for, entries or tiles, shows what is wrong with the other.
        if (entriesWhole && entriesTree.Root() == root)
            return [.. found, .. diagnosis.BlameTiles(), .. tileFaults];
        if (tilesTree.Root() != root)
        {
            found.Add(new(
                "tree-rewritten",
                "Neither the entries nor the tiles give the root that was signed: the ledger was "
                + "rewritten after it was signed."));
        }

        return [.. found, .. diagnosis.BlameEntries(), .. tileFaults];
    }

    private void CheckSize(List<LedgerFault> found, ulong size)
    {
        if (held > size)
        {
            found.Add(new(
                "checkpoint-rolled-back",
                $"The checkpoint is for {size} entries and the ledger holds {held} in its tree: an "
                + "older checkpoint was put in the place of the newest."));
        }
        else if (held < size)
        {
            found.Add(new(
                "entries-cut-off",
                $"The checkpoint was signed over {size} entries and the ledger holds {held}: the "
                + "last were removed."));
        }
    }

    private static void Grow(TreeFrontier tree, ReadOnlySpan<TreeHash> leaves, TreeHash root)
    {
        if (leaves.Length == TileAddress.FullWidth && tree.Size % TileAddress.FullWidth == 0)
        {
            tree.Add(root, TileAddress.Height);
            return;
        }

        foreach (var leaf in leaves)
            tree.Add(leaf);
    }

    private List<TreeHash> UpperLevel(int level)
    {
        while (upperLevels.Count < level)
        {
            var below = upperLevels[^1].ToArray();
            var above = new List<TreeHash>();
            for (var i = 0; i + TileAddress.FullWidth <= below.Length; i += TileAddress.FullWidth)
                above.Add(TreeHashing.Root(below.AsSpan(i, TileAddress.FullWidth)));
            upperLevels.Add(above);
        }

        return upperLevels[level - 1];
    }
}
