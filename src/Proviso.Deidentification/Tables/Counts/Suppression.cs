namespace Proviso.Deidentification.Tables.Counts;

/// <summary>Chooses further cells to hide until those that must be hidden cannot be worked out.
/// Hiding more only widens what is left open, so that each cell is looked at until it is safe and
/// never again.</summary>
/// <param name="grid">The cells.</param>
/// <param name="values">What they hold, totals included.</param>
/// <param name="isFixed">Cells that may not be hidden, because they are known already.</param>
/// <param name="isOpen">Whether a cell can be worked out too well, given the least and the most
/// that it can be.</param>
internal sealed class Suppression(
    CellGrid grid,
    double[] values,
    Func<int, bool> isFixed,
    Func<int, double, double, bool> isOpen)
{
    /// <summary>Most cells of a table with its totals, for the time that the audit takes.</summary>
    public const int CellMax = 20_000;

    private readonly List<int>[] relationsOf = RelationsOf(grid);

    /// <summary>Hides what must be hidden and more.</summary>
    /// <param name="hidden">The cells that must be; more are added.</param>
    /// <exception cref="TableProblemException"><c>counts-too-small</c>.</exception>
    public void Complete(bool[] hidden)
    {
        var waiting = new Queue<int>(
            Enumerable.Range(0, grid.Count).Where(cell => hidden[cell])
                .OrderBy(grid.TotalsIn));
        while (waiting.Count > 0)
        {
            var attack = new Attack(grid, values, hidden);
            while (waiting.TryPeek(out var cell) && !IsOpen(attack, cell))
                waiting.Dequeue();
            if (!waiting.TryPeek(out var open))
                return;
            var more = Choose(hidden, open) ?? throw new TableProblemException(
                "counts-too-small", "The counts are so small that their totals give them away. "
                + "Put rows or columns together, or do not publish the table.");
            hidden[more] = true;
            waiting.Enqueue(more);
        }
    }

    /// <summary>The hidden cells that can be worked out too well.</summary>
    public IReadOnlyList<int> Audit(bool[] hidden)
    {
        var attack = new Attack(grid, values, hidden);
        return [.. Enumerable.Range(0, grid.Count)
            .Where(cell => hidden[cell] && IsOpen(attack, cell))];
    }

    private bool IsOpen(Attack attack, int cell)
    {
        var (least, most) = attack.Bounds(cell);
        return isOpen(cell, least, most);
    }

    /// <summary>The shown cell that costs least: one that adds up with hidden cells before
    /// others, an inner one before a total, the one that helps most, and then the
    /// smallest.</summary>
    private int? Choose(bool[] hidden, int open)
    {
        var best = -1;
        var lowest = (2, int.MaxValue, int.MaxValue, double.PositiveInfinity);
        for (var cell = 0; cell < grid.Count; cell++)
        {
            if (hidden[cell] || values[cell] <= 0 || cell == grid.Grand || isFixed(cell))
                continue;
            var help = Together(hidden, cell, open);
            var cost = (help > 0 ? 0 : 1, grid.TotalsIn(cell), -help, values[cell]);
            if (cost.CompareTo(lowest) < 0)
                (best, lowest) = (cell, cost);
        }

        return best < 0 ? null : best;
    }

    /// <summary>How many sums a cell shares with exactly one hidden cell, which it would help; a
    /// sum shared with the open one counts more.</summary>
    private int Together(bool[] hidden, int cell, int open)
    {
        var together = 0;
        foreach (var r in relationsOf[cell])
        {
            var relation = grid.Relations[r];
            var others = relation.Count(c => hidden[c]);
            together += others == 1 ? 2 : 0;
            together += relation.Contains(open) ? 3 : 0;
        }

        return together;
    }

    private static List<int>[] RelationsOf(CellGrid grid)
    {
        var found = Enumerable.Range(0, grid.Count).Select(_ => new List<int>()).ToArray();
        for (var r = 0; r < grid.Relations.Count; r++)
        {
            foreach (var cell in grid.Relations[r])
                found[cell].Add(r);
        }

        return found;
    }
}
