using Proviso.Ledger.Merkle;
using Proviso.Ledger.Storage;

namespace Proviso.Ledger;

/// <summary>The unfinished tiles at the right of a stored tree, to which entries are
/// added.</summary>
internal sealed class TreeEdge
{
    private readonly List<Tile> tiles = [];
    private readonly List<(int Level, ulong Index, byte[] Hashes)> finished = [];

    private TreeEdge(ulong size) => Size = size;

    /// <summary>The number of entries.</summary>
    public ulong Size { get; private set; }

    /// <summary>Reads the unfinished tile of every level.</summary>
    public static async Task<TreeEdge> ReadAsync(
        TreeTransaction turn, CancellationToken cancellation)
    {
        var edge = new TreeEdge(turn.State.Size);
        for (var (level, count) = (0, turn.State.Size); count > 0; level++)
        {
            var (index, width) = (count / TileAddress.FullWidth, count % TileAddress.FullWidth);
            var tile = new Tile { Index = index };
            if (width > 0)
            {
                var bytes = await turn.ReadTileAsync(level, index, cancellation);
                // A tile that is missing or short gives another root, which the caller refuses.
                tile.Hashes.AddRange(TreeProver.Split(bytes));
            }

            edge.tiles.Add(tile);
            count = index;
        }

        return edge;
    }

    /// <summary>Adds a leaf.</summary>
    public void Add(TreeHash leaf)
    {
        Size++;
        for (var (level, hash) = (0, leaf); ; level++)
        {
            if (level == tiles.Count)
                tiles.Add(new Tile());
            var tile = tiles[level];
            tile.Hashes.Add(hash);
            tile.Grown = true;
            if (tile.Hashes.Count < TileAddress.FullWidth)
                return;
            var all = tile.Hashes.ToArray();
            finished.Add((level, tile.Index, TreeProver.Join(all)));
            tiles[level] = new Tile { Index = tile.Index + 1 };
            hash = TreeHashing.Root(all);
        }
    }

    /// <summary>The root of the tree.</summary>
    public TreeHash Root()
    {
        var frontier = new TreeFrontier();
        for (var level = tiles.Count - 1; level >= 0; level--)
        {
            foreach (var hash in tiles[level].Hashes)
                frontier.Add(hash, level * TileAddress.Height);
        }

        return frontier.Root();
    }

    /// <summary>Writes every tile that grew.</summary>
    public async Task WriteAsync(TreeTransaction turn, CancellationToken cancellation)
    {
        foreach (var (level, index, hashes) in finished)
            await turn.WriteTileAsync(level, index, hashes, cancellation);
        for (var level = 0; level < tiles.Count; level++)
        {
            if (tiles[level] is { Grown: true } tile)
            {
                var hashes = TreeProver.Join(tile.Hashes.ToArray());
                await turn.WriteTileAsync(level, tile.Index, hashes, cancellation);
            }
        }
    }

    private sealed class Tile
    {
        public ulong Index { get; init; }

        public List<TreeHash> Hashes { get; } = [];

        public bool Grown { get; set; }
    }
}
