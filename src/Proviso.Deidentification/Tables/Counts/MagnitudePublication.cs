using System.Globalization;

namespace Proviso.Deidentification.Tables.Counts;

/// <summary>When a sum gives a contributor away.</summary>
/// <param name="RowsMin">Fewest rows behind a sum.</param>
/// <param name="DominanceMax">Largest share that the two largest contributors may make up
/// (n-k rule with n = 2).</param>
/// <param name="RatioMin">What the others add must be at least this part of the largest
/// contribution, so that the second cannot guess it more closely (p-ratio).</param>
public sealed record DominanceRule(
    long RowsMin = 10, double DominanceMax = 0.9, double RatioMin = 0.1)
{
    /// <summary>Why a sum must be hidden; null if it need not be.</summary>
    /// <param name="rows">Rows behind it.</param>
    /// <param name="sum">The sum.</param>
    /// <param name="first">The largest contribution.</param>
    /// <param name="second">The second largest.</param>
    public string? Problem(long rows, double sum, double first, double second)
    {
        if (rows == 0)
            return null;
        if (rows < RowsMin)
            return "threshold";
        if (sum <= 0)
            return null;
        if (first + second > DominanceMax * sum)
            return "dominance";
        return sum - first - second < RatioMin * first ? "p-ratio" : null;
    }
}

/// <summary>A table of sums as it may be published: those that give a contributor away hidden,
/// and further ones so that none of these can be worked out closely (AN-10).</summary>
public sealed class MagnitudePublication
{
    private readonly bool[] hidden;

    private MagnitudePublication(MagnitudeTable table, DominanceRule rule, bool[] hidden)
    {
        Table = table;
        Rule = rule;
        this.hidden = hidden;
    }

    /// <summary>The sums behind it; not for publication.</summary>
    public MagnitudeTable Table { get; }

    /// <summary>The rule.</summary>
    public DominanceRule Rule { get; }

    /// <summary>Sums that are hidden.</summary>
    public int HiddenCount => hidden.Count(h => h);

    /// <summary>Hides what must be hidden.</summary>
    /// <exception cref="TableProblemException"><c>counts-too-small</c>.</exception>
    public static MagnitudePublication Of(MagnitudeTable table, DominanceRule rule)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rule);
        var hides = new bool[table.Sums.Length];
        for (var cell = 0; cell < hides.Length; cell++)
            hides[cell] = ProblemOf(table, rule, cell) is not null;
        Protection(table, rule).Complete(hides);
        return new MagnitudePublication(table, rule, hides);
    }

    /// <summary>Whether a sum is hidden.</summary>
    /// <param name="at">As for <see cref="CountTable"/>.</param>
    public bool IsHidden(params ReadOnlySpan<int> at) => hidden[Table.Counts.Grid.CellAt(at)];

    /// <summary>A sum as it is shown.</summary>
    /// <param name="at">As for <see cref="CountTable"/>.</param>
    public string Show(params ReadOnlySpan<int> at) => Show(Table.Counts.Grid.CellAt(at));

    /// <summary>The sums that can be worked out too closely with these hidden.</summary>
    internal static IReadOnlyList<int> Audit(
        MagnitudeTable table, DominanceRule rule, bool[] hidden) =>
        Protection(table, rule).Audit(hidden);

    internal string Show(int cell) => hidden[cell]
        ? SmallNumberRule.Hidden
        : Table.Sums[cell].ToString("0.##", CultureInfo.InvariantCulture);

    private static string? ProblemOf(MagnitudeTable table, DominanceRule rule, int cell) =>
        rule.Problem((long)table.Counts.Values[cell], table.Sums[cell], table.First[cell],
            table.Second[cell]);

    /// <summary>A sum that must be hidden is open where it can be worked out to within the part
    /// that the p-ratio asks for, on either side; any other where it can be worked out.</summary>
    private static Suppression Protection(MagnitudeTable table, DominanceRule rule) => new(
        table.Counts.Grid, table.Sums, _ => false, (cell, least, most) =>
        {
            var sum = table.Sums[cell];
            var slack = 1e-7 * Math.Max(1, table.Sums[^1]);
            if (ProblemOf(table, rule, cell) is null || sum <= slack)
                return most - least <= slack;
            return most < (sum * (1 + rule.RatioMin)) - slack
                || least > (sum * (1 - rule.RatioMin)) + slack;
        });
}
