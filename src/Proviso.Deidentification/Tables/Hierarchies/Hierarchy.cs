
namespace Proviso.Deidentification.Tables.Hierarchies;

/// <summary>How the values of one column become coarser, level by level: level 0 is the value as
/// it is, each further level merges whole groups of the level below (a tree, or several trees
/// side by side). Immutable; checked once when it is made.</summary>
public sealed class Hierarchy
{
    private readonly Dictionary<string, int> leafOf;
    private readonly string[][] labels;
    private readonly int[][] groups;
    private readonly int[][] leafCounts;
    private readonly int[][] parents;

    private Hierarchy(
        string name, Dictionary<string, int> leafOf, string[][] labels, int[][] groups)
    {
        Name = name;
        this.leafOf = leafOf;
        this.labels = labels;
        this.groups = groups;
        leafCounts = new int[labels.Length][];
        parents = new int[labels.Length][];
        for (var level = 0; level < labels.Length; level++)
        {
            leafCounts[level] = new int[labels[level].Length];
            parents[level] = new int[labels[level].Length];
            for (var leaf = 0; leaf < LeafCount; leaf++)
            {
                leafCounts[level][groups[level][leaf]]++;
                if (level + 1 < labels.Length)
                    parents[level][groups[level][leaf]] = groups[level + 1][leaf];
            }
        }
    }

    /// <summary>The column, or the kind of value, that the hierarchy is for.</summary>
    public string Name { get; }

    /// <summary>Number of levels, the value as it is included; at least 1.</summary>
    public int LevelCount => labels.Length;

    /// <summary>Number of different values at level 0, written |D| in the measures.</summary>
    public int LeafCount => labels[0].Length;

    /// <summary>Makes a hierarchy of rows, each from a value to its coarsest form.</summary>
    /// <param name="name">The column it is for; used in messages.</param>
    /// <param name="rows">One row a value, all of the same length.</param>
    /// <exception cref="TableProblemException">No row (<c>hierarchy-empty</c>), rows of unequal
    /// length (<c>hierarchy-ragged</c>), a value twice (<c>hierarchy-duplicate</c>), or a group
    /// that is split again further up (<c>hierarchy-inconsistent</c>).</exception>
    public static Hierarchy Create(string name, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows[0].Count == 0)
        {
            throw new TableProblemException("hierarchy-empty",
                $"The hierarchy of '{name}' has no values. Give one line for each value.");
        }

        var index = new Dictionary<string, int>(rows.Count);
        var problems = new List<TableProblem>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Count != rows[0].Count)
            {
                problems.Add(new("hierarchy-ragged",
                    $"The hierarchy of '{name}' has {rows[i].Count} levels here and "
                    + $"{rows[0].Count} on its first line. Give every value the same number.",
                    i + 1));
            }
            else if (!index.TryAdd(rows[i][0], i))
            {
                problems.Add(new("hierarchy-duplicate",
                    $"The hierarchy of '{name}' has the value '{rows[i][0]}' twice. "
                    + "Keep one of the lines.", i + 1));
            }
        }

        if (problems.Count > 0)
            throw new TableProblemException(problems);
        return Build(name, rows, index);
    }

    /// <summary>The hierarchy with two levels: the value as it is, and <c>*</c> for all.</summary>
    public static Hierarchy KeepOrRemove(string name, IEnumerable<string> values) =>
        Create(name, [.. values.Distinct().Order(StringComparer.Ordinal)
            .Select(string[] (v) => [v, "*"])]);

    /// <summary>Looks a value up.</summary>
    /// <param name="value">The value as it stands in the data.</param>
    /// <param name="leaf">Its number, from 0; only meaningful when the result is true.</param>
    public bool TryFind(string value, out int leaf) => leafOf.TryGetValue(value, out leaf);

    /// <summary>What a value is called at a level.</summary>
    /// <param name="leaf">The value's number, from 0 to <see cref="LeafCount"/> − 1.</param>
    /// <param name="level">The level, from 0 to <see cref="LevelCount"/> − 1.</param>
    public string LabelOf(int leaf, int level) => labels[level][groups[level][leaf]];

    /// <summary>How many values at level 0 share the group of a value at a level.</summary>
    public int LeavesUnder(int leaf, int level) => leafCounts[level][groups[level][leaf]];

    /// <summary>Number of different groups at a level.</summary>
    public int GroupCount(int level) => labels[level].Length;

    /// <summary>The group of a value at a level, from 0.</summary>
    internal int GroupOf(int leaf, int level) => groups[level][leaf];

    /// <summary>The group one level up that a group belongs to.</summary>
    internal int ParentOf(int level, int group) => parents[level][group];

    /// <summary>Number of leaves in a group.</summary>
    internal int LeavesIn(int level, int group) => leafCounts[level][group];

    /// <summary>The label of a group.</summary>
    internal string GroupLabel(int level, int group) => labels[level][group];

    private static Hierarchy Build(
        string name, IReadOnlyList<IReadOnlyList<string>> rows, Dictionary<string, int> index)
    {
        var levels = rows[0].Count;
        var names = new string[levels][];
        var members = new int[levels][];
        for (var level = 0; level < levels; level++)
        {
            var seen = new Dictionary<string, int>();
            members[level] = new int[rows.Count];
            for (var leaf = 0; leaf < rows.Count; leaf++)
            {
                if (!seen.TryGetValue(rows[leaf][level], out var group))
                {
                    group = seen.Count;
                    seen.Add(rows[leaf][level], group);
                }

                members[level][leaf] = group;
            }

            names[level] = [.. seen.Keys];
            if (level > 0)
                CheckSplits(name, names[level - 1], members[level - 1], members[level], level);
        }

        return new Hierarchy(name, index, names, members);
    }

    private static void CheckSplits(
        string name, string[] lowerLabels, int[] lower, int[] upper, int level)
    {
        var parent = new int[lowerLabels.Length];
        Array.Fill(parent, -1);
        for (var leaf = 0; leaf < lower.Length; leaf++)
        {
            var seen = parent[lower[leaf]];
            if (seen >= 0 && seen != upper[leaf])
            {
                throw new TableProblemException("hierarchy-inconsistent",
                    $"The hierarchy of '{name}' puts '{lowerLabels[lower[leaf]]}' of level "
                    + $"{level - 1} into two groups of level {level}. A coarser level may only "
                    + "merge whole groups of the level below.", leaf + 1);
            }

            parent[lower[leaf]] = upper[leaf];
        }
    }
}
