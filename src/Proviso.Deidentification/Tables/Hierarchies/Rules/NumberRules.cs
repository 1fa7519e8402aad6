using System.Globalization;

namespace Proviso.Deidentification.Tables.Hierarchies.Rules;

/// <summary>Rules for numbers: intervals of equal width, and bands with edges of their
/// own.</summary>
internal static class NumberRules
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign
        | NumberStyles.AllowDecimalPoint;

    /// <summary>Intervals whose edges are multiples of a width; each width is a multiple of the
    /// one before, so that no interval is split again.</summary>
    public static HierarchyRule Intervals(string text, string rest)
    {
        var widths = Numbers(text, rest, "intervals:5,10,20");
        for (var i = 0; i < widths.Length; i++)
        {
            if (widths[i] <= 0 || (i > 0 && widths[i] % widths[i - 1] != 0))
            {
                throw HierarchyRule.Invalid(text, "Widths are above 0 and each is a multiple of "
                    + "the one before: intervals:5,10,20.");
            }
        }

        return HierarchyRule.Make(text, "numbers", value => TryRead(value) is { } number
            ? [.. widths.Select(w => Interval(number, w))]
            : null);
    }

    /// <summary>Bands by their lower edges, level by level; a level may only leave out edges of
    /// the level before.</summary>
    public static HierarchyRule Bands(string text, string rest)
    {
        var levels = rest.Split('|')
            .Select(level => Numbers(text, level, "bands:0,18,65,85")).ToArray();
        for (var i = 0; i < levels.Length; i++)
        {
            if (!levels[i].SequenceEqual(levels[i].Distinct().Order())
                || (i > 0 && levels[i].Except(levels[i - 1]).Any()))
            {
                throw HierarchyRule.Invalid(text, "Edges rise, and a coarser level only leaves "
                    + "edges out: bands:0,5,18,65,85|0,18,65.");
            }
        }

        return HierarchyRule.Make(text, "numbers", value => TryRead(value) is { } number
            ? [.. levels.Select(edges => Band(number, edges))]
            : null);
    }

    /// <summary>The interval of a width in which a number lies.</summary>
    public static string Interval(decimal number, decimal width)
    {
        var low = Math.Floor(number / width) * width;
        return Range(low, low + width);
    }

    /// <summary>Widths or edges, all numbers, at least one.</summary>
    public static decimal[] Numbers(string text, string rest, string example)
    {
        var found = rest.Split(',').Select(TryRead).ToArray();
        return found.All(n => n is not null)
            ? [.. found.Select(n => n!.Value)]
            : throw HierarchyRule.Invalid(text, $"After the colon come numbers: {example}.");
    }

    private static string Band(decimal number, decimal[] edges)
    {
        var at = Array.FindLastIndex(edges, edge => edge <= number);
        return at < 0
            ? "below " + Show(edges[0])
            : at == edges.Length - 1 ? Show(edges[at]) + "+" : Range(edges[at], edges[at + 1]);
    }

    /// <summary>From one edge up to the next, which is not in it. Between whole edges the last
    /// whole number is named: 40-44 holds 44.5, as an age in years would.</summary>
    private static string Range(decimal low, decimal next)
    {
        if (low % 1 != 0 || next % 1 != 0)
            return $"{Show(low)} to below {Show(next)}";
        return next - low == 1
            ? Show(low)
            : low >= 0 ? $"{Show(low)}-{Show(next - 1)}" : $"{Show(low)} to {Show(next - 1)}";
    }

    private static string Show(decimal number) =>
        number.ToString("0.############", CultureInfo.InvariantCulture);

    private static decimal? TryRead(string value) =>
        decimal.TryParse(value.Trim(), Style, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1_000_000_000_000_000
            ? number
            : null;
}
