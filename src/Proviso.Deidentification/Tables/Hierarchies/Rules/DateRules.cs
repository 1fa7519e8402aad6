using System.Globalization;

namespace Proviso.Deidentification.Tables.Hierarchies.Rules;

/// <summary>Rules for dates, and for dates of birth as ages.</summary>
internal static class DateRules
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "yyyyMMdd", "dd-MM-yyyy", "dd.MM.yyyy"];

    private static readonly string[] Units =
        ["day", "week", "month", "quarter", "year", "decade"];

    /// <summary>Coarser units of time, each of which holds the one before whole.</summary>
    public static HierarchyRule Dates(string text, string rest)
    {
        var units = rest.Split(',', StringSplitOptions.TrimEntries);
        var order = units.Select(u => Array.IndexOf(Units, u)).ToArray();
        if (order.Any(at => at < 0) || !order.SequenceEqual(order.Distinct().Order()))
        {
            throw HierarchyRule.Invalid(text, "After the colon come units, the finest first: "
                + string.Join(", ", Units) + ".");
        }

        if (units.Contains("week") && units[^1] != "week")
        {
            throw HierarchyRule.Invalid(text, "A week can lie in two months and in two years: "
                + "take week as the last unit, or leave it out.");
        }

        return HierarchyRule.Make(text, "dates such as 2026-06-19 or 19/06/2026",
            value => TryRead(value) is { } date ? [.. units.Select(u => Show(date, u))] : null);
    }

    /// <summary>Age on a day, in whole years and then in bands of some widths.</summary>
    public static HierarchyRule Ages(string text, string rest)
    {
        const string Example = "ages:2026-01-01,5,10";
        var comma = rest.IndexOf(',', StringComparison.Ordinal);
        var first = comma < 0 ? rest : rest[..comma];
        if (!DateOnly.TryParseExact(first, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var on))
        {
            throw HierarchyRule.Invalid(text,
                $"After the colon comes the day on which people are that old: {Example}.");
        }

        var widths = comma < 0
            ? [1m]
            : NumberRules.Numbers(text, "1," + rest[(comma + 1)..], Example);
        for (var i = 0; i < widths.Length; i++)
        {
            if (widths[i] < 1 || (i > 0 && widths[i] % widths[i - 1] != 0))
            {
                throw HierarchyRule.Invalid(text, "Widths are whole years and each is a multiple "
                    + $"of the one before: {Example}.");
            }
        }

        return HierarchyRule.Make(text, $"dates of birth up to {on:yyyy-MM-dd}",
            value => TryRead(value) is { } born && born <= on
                ? [.. widths.Select(w => NumberRules.Interval(AgeOn(born, on), w))]
                : null);
    }

    /// <summary>Whole years; who is born on 29 February has a birthday on 1 March in other
    /// years, as English law counts.</summary>
    private static int AgeOn(DateOnly born, DateOnly on) => on.Year - born.Year
        - ((on.Month, on.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);

    private static string Show(DateOnly date, string unit)
    {
        var time = date.ToDateTime(TimeOnly.MinValue);
        return unit switch
        {
            "day" => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "week" => string.Create(CultureInfo.InvariantCulture,
                $"{ISOWeek.GetYear(time):0000}-W{ISOWeek.GetWeekOfYear(time):00}"),
            "month" => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            "quarter" => string.Create(CultureInfo.InvariantCulture,
                $"{date.Year:0000}-Q{(date.Month + 2) / 3}"),
            "year" => date.ToString("yyyy", CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{date.Year / 10 * 10:0000}s"),
        };
    }

    private static DateOnly? TryRead(string value) => DateOnly.TryParseExact(
        value, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date
        : null;
}
