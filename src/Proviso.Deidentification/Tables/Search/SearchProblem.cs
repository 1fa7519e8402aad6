using Proviso.Deidentification.Tables.Privacy;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>What is to be searched, ready for the machine: packed rows, the objective, the
/// criteria and the limit. Immutable; shared by all threads.</summary>
internal sealed class SearchProblem
{
    public SearchProblem(
        KeyLayout layout,
        int attributeCount,
        ClassTable rows,
        Objective objective,
        IReadOnlyList<ClassCriterion> classCriteria,
        IReadOnlyList<ReleaseCriterion> releaseCriteria,
        long suppressedMax)
    {
        Layout = layout;
        AttributeCount = attributeCount;
        Rows = rows;
        Objective = objective;
        ClassCriteria = classCriteria;
        ReleaseCriteria = releaseCriteria;
        SuppressedMax = suppressedMax;
        for (var i = 0; i < rows.Length; i++)
            RowCount += rows.Counts[i];
        RowsMin = classCriteria.Count == 0 ? 1 : classCriteria.Max(c => c.RowsMin);
        PopulationMin = classCriteria.Count == 0 ? 0 : classCriteria.Max(c => c.PopulationMin);
        MergingKeepsGood = classCriteria.All(c => c.MergingKeepsGood)
            && releaseCriteria.All(c => c.MergingKeepsGood);
        Additive = objective as AdditiveObjective;
        Totals = Additive is null ? [] : SumAll(layout, attributeCount, rows, Additive);
        Dearest = Additive is null ? [] : [.. Additive.Costs.Select(
            levels => levels.Select(costs => costs.Max()).ToArray())];
        Spread = SpreadOf(layout, attributeCount, rows);
    }

    /// <summary>How keys are packed; attributes first, sensitive columns behind them.</summary>
    public KeyLayout Layout { get; }

    /// <summary>Number of attributes that are generalised.</summary>
    public int AttributeCount { get; }

    /// <summary>The different rows at level 0.</summary>
    public ClassTable Rows { get; }

    /// <summary>Rows of the table.</summary>
    public long RowCount { get; }

    /// <summary>What is made small.</summary>
    public Objective Objective { get; }

    /// <summary>The objective where it is additive.</summary>
    public AdditiveObjective? Additive { get; }

    /// <summary>All criteria on classes.</summary>
    public IReadOnlyList<ClassCriterion> ClassCriteria { get; }

    /// <summary>The criteria on the whole release.</summary>
    public IReadOnlyList<ReleaseCriterion> ReleaseCriteria { get; }

    /// <summary>Whether classes that are all good stay so when they are merged.</summary>
    public bool MergingKeepsGood { get; }

    /// <summary>Whether one class that may not be released rules out a generalisation and all
    /// finer ones.</summary>
    public bool IsAllOrNothing => SuppressedMax == 0 && MergingKeepsGood;

    /// <summary>Most rows that may be suppressed.</summary>
    public long SuppressedMax { get; }

    /// <summary>Rows that every class needs.</summary>
    public int RowsMin { get; }

    /// <summary>People of the population that every class needs.</summary>
    public int PopulationMin { get; }

    /// <summary>Additive cost of all rows, none suppressed, by attribute and level.</summary>
    public long[][] Totals { get; }

    /// <summary>The dearest value by attribute and level.</summary>
    public long[][] Dearest { get; }

    /// <summary>Entropy in bits of each attribute at each level: how much a level splits.</summary>
    public double[][] Spread { get; }

    /// <summary>The same problem with another limit.</summary>
    public SearchProblem WithSuppressedMax(long most) => new(
        Layout, AttributeCount, Rows, Objective, ClassCriteria, ReleaseCriteria, most);

    private static long[][] SumAll(
        KeyLayout layout, int attributes, ClassTable rows, AdditiveObjective objective)
    {
        var totals = new long[attributes][];
        for (var j = 0; j < attributes; j++)
        {
            var counts = CountLeaves(layout, j, rows);
            totals[j] = new long[layout[j].LevelCount];
            for (var leaf = 0; leaf < counts.Length; leaf++)
            {
                for (var level = 0; level < totals[j].Length; level++)
                {
                    var value = layout[j].ValueAt(layout[j].KeyOf(leaf), level);
                    totals[j][level] += counts[leaf] * objective.Costs[j][level][value];
                }
            }
        }

        return totals;
    }

    private static double[][] SpreadOf(KeyLayout layout, int attributes, ClassTable rows)
    {
        var spread = new double[attributes][];
        for (var j = 0; j < attributes; j++)
        {
            var counts = CountLeaves(layout, j, rows);
            var total = (double)counts.Sum();
            spread[j] = new double[layout[j].LevelCount];
            for (var level = 0; level < spread[j].Length; level++)
            {
                var groups = new long[layout[j].Hierarchy.GroupCount(level)];
                for (var leaf = 0; leaf < counts.Length; leaf++)
                    groups[layout[j].Hierarchy.GroupOf(leaf, level)] += counts[leaf];
                foreach (var n in groups)
                    spread[j][level] -= n == 0 ? 0 : n / total * Math.Log2(n / total);
            }
        }

        return spread;
    }

    /// <summary>Rows with each leaf of an attribute.</summary>
    internal static long[] CountLeaves(KeyLayout layout, int attribute, ClassTable rows)
    {
        var field = layout[attribute];
        var leafAt = field.Spread(0, leaf => leaf);
        var counts = new long[field.Hierarchy.LeafCount];
        for (var i = 0; i < rows.Length; i++)
        {
            var word = rows.Keys[(i * rows.Words) + field.Word];
            counts[leafAt[field.ValueAt(word, 0)]] += rows.Counts[i];
        }

        return counts;
    }
}
