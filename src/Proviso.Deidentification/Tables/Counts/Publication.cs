namespace Proviso.Deidentification.Tables.Counts;

/// <summary>A table of counts as it may be published: small counts hidden by a rule, further
/// counts hidden so that no small one can be worked out from the totals, and the rest shown as
/// the rule says (AN-10).</summary>
public sealed class Publication
{
    private readonly bool[,] hidden;

    private Publication(CountTable table, SmallNumberRule rule, bool[,] hidden)
    {
        Table = table;
        Rule = rule;
        this.hidden = hidden;
    }

    /// <summary>The counts behind it; not for publication.</summary>
    public CountTable Table { get; }

    /// <summary>The rule.</summary>
    public SmallNumberRule Rule { get; }

    /// <summary>Counts that are hidden.</summary>
    public int HiddenCount => hidden.Cast<bool>().Count(h => h);

    /// <summary>Hides what must be hidden.</summary>
    /// <param name="table">The counts.</param>
    /// <param name="rule">The rule.</param>
    /// <exception cref="TableProblemException"><c>counts-too-small</c>: even with every count
    /// hidden the totals give a small one away.</exception>
    public static Publication Of(CountTable table, SmallNumberRule rule)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rule);
        var hides = new bool[table.Rows.Count, table.Columns.Count];
        foreach (var (r, c) in Cells(table))
            hides[r, c] = rule.Hides(table[r, c]);
        while (FirstOpen(table, rule, hides) is { } open)
        {
            if (!HideOneMore(table, hides, open))
            {
                throw new TableProblemException("counts-too-small",
                    "The counts are so small that their totals give them away. Put rows or "
                    + "columns together, or do not publish the table.");
            }
        }

        return new Publication(table, rule, hides);
    }

    /// <summary>Whether a count is hidden.</summary>
    public bool IsHidden(int row, int column) => hidden[row, column];

    /// <summary>A count as it is shown.</summary>
    public string Show(int row, int column) =>
        hidden[row, column] ? SmallNumberRule.Hidden : Rule.Show(Table[row, column]);

    /// <summary>The total of a row as it is shown.</summary>
    public string ShowRowTotal(int row) => Rule.Show(
        Enumerable.Range(0, Table.Columns.Count).Sum(c => Table[row, c]));

    /// <summary>The total of a column as it is shown.</summary>
    public string ShowColumnTotal(int column) => Rule.Show(
        Enumerable.Range(0, Table.Rows.Count).Sum(r => Table[r, column]));

    /// <summary>The hidden counts of a table that someone who knows the exact totals could work
    /// out, or narrow down to figures that are all small.</summary>
    /// <param name="table">The counts.</param>
    /// <param name="rule">The rule that says which counts are small.</param>
    /// <param name="hidden">Which counts are hidden.</param>
    public static IReadOnlyList<(int Row, int Column)> Audit(
        CountTable table, SmallNumberRule rule, bool[,] hidden)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(hidden);
        var attack = new Attack(table, hidden);
        return [.. Cells(table).Where(cell => hidden[cell.Row, cell.Column]
            && IsOpen(table, rule, attack, cell.Row, cell.Column))];
    }

    private static (int Row, int Column)? FirstOpen(
        CountTable table, SmallNumberRule rule, bool[,] hidden)
    {
        var open = Audit(table, rule, hidden);
        return open.Count == 0 ? null : open[0];
    }

    /// <summary>A small count is open where all that it can be is small too; any other hidden
    /// count where it can only be what it is.</summary>
    private static bool IsOpen(
        CountTable table, SmallNumberRule rule, Attack attack, int row, int column)
    {
        var (least, most) = attack.Bounds(row, column);
        return rule.Hides(table[row, column])
            ? most <= rule.HiddenMax
            : least == most;
    }

    /// <summary>Hides the shown count that costs least: the smallest above 0 in the row or the
    /// column of an open one, else the smallest anywhere.</summary>
    private static bool HideOneMore(CountTable table, bool[,] hidden, (int Row, int Column) open)
    {
        var shown = Cells(table)
            .Where(cell => !hidden[cell.Row, cell.Column] && table[cell.Row, cell.Column] > 0)
            .OrderBy(cell => Lines(hidden, cell, open))
            .ThenBy(cell => table[cell.Row, cell.Column])
            .ToList();
        if (shown.Count == 0)
            return false;
        hidden[shown[0].Row, shown[0].Column] = true;
        return true;
    }

    /// <summary>0 where hiding the count closes a rectangle with an open one, 1 where it stands in
    /// its row or column, 2 elsewhere.</summary>
    private static int Lines(bool[,] hidden, (int Row, int Column) cell, (int Row, int Column) open)
    {
        if (cell.Row != open.Row && cell.Column != open.Column)
            return hidden[cell.Row, open.Column] && hidden[open.Row, cell.Column] ? 0 : 2;
        return 1;
    }

    private static IEnumerable<(int Row, int Column)> Cells(CountTable table)
    {
        for (var r = 0; r < table.Rows.Count; r++)
        {
            for (var c = 0; c < table.Columns.Count; c++)
                yield return (r, c);
        }
    }
}
