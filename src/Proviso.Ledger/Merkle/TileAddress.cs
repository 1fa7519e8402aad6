using System.Globalization;

namespace Proviso.Ledger.Merkle;

/// <summary>
/// Which tile: up to 256 neighbouring hashes of one level, as in C2SP tlog-tiles. Level 0 holds
/// leaves; each hash of a higher level is the root over one full tile of the level below.
/// </summary>
/// <param name="Level">The level, 0 to 7 (a tree of 2^63 entries needs no more).</param>
/// <param name="Index">The tile's place in its level, counted from 0.</param>
/// <param name="Width">How many hashes it holds, 1 to 256; fewer than 256 only at the edge.</param>
public readonly record struct TileAddress(int Level, ulong Index, int Width)
{
    /// <summary>The number of hashes in a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>The height in the tree that one tile spans: 2^8 = 256.</summary>
    public const int Height = 8;

    /// <summary>The file's path in an export: <c>tile/0/x001/234.p/5</c>.</summary>
    public string Path => PathOf(Level.ToString(CultureInfo.InvariantCulture));

    /// <summary>The path of the entries below a level 0 tile: <c>tile/entries/000</c>.</summary>
    public string EntriesPath => PathOf("entries");

    /// <summary>Every tile of a tree, level by level from the leaves.</summary>
    /// <param name="size">The number of leaves.</param>
    public static IEnumerable<TileAddress> OfTree(ulong size)
    {
        var level = 0;
        for (var count = size; count > 0; count /= FullWidth, level++)
        {
            for (var index = 0UL; index * FullWidth < count; index++)
                yield return At(level, index, size);
        }
    }

    /// <summary>One tile as it stands in a tree of a size.</summary>
    /// <param name="level">The level.</param>
    /// <param name="index">The tile's place in its level.</param>
    /// <param name="size">The number of leaves in the tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tree of that size has no such
    /// tile.</exception>
    public static TileAddress At(int level, ulong index, ulong size)
    {
        var count = level < 8 ? size >> (Height * level) : 0;
        if (index * FullWidth >= count)
            throw new ArgumentOutOfRangeException(nameof(index));
        return new TileAddress(
            level, index, (int)Math.Min(FullWidth, count - (index * FullWidth)));
    }

    private string PathOf(string kind)
    {
        // Groups of three digits, all but the last with an "x": no folder has over 1,000 names.
        var path = (Index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = Index / 1000; rest > 0; rest /= 1000)
            path = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{path}");
        var partial = Width == FullWidth
            ? ""
            : ".p/" + Width.ToString(CultureInfo.InvariantCulture);
        return $"tile/{kind}/{path}{partial}";
    }
}
