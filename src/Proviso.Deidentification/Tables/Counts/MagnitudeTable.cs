using System.Globalization;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Counts;

/// <summary>Sums of a figure, such as a cost, by one or more columns, with all their totals, and
/// how much of each the largest contributors make up. Immutable.</summary>
public sealed class MagnitudeTable
{
    private MagnitudeTable(CountTable counts, double[] sums, double[] first, double[] second)
    {
        Counts = counts;
        Sums = sums;
        First = first;
        Second = second;
    }

    /// <summary>How many rows are behind each cell.</summary>
    public CountTable Counts { get; }

    internal double[] Sums { get; }

    /// <summary>The largest contribution to each cell.</summary>
    internal double[] First { get; }

    /// <summary>The second largest.</summary>
    internal double[] Second { get; }

    /// <summary>Adds a figure of a table up. Each row is a contributor of its own: put the rows
    /// of one organisation or person together first.</summary>
    /// <param name="table">The table.</param>
    /// <param name="by">The columns that break it down.</param>
    /// <param name="figure">The column with the figure: 0 or more in every row.</param>
    /// <exception cref="TableProblemException">There is no such column, too many cells, or the
    /// figure is not a number of 0 or more (<c>figure-invalid</c>).</exception>
    public static MagnitudeTable Of(Table table, IReadOnlyList<string> by, string figure)
    {
        ArgumentNullException.ThrowIfNull(table);
        var counts = CountTable.Of(table, by);
        var (_, cellOf) = CountTable.Place(table, by);
        var figures = Figures(table[figure]);
        var grid = counts.Grid;
        var sums = new double[grid.Count];
        var first = new double[grid.Count];
        var second = new double[grid.Count];
        var totals = Enumerable.Range(0, grid.Count).Select(cell => TotalsOf(counts, cell))
            .ToArray();
        for (var r = 0; r < table.RowCount; r++)
        {
            var value = figures[table[figure].Codes[r]];
            var inner = cellOf(r);
            sums[inner] += value;
            foreach (var cell in totals[inner])
            {
                if (value > first[cell])
                    (first[cell], second[cell]) = (value, first[cell]);
                else if (value > second[cell])
                    second[cell] = value;
            }
        }

        grid.AddUp(sums);
        return new MagnitudeTable(counts, sums, first, second);
    }

    /// <summary>An inner cell and every total that it is part of.</summary>
    private static int[] TotalsOf(CountTable counts, int cell)
    {
        var grid = counts.Grid;
        if (grid.TotalsIn(cell) > 0)
            return [];
        var found = new List<int>();
        for (var over = 0; over < 1 << grid.Dimensions; over++)
        {
            var at = Publication.PlacesOf(grid, cell);
            for (var d = 0; d < at.Length; d++)
                at[d] = (over >> d & 1) == 1 ? counts.Dimensions[d].Labels.Count : at[d];
            found.Add(grid.CellAt(at));
        }

        return [.. found];
    }

    private static double[] Figures(Column column)
    {
        var figures = new double[column.Values.Count];
        for (var v = 0; v < figures.Length; v++)
        {
            if (!double.TryParse(column.Values[v], NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out figures[v]))
            {
                var row = Array.IndexOf(column.Codes, v);
                throw new TableProblemException("figure-invalid",
                    $"'{column.Name}' is not a number of 0 or more in row {row + 1:N0} after the "
                    + "heading. Correct it, or take the row out.");
            }
        }

        return figures;
    }
}
