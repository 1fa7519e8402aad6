using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Counts;

/// <summary>One way in which a table of counts is broken down.</summary>
/// <param name="Name">The column.</param>
/// <param name="Labels">Its values, in the order of the table.</param>
public sealed record Dimension(string Name, IReadOnlyList<string> Labels);

/// <summary>Counts by one or more columns, with all their totals, and what each cell adds up of a
/// figure where one was asked for. Immutable.</summary>
public sealed class CountTable
{
    /// <summary>Most columns to count by.</summary>
    public const int DimensionMax = 6;

    private readonly double[] counts;

    private CountTable(IReadOnlyList<Dimension> dimensions, double[] counts)
    {
        Dimensions = dimensions;
        this.counts = counts;
        Grid = new CellGrid([.. dimensions.Select(d => d.Labels.Count)]);
        Grid.AddUp(counts);
    }

    /// <summary>The breakdown.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    internal CellGrid Grid { get; }

    internal double[] Values => counts;

    /// <summary>One count.</summary>
    /// <param name="at">The label's position in each dimension; as many as there are labels
    /// stands for the total.</param>
    public long this[params ReadOnlySpan<int> at] => (long)counts[Grid.CellAt(at)];

    /// <summary>Makes a table of counts by two columns.</summary>
    /// <exception cref="TableProblemException"><c>count-invalid</c> or
    /// <c>counts-shape</c>.</exception>
    public static CountTable Create(Dimension down, Dimension across, long[,] counts)
    {
        ArgumentNullException.ThrowIfNull(down);
        ArgumentNullException.ThrowIfNull(across);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.GetLength(0) != down.Labels.Count
            || counts.GetLength(1) != across.Labels.Count)
        {
            throw new TableProblemException("counts-shape",
                "There must be one count for each row and column.");
        }

        return Create([down, across], [.. counts.Cast<long>()]);
    }

    /// <summary>Makes a table of counts.</summary>
    /// <param name="dimensions">The breakdown.</param>
    /// <param name="counts">The inner counts, the last dimension running fastest.</param>
    /// <exception cref="TableProblemException"><c>count-invalid</c> or
    /// <c>counts-shape</c>.</exception>
    public static CountTable Create(
        IReadOnlyList<Dimension> dimensions, IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        ArgumentNullException.ThrowIfNull(counts);
        var cells = Empty(dimensions);
        if (dimensions.Aggregate(1L, (n, d) => n * d.Labels.Count) != counts.Count)
        {
            throw new TableProblemException("counts-shape",
                "There must be one count for each combination of labels.");
        }

        if (counts.Any(n => n < 0))
        {
            throw new TableProblemException("count-invalid",
                "A count must be a whole number of 0 or more.");
        }

        var at = new int[dimensions.Count];
        foreach (var count in counts)
        {
            cells.Values[cells.Grid.CellAt(at)] = count;
            for (var d = at.Length - 1; d >= 0 && ++at[d] == dimensions[d].Labels.Count; d--)
                at[d] = 0;
        }

        return new CountTable(dimensions, cells.Values);
    }

    /// <summary>Counts the rows of a table by some of its columns.</summary>
    /// <exception cref="TableProblemException">There is no such column, or too many cells
    /// (<c>counts-too-many</c>).</exception>
    public static CountTable Of(Table table, IReadOnlyList<string> by)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (empty, cellOf) = Place(table, by);
        for (var r = 0; r < table.RowCount; r++)
            empty.Values[cellOf(r)]++;
        return new CountTable(empty.Dimensions, empty.Values);
    }

    /// <summary>An empty table by some columns, and the cell of each row.</summary>
    internal static (CountTable Empty, Func<int, int> CellOf) Place(
        Table table, IReadOnlyList<string> by)
    {
        ArgumentNullException.ThrowIfNull(by);
        var columns = by.Select(name => table[name]).ToList();
        var orders = columns.Select(c => Enumerable.Range(0, c.Values.Count)
            .OrderBy(v => c.Values[v], StringComparer.Ordinal).ToArray()).ToList();
        var empty = Empty([.. columns.Select((c, d) =>
            new Dimension(c.Name, [.. orders[d].Select(v => c.Values[v])]))]);
        var placeOf = orders.Select(order =>
        {
            var places = new int[order.Length];
            for (var i = 0; i < order.Length; i++)
                places[order[i]] = i;
            return places;
        }).ToList();
        return (empty, CellOf);

        int CellOf(int row)
        {
            Span<int> at = stackalloc int[DimensionMax];
            for (var d = 0; d < columns.Count; d++)
                at[d] = placeOf[d][columns[d].Codes[row]];
            return empty.Grid.CellAt(at[..columns.Count]);
        }
    }

    private static CountTable Empty(IReadOnlyList<Dimension> dimensions)
    {
        if (dimensions.Count is < 1 or > DimensionMax
            || dimensions.Select(d => d.Name).Distinct().Count() != dimensions.Count)
        {
            throw new TableProblemException("counts-shape",
                $"Count by one to {DimensionMax} different columns.");
        }

        var cells = dimensions.Aggregate(1L, (n, d) =>
            Math.Min(n * (d.Labels.Count + 1), int.MaxValue));
        return cells <= Suppression.CellMax
            ? new CountTable(dimensions, new double[cells])
            : throw new TableProblemException("counts-too-many",
                $"The table would have more than {Suppression.CellMax:N0} cells with its totals. "
                + "Count by fewer columns, or put values together.");
    }
}
