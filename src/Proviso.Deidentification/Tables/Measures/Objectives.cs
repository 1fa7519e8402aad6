using Proviso.Deidentification.Tables.Search;

namespace Proviso.Deidentification.Tables.Measures;

/// <summary>Makes the objective that a measure means for a table.</summary>
internal static class Objectives
{
    /// <summary>Entropy is counted in 2^−32 bits, so that sums are whole numbers.</summary>
    private const double EntropyUnits = 4294967296.0;

    public static Objective Of(
        UtilityMeasure measure, KeyLayout layout, ClassTable rows, double[] weights)
    {
        var rowCount = rows.Counts.AsSpan(0, rows.Length).ToArray().Sum(n => (long)n);
        return measure switch
        {
            UtilityMeasure.Loss => Loss(layout, rowCount, weights, geometric: true),
            UtilityMeasure.LossArithmetic => Loss(layout, rowCount, weights, geometric: false),
            UtilityMeasure.Precision => Precision(layout, rowCount, weights),
            UtilityMeasure.Entropy => Entropy(layout, rows, rowCount, weights),
            _ => new ClassObjective(measure == UtilityMeasure.Discernibility, rowCount),
        };
    }

    /// <summary>The part of one attribute of Loss: leaves under the value, of all leaves.</summary>
    private static AdditiveObjective Loss(
        KeyLayout layout, long rowCount, double[] weights, bool geometric)
    {
        var n = weights.Length;
        var costs = new long[n][][];
        var suppressed = new long[n];
        for (var j = 0; j < n; j++)
        {
            var h = layout[j].Hierarchy;
            suppressed[j] = h.LeafCount;
            costs[j] = [.. Enumerable.Range(0, h.LevelCount).Select(
                level => layout[j].Spread<long>(level, g => h.LeavesIn(level, g)))];
        }

        return new AdditiveObjective(
            costs,
            suppressed,
            [.. suppressed.Select(_ => rowCount)],
            [.. suppressed.Select(d => rowCount * d)],
            weights,
            geometric);
    }

    private static AdditiveObjective Precision(KeyLayout layout, long rowCount, double[] weights)
    {
        var n = weights.Length;
        var costs = new long[n][][];
        var suppressed = new long[n];
        for (var j = 0; j < n; j++)
        {
            var h = layout[j].Hierarchy;
            suppressed[j] = Math.Max(1, h.LevelCount - 1);
            costs[j] = [.. Enumerable.Range(0, h.LevelCount).Select(
                level => layout[j].Spread<long>(level, _ => level))];
        }

        return new AdditiveObjective(
            costs,
            suppressed,
            new long[n],
            [.. suppressed.Select(d => rowCount * d)],
            weights,
            geometric: false);
    }

    private static AdditiveObjective Entropy(
        KeyLayout layout, ClassTable rows, long rowCount, double[] weights)
    {
        var n = weights.Length;
        var costs = new long[n][][];
        var least = new long[n];
        var suppressed = new long[n];
        for (var j = 0; j < n; j++)
        {
            var h = layout[j].Hierarchy;
            var leaves = SearchProblem.CountLeaves(layout, j, rows);
            suppressed[j] = Units(rowCount);
            costs[j] = new long[h.LevelCount][];
            for (var level = 0; level < h.LevelCount; level++)
            {
                var rowsOf = new long[h.GroupCount(level)];
                for (var leaf = 0; leaf < leaves.Length; leaf++)
                    rowsOf[h.GroupOf(leaf, level)] += leaves[leaf];
                costs[j][level] = layout[j].Spread(level, g => Units(rowsOf[g]));
            }

            least[j] = leaves.Sum(count => count * Units(count));
        }

        return new AdditiveObjective(
            costs,
            suppressed,
            least,
            [.. suppressed.Select(d => rowCount * d)],
            weights,
            geometric: false);

        static long Units(long rows) =>
            rows <= 1 ? 0 : (long)Math.Round(Math.Log2(rows) * EntropyUnits);
    }
}
