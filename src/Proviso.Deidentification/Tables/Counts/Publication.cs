using System.Globalization;

namespace Proviso.Deidentification.Tables.Counts;

/// <summary>A table of counts as it may be published: small counts hidden by a rule, further
/// counts hidden so that no small one can be worked out from the totals or from what was
/// published before, and the rest shown as the rule says (AN-10).</summary>
public sealed class Publication
{
    private const double Slack = 1e-6;

    private readonly bool[] hidden;

    /// <summary>Totals of what is shown, for a rule that shows these.</summary>
    private readonly double[] sums;

    private Publication(CountTable table, SmallNumberRule rule, bool[] hidden)
    {
        Table = table;
        Rule = rule;
        this.hidden = hidden;
        sums = rule.SumsWhatIsShown ? SumShown() : [];
    }

    /// <summary>The counts behind it; not for publication.</summary>
    public CountTable Table { get; }

    /// <summary>The rule.</summary>
    public SmallNumberRule Rule { get; }

    /// <summary>Counts and totals that are hidden.</summary>
    public int HiddenCount => hidden.Count(h => h);

    /// <summary>Hides what must be hidden.</summary>
    /// <param name="table">The counts.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="earlier">What was published before of the same counts, such as last month's
    /// table: a figure that has not changed is known already, and one that has changed by a few
    /// gives those few away.</param>
    /// <exception cref="TableProblemException"><c>counts-too-small</c>: even with every count
    /// hidden the totals, or earlier releases, give a small one away.</exception>
    public static Publication Of(
        CountTable table, SmallNumberRule rule, params IReadOnlyList<EarlierRelease> earlier)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(earlier);
        var known = Known.Of(table, rule, earlier);
        var hides = new bool[table.Grid.Count];
        for (var cell = 0; cell < hides.Length; cell++)
        {
            hides[cell] = !IsSum(table, rule, cell)
                && (rule.Hides((long)table.Values[cell]) || known.ChangedByFew[cell]);
        }

        if (!rule.SumsWhatIsShown)
            Complete(table, rule, known).Complete(hides);
        return new Publication(table, rule, hides);
    }

    /// <summary>Whether a count or total is hidden.</summary>
    /// <param name="at">As for <see cref="CountTable"/>.</param>
    public bool IsHidden(params ReadOnlySpan<int> at) => hidden[Table.Grid.CellAt(at)];

    /// <summary>A count or total as it is shown.</summary>
    /// <param name="at">As for <see cref="CountTable"/>.</param>
    public string Show(params ReadOnlySpan<int> at) => Show(Table.Grid.CellAt(at));

    /// <summary>The hidden counts of a table that someone who knows the exact shown ones could
    /// work out, or narrow down to figures that are all small.</summary>
    /// <param name="table">The counts.</param>
    /// <param name="rule">The rule that says which counts are small.</param>
    /// <param name="isHidden">Which counts and totals are hidden.</param>
    /// <returns>Their places in the dimensions of the table.</returns>
    public static IReadOnlyList<int[]> Audit(
        CountTable table, SmallNumberRule rule, Func<int[], bool> isHidden)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(isHidden);
        var grid = table.Grid;
        var hides = new bool[grid.Count];
        for (var cell = 0; cell < hides.Length; cell++)
            hides[cell] = isHidden(PlacesOf(grid, cell));
        return [.. Complete(table, rule, Known.Nothing(grid.Count)).Audit(hides)
            .Select(cell => PlacesOf(grid, cell))];
    }

    internal static int[] PlacesOf(CellGrid grid, int cell) =>
        [.. Enumerable.Range(0, grid.Dimensions).Select(d => grid.PlaceOf(cell, d))];

    internal string Show(int cell) => IsSum(Table, Rule, cell)
        ? sums[cell].ToString("0", CultureInfo.InvariantCulture)
        : hidden[cell] ? SmallNumberRule.Hidden : Rule.Show((long)Table.Values[cell]);

    private double[] SumShown()
    {
        var shown = new double[Table.Values.Length];
        for (var cell = 0; cell < shown.Length; cell++)
        {
            if (Table.Grid.TotalsIn(cell) == 0 && !hidden[cell])
            {
                shown[cell] = double.Parse(
                    Rule.Show((long)Table.Values[cell]), CultureInfo.InvariantCulture);
            }
        }

        Table.Grid.AddUp(shown);
        return shown;
    }

    private static bool IsSum(CountTable table, SmallNumberRule rule, int cell) =>
        rule.SumsWhatIsShown && table.Grid.TotalsIn(cell) > 0;

    /// <summary>A small count is open where all that it can be is small too; one that changed by
    /// a few where it can only have changed by a few; any other hidden count where it can only be
    /// what it is.</summary>
    private static Suppression Complete(CountTable table, SmallNumberRule rule, Known known) =>
        new(table.Grid, table.Values, cell => known.Unchanged[cell], (cell, least, most) =>
        {
            // The audit works with fractions; counts are whole.
            var (low, high) = (Math.Ceiling(least - Slack), Math.Floor(most + Slack));
            if (rule.Hides((long)table.Values[cell]))
                return high <= rule.HiddenMax;
            return known.ChangedByFew[cell]
                ? high - known.Before[cell] <= rule.HiddenMax
                    && known.Before[cell] - low <= rule.HiddenMax
                : low >= high;
        });

    /// <summary>What earlier releases tell of the cells of a table.</summary>
    private sealed record Known(bool[] Unchanged, bool[] ChangedByFew, double[] Before)
    {
        public static Known Nothing(int cells) =>
            new(new bool[cells], new bool[cells], new double[cells]);

        public static Known Of(
            CountTable table, SmallNumberRule rule, IReadOnlyList<EarlierRelease> earlier)
        {
            var known = Nothing(table.Grid.Count);
            for (var cell = 0; cell < table.Grid.Count; cell++)
            {
                if (!long.TryParse(rule.Show((long)table.Values[cell]), out var shown))
                    continue;
                foreach (var before in earlier.Select(e => e.Find(table, cell)).OfType<long>())
                {
                    if (shown == before)
                    {
                        known.Unchanged[cell] = true;
                    }
                    else if (Math.Abs(shown - before) + rule.Step - 1 <= rule.HiddenMax)
                    {
                        known.ChangedByFew[cell] = true;
                        known.Before[cell] = before;
                    }
                }
            }

            return known;
        }
    }
}
