using System.Globalization;

namespace Proviso.Deidentification.Tables.Counts;

/// <summary>A named rule for showing counts so that small ones give nobody away (AN-10). A closed
/// list; each says what it does to one count.</summary>
public sealed class SmallNumberRule
{
    /// <summary>What stands where a count is not shown.</summary>
    public const string Hidden = "*";

    private readonly Func<long, string> show;

    private SmallNumberRule(
        string name,
        string description,
        long hiddenMax,
        Func<long, string> show,
        long step = 1,
        bool sumsWhatIsShown = false)
    {
        Step = step;
        SumsWhatIsShown = sumsWhatIsShown;
        Name = name;
        Description = description;
        HiddenMax = hiddenMax;
        this.show = show;
    }

    /// <summary>0 stays, 1 to 7 are hidden, above 7 is rounded to the nearest 5.</summary>
    public static SmallNumberRule HideToSeven { get; } = new(
        "hide-1-7", "0 stays 0, 1 to 7 becomes *, above 7 is rounded to the nearest 5", 7,
        n => n == 0 ? "0" : n <= 7 ? Hidden : Text(ToNearest(n, 5)), step: 5);

    /// <summary>7 or fewer are hidden, 0 included, the rest is rounded to the nearest 5, and
    /// totals are the sums of what is shown: they give nothing away.</summary>
    public static SmallNumberRule RedactToSeven { get; } = new(
        "redact-7", "7 or fewer is hidden, the rest is rounded to the nearest 5, totals are the "
        + "sums of what is shown", 7,
        n => n <= 7 ? Hidden : Text(ToNearest(n, 5)), step: 5, sumsWhatIsShown: true);

    /// <summary>Midpoint-6 rounding: 0 stays, 1 to 6 is 3, 7 to 12 is 9, and so on. Nothing is
    /// hidden.</summary>
    public static SmallNumberRule MidpointSix { get; } = new(
        "midpoint-6", "0 stays 0, each further six counts become their middle", 0,
        n => n == 0 ? "0" : Text((((n + 5) / 6) * 6) - 3), step: 6);

    /// <summary>1 to 9 are hidden, 10 and more are shown as they are.</summary>
    public static SmallNumberRule ThresholdTen { get; } = new(
        "threshold-10", "1 to 9 is hidden, 0 and 10 or more are shown", 9,
        n => n is > 0 and < 10 ? Hidden : Text(n));

    /// <summary>0 stays 0, 1 to a figure of one's own is hidden, the rest is shown.</summary>
    /// <param name="most">The largest count that is hidden; at least 1.</param>
    /// <exception cref="TableProblemException"><c>rule-unknown</c>.</exception>
    public static SmallNumberRule HideUpTo(long most) => most >= 1
        ? new($"hide-1-{Text(most)}", $"1 to {Text(most)} is hidden, 0 and more are shown", most,
            n => n > 0 && n <= most ? Hidden : Text(n))
        : throw new TableProblemException("rule-unknown", "At least the count 1 must be hidden.");

    /// <summary>All rules.</summary>
    public static IReadOnlyList<SmallNumberRule> All { get; } =
        [HideToSeven, RedactToSeven, MidpointSix, ThresholdTen];

    /// <summary>The stable name, used on the command line.</summary>
    public string Name { get; }

    /// <summary>What it does, in words.</summary>
    public string Description { get; }

    /// <summary>The largest count that is hidden; 0 where none is.</summary>
    public long HiddenMax { get; }

    /// <summary>How coarsely shown counts are rounded; 1 where they are exact.</summary>
    public long Step { get; }

    /// <summary>Whether totals are added up from the shown counts, not from the true
    /// ones.</summary>
    public bool SumsWhatIsShown { get; }

    /// <summary>Shows one count.</summary>
    /// <exception cref="TableProblemException"><c>count-invalid</c>: below 0.</exception>
    public string Show(long count) => count >= 0 ? show(count) : throw Invalid();

    /// <summary>Shows one count given as text.</summary>
    /// <exception cref="TableProblemException"><c>count-invalid</c>: not a whole number of 0 or
    /// more.</exception>
    public string Show(string count) => long.TryParse(
        count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        ? Show(n)
        : throw Invalid();

    /// <summary>Whether a count is hidden.</summary>
    public bool Hides(long count) => Show(count) == Hidden;

    private static TableProblemException Invalid() => new("count-invalid",
        "A count must be a whole number of 0 or more.");

    private static long ToNearest(long n, long step) => (n + (step / 2)) / step * step;

    private static string Text(long n) => n.ToString(CultureInfo.InvariantCulture);
}
