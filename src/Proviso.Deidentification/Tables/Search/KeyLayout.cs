using System.Numerics;
using Proviso.Deidentification.Tables.Hierarchies;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Packs the values of a row into a few 64-bit words so that making the row coarser is
/// one bitwise AND a word. Each attribute is written as its path through the hierarchy, coarsest
/// group first; the bits of the finer levels are the lowest, and a mask takes them away.</summary>
internal sealed class KeyLayout
{
    /// <summary>Most bits of one attribute: tables by packed value have 2 to this power
    /// entries.</summary>
    public const int AttributeBitsMax = 26;

    private readonly Field[] fields;

    private KeyLayout(Field[] fields, int words)
    {
        this.fields = fields;
        Words = words;
    }

    /// <summary>Number of 64-bit words of a key.</summary>
    public int Words { get; }

    /// <summary>Number of attributes.</summary>
    public int Count => fields.Length;

    /// <summary>Lays attributes out, each within one word, first fit.</summary>
    public static KeyLayout Of(IReadOnlyList<Hierarchy> hierarchies)
    {
        var used = new List<int>();
        var laid = new Field[hierarchies.Count];
        for (var j = 0; j < laid.Length; j++)
        {
            var shape = Shape(hierarchies[j]);
            var bits = shape.Widths.Sum();
            if (bits > AttributeBitsMax)
            {
                throw new TableProblemException("hierarchy-too-uneven",
                    $"The hierarchy of '{hierarchies[j].Name}' has too many values for its "
                    + "shape: groups of very different sizes on many levels. Give it fewer levels, "
                    + "or leave its finest level out.");
            }

            var word = used.FindIndex(u => u + bits <= 64);
            if (word < 0)
            {
                word = used.Count;
                used.Add(0);
            }

            laid[j] = new Field(hierarchies[j], shape.Widths, shape.Paths, word, used[word]);
            used[word] += bits;
        }

        return new KeyLayout(laid, Math.Max(used.Count, 1));
    }

    /// <summary>The field of an attribute.</summary>
    public Field this[int attribute] => fields[attribute];

    /// <summary>The mask, word by word, that takes rows to the given levels. Fields for which no
    /// level is given are masked out.</summary>
    public void MaskOf(ReadOnlySpan<int> levels, Span<ulong> mask)
    {
        mask.Clear();
        for (var j = 0; j < levels.Length; j++)
        {
            var field = fields[j];
            mask[field.Word] |= field.ValueMask(levels[j]) << field.ShiftAt(levels[j]);
        }
    }

    private static (int[] Widths, ulong[] Paths) Shape(Hierarchy h)
    {
        var ranks = new int[h.LevelCount][];
        var widths = new int[h.LevelCount];
        for (var level = 0; level < h.LevelCount; level++)
        {
            var next = new int[level + 1 < h.LevelCount ? h.GroupCount(level + 1) : 1];
            ranks[level] = new int[h.GroupCount(level)];
            for (var g = 0; g < ranks[level].Length; g++)
            {
                var parent = level + 1 < h.LevelCount ? h.ParentOf(level, g) : 0;
                ranks[level][g] = next[parent]++;
            }

            widths[level] = BitOperations.Log2((uint)(2 * next.Max()) - 1);
        }

        var paths = new ulong[h.LeafCount];
        for (var leaf = 0; leaf < paths.Length; leaf++)
        {
            for (var level = h.LevelCount - 1; level >= 0; level--)
            {
                var rank = (uint)ranks[level][h.GroupOf(leaf, level)];
                paths[leaf] = (paths[leaf] << widths[level]) | rank;
            }
        }

        return (widths, paths);
    }

    /// <summary>Where one attribute stands in the key.</summary>
    internal sealed class Field
    {
        private readonly ulong[] paths;
        private readonly int[] shifts;
        private readonly ulong[] valueMasks;

        public Field(Hierarchy hierarchy, int[] widths, ulong[] paths, int word, int offset)
        {
            Hierarchy = hierarchy;
            Word = word;
            this.paths = paths;
            shifts = new int[widths.Length];
            valueMasks = new ulong[widths.Length];
            var bits = widths.Sum();
            var low = 0;
            for (var level = 0; level < widths.Length; level++)
            {
                // A field without bits may stand at the very end of a word: any shift will do.
                shifts[level] = (offset + low) & 63;
                valueMasks[level] = (1UL << (bits - low)) - 1;
                low += widths[level];
            }
        }

        /// <summary>The hierarchy packed.</summary>
        public Hierarchy Hierarchy { get; }

        /// <summary>The word of the key it is in.</summary>
        public int Word { get; }

        /// <summary>Number of levels.</summary>
        public int LevelCount => shifts.Length;

        /// <summary>How far to shift the word to the right to read the value at a level.</summary>
        public int ShiftAt(int level) => shifts[level];

        /// <summary>What to keep after the shift: the largest packed value too.</summary>
        public ulong ValueMask(int level) => valueMasks[level];

        /// <summary>The packed value of a leaf, in place in its word.</summary>
        public ulong KeyOf(int leaf) => paths[leaf] << shifts[0];

        /// <summary>The packed value of a word at a level.</summary>
        public int ValueAt(ulong word, int level) =>
            (int)((word >> shifts[level]) & valueMasks[level]);

        /// <summary>A table from packed value at a level to something of its group; packed
        /// values that stand for no group get the default.</summary>
        public T[] Spread<T>(int level, Func<int, T> ofGroup)
        {
            var table = new T[valueMasks[level] + 1];
            for (var leaf = 0; leaf < paths.Length; leaf++)
                table[ValueAt(KeyOf(leaf), level)] = ofGroup(Hierarchy.GroupOf(leaf, level));
            return table;
        }
    }
}
