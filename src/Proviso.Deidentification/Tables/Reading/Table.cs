namespace Proviso.Deidentification.Tables.Reading;

/// <summary>One column of a table: its different values, and which of them each row has.</summary>
public sealed class Column
{
    private readonly string[] values;

    internal Column(string name, string[] values, int[] codes)
    {
        Name = name;
        this.values = values;
        Codes = codes;
    }

    /// <summary>The heading.</summary>
    public string Name { get; }

    /// <summary>The different values, in the order of first appearance.</summary>
    public IReadOnlyList<string> Values => values;

    /// <summary>For each row the position of its value in <see cref="Values"/>.</summary>
    internal int[] Codes { get; }

    /// <summary>The value of a row.</summary>
    /// <param name="row">The row, from 0.</param>
    public string this[int row] => values[Codes[row]];

    /// <summary>How many rows have each value, in the order of <see cref="Values"/>.</summary>
    public IReadOnlyList<int> Frequencies()
    {
        var counts = new int[values.Length];
        foreach (var code in Codes)
            counts[code]++;
        return counts;
    }

    /// <summary>The heading and the size; never a value.</summary>
    public override string ToString() => $"{Name} ({values.Length} values)";
}

/// <summary>A table held by columns, each value once. Immutable.</summary>
public sealed class Table
{
    internal Table(IReadOnlyList<Column> columns, int rowCount)
    {
        Columns = columns;
        RowCount = rowCount;
    }

    /// <summary>The columns that were read, in the order of the file.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Number of rows, the heading not counted.</summary>
    public int RowCount { get; }

    /// <summary>The column with a heading.</summary>
    /// <exception cref="TableProblemException"><c>column-unknown</c>: there is none.</exception>
    public Column this[string name] =>
        Columns.FirstOrDefault(c => c.Name == name)
        ?? throw new TableProblemException("column-unknown",
            $"There is no column '{name}'. The columns are: "
            + string.Join(", ", Columns.Select(c => c.Name)) + ".");

    /// <summary>Makes a table of rows that are at hand.</summary>
    /// <param name="headings">One for each column, all different.</param>
    /// <param name="rows">Each as long as <paramref name="headings"/>.</param>
    /// <exception cref="TableProblemException"><c>ragged-row</c> or
    /// <c>heading-twice</c>.</exception>
    public static Table FromRows(
        IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(headings);
        ArgumentNullException.ThrowIfNull(rows);
        CheckHeadings(headings);
        for (var r = 0; r < rows.Count; r++)
        {
            if (rows[r].Count != headings.Count)
                throw new TableProblemException(RaggedRow(rows[r].Count, headings.Count, r + 2));
        }

        var columns = new Column[headings.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            var index = new Dictionary<string, int>();
            var codes = new int[rows.Count];
            for (var r = 0; r < rows.Count; r++)
            {
                if (!index.TryGetValue(rows[r][c], out codes[r]))
                    index.Add(rows[r][c], codes[r] = index.Count);
            }

            columns[c] = new Column(headings[c], [.. index.Keys], codes);
        }

        return new Table(columns, rows.Count);
    }

    internal static IReadOnlyList<TableProblem> RaggedRow(int found, int wanted, long line) =>
        [new TableProblem("ragged-row",
            $"{found} fields where the heading has {wanted}. Correct the line or take it out; "
            + "a field that holds the delimiter must be in quotation marks.", line)];

    internal static void CheckHeadings(IReadOnlyList<string> headings)
    {
        var seen = new HashSet<string>();
        foreach (var heading in headings)
        {
            if (!seen.Add(heading))
            {
                throw new TableProblemException("heading-twice",
                    $"Two columns are called '{heading}'. Give each its own heading.", 1);
            }
        }
    }
}
