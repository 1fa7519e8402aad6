using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Counts;

/// <summary>Counts by two columns, with their margins. Immutable.</summary>
public sealed class CountTable
{
    private readonly long[,] counts;

    private CountTable(IReadOnlyList<string> rows, IReadOnlyList<string> columns, long[,] counts)
    {
        Rows = rows;
        Columns = columns;
        this.counts = counts;
    }

    /// <summary>Labels of the rows.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>Labels of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>One count.</summary>
    public long this[int row, int column] => counts[row, column];

    /// <summary>Makes a table of counts.</summary>
    /// <exception cref="TableProblemException"><c>count-invalid</c> or
    /// <c>counts-shape</c>.</exception>
    public static CountTable Create(
        IReadOnlyList<string> rows, IReadOnlyList<string> columns, long[,] counts)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.GetLength(0) != rows.Count || counts.GetLength(1) != columns.Count)
        {
            throw new TableProblemException("counts-shape",
                "There must be one count for each row and column.");
        }

        var copy = (long[,])counts.Clone();
        foreach (var count in copy)
        {
            if (count < 0)
            {
                throw new TableProblemException("count-invalid",
                    "A count must be a whole number of 0 or more.");
            }
        }

        return new CountTable([.. rows], [.. columns], copy);
    }

    /// <summary>Counts the rows of a table by two of its columns.</summary>
    /// <exception cref="TableProblemException">There is no such column.</exception>
    public static CountTable Of(Table table, string by, string across)
    {
        ArgumentNullException.ThrowIfNull(table);
        var down = table[by];
        var along = table[across];
        var rows = Order(down.Values);
        var columns = Order(along.Values);
        var cells = new long[rows.Length, columns.Length];
        var rowAt = Inverse(rows);
        var columnAt = Inverse(columns);
        for (var r = 0; r < table.RowCount; r++)
            cells[rowAt[down.Codes[r]], columnAt[along.Codes[r]]]++;
        return new CountTable(
            [.. rows.Select(v => down.Values[v])],
            [.. columns.Select(v => along.Values[v])],
            cells);
    }

    private static int[] Order(IReadOnlyList<string> values) =>
        [.. Enumerable.Range(0, values.Count).OrderBy(v => values[v], StringComparer.Ordinal)];

    private static int[] Inverse(int[] order)
    {
        var at = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            at[order[i]] = i;
        return at;
    }
}
