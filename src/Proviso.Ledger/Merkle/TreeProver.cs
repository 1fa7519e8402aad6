using System.Numerics;

namespace Proviso.Ledger.Merkle;

/// <summary>
/// Builds proofs from tiles, by the definitions of RFC 6962 section 2.1. It reads only the tiles
/// that a proof needs, each once: about two for every level of 256.
/// </summary>
/// <param name="size">The number of leaves in the tree.</param>
/// <param name="readTile">Reads one tile: its hashes, one after the other, 32 bytes each.</param>
public sealed class TreeProver(ulong size, Func<TileAddress, Task<byte[]?>> readTile)
{
    private readonly Dictionary<TileAddress, TreeHash[]> read = [];

    /// <summary>The root of the tree that the tiles hold.</summary>
    public async Task<TreeHash> RootAsync() =>
        size == 0 ? TreeHashing.EmptyRoot : await RootOfAsync(0, size);

    /// <summary>Proves that a leaf is in the tree.</summary>
    /// <param name="index">The leaf's place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    /// <exception cref="LedgerException">A tile is missing or damaged
    /// (<c>tile-missing</c>).</exception>
    public async Task<IReadOnlyList<TreeHash>> InclusionAsync(ulong index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<TreeHash>();
        await AddAsync(proof, index, index + 1, 0, size, whole: true);
        return proof;
    }

    /// <summary>Proves that the tree extends an older one.</summary>
    /// <param name="oldSize">The older tree's number of leaves, 1 to this tree's.</param>
    /// <exception cref="ArgumentOutOfRangeException">There was no such tree.</exception>
    /// <exception cref="LedgerException">A tile is missing or damaged
    /// (<c>tile-missing</c>).</exception>
    public async Task<IReadOnlyList<TreeHash>> ConsistencyAsync(ulong oldSize)
    {
        ArgumentOutOfRangeException.ThrowIfZero(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        var proof = new List<TreeHash>();
        await AddAsync(proof, 0, oldSize, 0, size, whole: true);
        return proof;
    }

    /// <summary>Adds the proof that the part [start, end) belongs to the tree [from, to).</summary>
    private async Task AddAsync(
        List<TreeHash> proof, ulong start, ulong end, ulong from, ulong to, bool whole)
    {
        if (start == from && end == to)
        {
            if (!whole)
                proof.Add(await RootOfAsync(from, to));
            return;
        }

        var split = from + TreeHashing.SplitPoint(to - from);
        if (end <= split)
        {
            await AddAsync(proof, start, end, from, split, whole);
            proof.Add(await RootOfAsync(split, to));
        }
        else
        {
            var across = start < split;
            await AddAsync(proof, across ? split : start, end, split, to, whole && !across);
            proof.Add(await RootOfAsync(from, split));
        }
    }

    private async Task<TreeHash> RootOfAsync(ulong from, ulong to)
    {
        var leaves = to - from;
        if (BitOperations.IsPow2(leaves))
            return await FullSubtreeAsync(BitOperations.Log2(leaves), from);
        var split = from + TreeHashing.SplitPoint(leaves);
        return TreeHashing.Node(await RootOfAsync(from, split), await RootOfAsync(split, to));
    }

    private async Task<TreeHash> FullSubtreeAsync(int height, ulong from)
    {
        var level = height / TileAddress.Height;
        var place = from >> (TileAddress.Height * level);
        var tile = await TileAsync(
            TileAddress.At(level, place / TileAddress.FullWidth, size));
        var offset = (int)(place % TileAddress.FullWidth);
        var width = 1 << (height % TileAddress.Height);
        return TreeHashing.Root(tile.AsSpan(offset, width));
    }

    private async Task<TreeHash[]> TileAsync(TileAddress address)
    {
        if (read.TryGetValue(address, out var hashes))
            return hashes;
        var bytes = await readTile(address);
        if (bytes is null || bytes.Length < address.Width * TreeHash.Size)
        {
            throw new LedgerException(new LedgerFault(
                "tile-missing",
                $"The ledger's tile {address.Path} is missing or too short, so nothing can be "
                + "proved from it. Run 'proviso ledger verify' to see what else is damaged."));
        }

        hashes = Split(bytes.AsSpan(0, address.Width * TreeHash.Size));
        read[address] = hashes;
        return hashes;
    }

    /// <summary>Takes a tile's bytes apart.</summary>
    internal static TreeHash[] Split(ReadOnlySpan<byte> bytes)
    {
        var hashes = new TreeHash[bytes.Length / TreeHash.Size];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = new TreeHash(bytes.Slice(i * TreeHash.Size, TreeHash.Size));
        return hashes;
    }

    /// <summary>Puts a tile's bytes together.</summary>
    internal static byte[] Join(ReadOnlySpan<TreeHash> hashes)
    {
        var bytes = new byte[hashes.Length * TreeHash.Size];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i].CopyTo(bytes.AsSpan(i * TreeHash.Size));
        return bytes;
    }
}
