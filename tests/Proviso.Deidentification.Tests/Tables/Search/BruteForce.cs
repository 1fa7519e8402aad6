using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Measures;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tests.Tables.Search;

/// <summary>The plainest way to the optimum: every generalisation, every row, text for text.
/// Shares nothing with the search but the table and the hierarchies.</summary>
internal sealed class BruteForce(
    Table table,
    Hierarchy[] hierarchies,
    double limit,
    UtilityMeasure measure)
{
    /// <summary>Whether a class, by its rows, may be released at some levels.</summary>
    public required Func<IReadOnlyList<int>, int[], bool> IsGood { get; init; }

    /// <summary>Most smallest rows may be taken out until this holds for the kept
    /// classes.</summary>
    public Func<IReadOnlyList<int>, bool>? ReleaseIsGood { get; init; }

    public (double Measure, int Suppressed, int Classes)? At(int[] levels)
    {
        var classes = Enumerable.Range(0, table.RowCount)
            .GroupBy(r => string.Join('|', hierarchies.Select((h, j) => Value(r, j, levels))))
            .Select(g => g.ToList()).ToList();
        var kept = classes.Where(c => IsGood(c, levels)).ToList();
        while (ReleaseIsGood is not null && kept.Count > 0
            && !ReleaseIsGood([.. kept.Select(c => c.Count)]))
        {
            var least = kept.Min(c => c.Count);
            kept.RemoveAll(c => c.Count == least);
        }

        var keptRows = kept.SelectMany(c => c).ToHashSet();
        var suppressed = table.RowCount - keptRows.Count;
        if (suppressed > (limit * table.RowCount) + 1e-9)
            return null;
        return (MeasureOf(levels, kept, keptRows), suppressed, kept.Count);
    }

    public double? Best()
    {
        double? best = null;
        foreach (var levels in Lattice([], 0))
        {
            if (At(levels) is var (found, _, _) && (best is null || found < best))
                best = found;
        }

        return best;
    }

    private IEnumerable<int[]> Lattice(int[] prefix, int column)
    {
        if (column == hierarchies.Length)
            return [prefix];
        return Enumerable.Range(0, hierarchies[column].LevelCount)
            .SelectMany(level => Lattice([.. prefix, level], column + 1));
    }

    private string Value(int row, int column, int[] levels)
    {
        Assert.True(hierarchies[column].TryFind(table.Columns[column][row], out var leaf));
        return hierarchies[column].LabelOf(leaf, levels[column]);
    }

    private double MeasureOf(int[] levels, List<List<int>> kept, HashSet<int> keptRows)
    {
        double n = table.RowCount;
        var suppressed = n - keptRows.Count;
        switch (measure)
        {
            case UtilityMeasure.Discernibility:
                return kept.Sum(c => (double)c.Count * c.Count) + (suppressed * n);
            case UtilityMeasure.AverageClassSize:
                var classes = kept.Count + (suppressed > 0 ? 1 : 0);
                return n / classes;
        }

        var parts = hierarchies.Select((h, j) => Enumerable.Range(0, table.RowCount)
            .Sum(r => Cost(r, j, levels, keptRows.Contains(r))) / n).ToList();
        return measure == UtilityMeasure.Loss
            ? Math.Pow(parts.Aggregate(1.0, (a, x) => a * (1 + x)), 1.0 / parts.Count) - 1
            : parts.Average();
    }

    /// <summary>What one cell costs, from 0 to 1 where the measure is not entropy.</summary>
    private double Cost(int row, int column, int[] levels, bool isKept)
    {
        var h = hierarchies[column];
        Assert.True(h.TryFind(table.Columns[column][row], out var leaf));
        var level = levels[column];
        if (measure == UtilityMeasure.Precision)
            return !isKept ? 1 : h.LevelCount == 1 ? 0 : level / (h.LevelCount - 1.0);
        if (measure == UtilityMeasure.Entropy)
            return EntropyCost(row, column, level, isKept);
        var leaves = Enumerable.Range(0, h.LeafCount)
            .Count(other => h.LabelOf(other, level) == h.LabelOf(leaf, level));
        var under = isKept ? leaves : h.LeafCount;
        return h.LeafCount == 1 ? 0 : (under - 1.0) / (h.LeafCount - 1.0);
    }

    private double EntropyCost(int row, int column, int level, bool isKept)
    {
        var h = hierarchies[column];
        var all = Enumerable.Range(0, table.RowCount).ToList();
        double Share(int r, int at) =>
            all.Count(o => Label(h, o, column, at) == Label(h, r, column, at));
        var most = all.Sum(r => Math.Log2(table.RowCount / Share(r, 0))) / table.RowCount;
        if (most == 0)
            return 0;
        var rows = isKept ? Share(row, level) : table.RowCount;
        return Math.Log2(rows / Share(row, 0)) / most;
    }

    private string Label(Hierarchy h, int row, int column, int level)
    {
        Assert.True(h.TryFind(table.Columns[column][row], out var leaf));
        return h.LabelOf(leaf, level);
    }
}
