using System.Globalization;

namespace Proviso.Deidentification.Tables.Reading;

/// <summary>Tables of distinct combinations with a count, such as a database gives for one that
/// is too big to be brought here.</summary>
public static class CountedTable
{
    /// <summary>The table in which each combination stands as often as its count says, without
    /// the column of the counts.</summary>
    /// <param name="table">The combinations.</param>
    /// <param name="countColumn">The heading of the counts.</param>
    /// <exception cref="TableProblemException">There is no such column; a count is no whole number
    /// above 0 (<c>count-invalid</c>); or there are too many rows
    /// (<c>rows-too-many</c>).</exception>
    public static Table Expand(Table table, string countColumn)
    {
        ArgumentNullException.ThrowIfNull(table);
        var column = table[countColumn];
        var counts = new int[column.Values.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            if (!int.TryParse(column.Values[i], NumberStyles.None, CultureInfo.InvariantCulture,
                out counts[i]) || counts[i] == 0)
            {
                throw new TableProblemException("count-invalid",
                    $"The counts in '{countColumn}' must be whole numbers above 0, first not in "
                    + $"row {Array.IndexOf(column.Codes, i) + 1:N0} after the heading.");
            }
        }

        var rows = column.Codes.Sum(code => (long)counts[code]);
        if (rows > Array.MaxLength / 2)
        {
            throw new TableProblemException("rows-too-many",
                $"The counts come to {rows:N0} rows; the most is {Array.MaxLength / 2:N0}. Take "
                + "a sample of the rows for the search, with the same shares.");
        }

        return new Table(
            [.. table.Columns.Where(c => c != column).Select(c => new Column(
                c.Name, [.. c.Values], Repeat(c.Codes, column.Codes, counts, (int)rows)))],
            (int)rows);
    }

    private static int[] Repeat(int[] codes, int[] countCodes, int[] counts, int rows)
    {
        var repeated = new int[rows];
        var at = 0;
        for (var r = 0; r < codes.Length; r++)
        {
            var count = counts[countCodes[r]];
            repeated.AsSpan(at, count).Fill(codes[r]);
            at += count;
        }

        return repeated;
    }
}
