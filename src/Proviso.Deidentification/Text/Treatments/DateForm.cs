using System.Globalization;

namespace Proviso.Deidentification.Text.Treatments;

/// <summary>A date as somebody wrote it, so that another can be written the same way.</summary>
internal sealed class DateForm
{
    private static readonly string[] Patterns =
    [
        "dd/MM/yyyy", "d/M/yyyy", "dd/MM/yy", "d/M/yy", "dd-MM-yyyy", "d-M-yyyy", "dd-MM-yy",
        "d-M-yy", "dd.MM.yyyy", "d.M.yyyy", "dd.MM.yy", "d.M.yy", "yyyy-MM-dd", "yyyy/MM/dd",
        "dd MMMM yyyy", "d MMMM yyyy", "dd MMM yyyy", "d MMM yyyy", "MMMM yyyy", "MMM yyyy",
        "MMMM d yyyy", "MMMM d, yyyy", "MMM d yyyy", "MMM d, yyyy", "d MMMM", "d MMM", "yyyy",
    ];

    private readonly string pattern;
    private readonly bool ordinal;

    private DateForm(DateOnly date, string pattern, bool ordinal)
    {
        Date = date;
        this.pattern = pattern;
        this.ordinal = ordinal;
    }

    public DateOnly Date { get; }

    /// <summary>True where the day was written.</summary>
    public bool HasDay => pattern.Contains('d', StringComparison.Ordinal);

    /// <summary>True where the year was written.</summary>
    public bool HasYear => pattern.Contains('y', StringComparison.Ordinal);

    /// <summary>Reads a date in one of the usual forms; null where it is in none.</summary>
    public static DateForm? Read(string value)
    {
        var plain = FoldedText.Of(value).Folded.Trim();
        var bare = WithoutOrdinal(plain, out var ordinal);
        foreach (var form in Patterns)
        {
            if (!DateOnly.TryParseExact(
                bare, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                continue;
            }

            return new DateForm(date, form, ordinal);
        }

        return null;
    }

    /// <summary>Another date in the same form.</summary>
    public string Write(DateOnly date)
    {
        var written = date.ToString(pattern, CultureInfo.InvariantCulture);
        if (!ordinal)
            return written;
        var suffix = (date.Day % 10, date.Day / 10) switch
        {
            (1, not 1) => "st",
            (2, not 1) => "nd",
            (3, not 1) => "rd",
            _ => "th",
        };
        var day = date.Day.ToString(CultureInfo.InvariantCulture);
        var at = written.IndexOf(day, StringComparison.Ordinal);
        return written.Insert(at + day.Length, suffix);
    }

    private static string WithoutOrdinal(string value, out bool ordinal)
    {
        ordinal = false;
        for (var i = 1; i + 1 < value.Length; i++)
        {
            if (!char.IsAsciiDigit(value[i - 1]))
                continue;
            var tail = value.AsSpan(i, 2);
            if (tail is "st" or "nd" or "rd" or "th")
            {
                ordinal = true;
                var rest = value[(i + 2)..];
                return value[..i] + (rest.StartsWith(" of ", StringComparison.Ordinal)
                    ? rest[3..] : rest);
            }
        }

        return value;
    }
}
