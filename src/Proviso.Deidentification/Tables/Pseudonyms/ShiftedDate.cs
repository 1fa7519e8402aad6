using System.Globalization;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>Moves a date by days and writes it as it was written.</summary>
public static class ShiftedDate
{
    /// <summary>Largest shift that may be asked for, in days.</summary>
    public const int DaysMax = 3_660;

    // Day before month, as in the United Kingdom. Each form is of one length or one separator
    // only, so that no date can be read in two ways.
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm", "dd/MM/yyyy", "dd/MM/yyyy HH:mm",
        "dd/MM/yyyy HH:mm:ss", "yyyyMMdd", "dd-MM-yyyy", "dd.MM.yyyy",
    ];

    /// <summary>Moves a date, or a date with a time, by days; the time of day stays.</summary>
    /// <param name="value">As in <c>2026-06-19</c> or <c>19/06/2026 14:30</c>.</param>
    /// <param name="days">By how many days.</param>
    /// <param name="shifted">The date in the same form; empty if there is none.</param>
    /// <returns>Whether it is a date, and still one after the shift.</returns>
    public static bool TryShift(string value, int days, out string shifted)
    {
        shifted = "";
        foreach (var form in Forms)
        {
            if (!DateTime.TryParseExact(value, Literal(form), CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var date))
            {
                continue;
            }

            if (days > 0 ? (DateTime.MaxValue - date).Days < days
                : (date - DateTime.MinValue).Days < -days)
            {
                return false;
            }

            shifted = date.AddDays(days).ToString(Literal(form), CultureInfo.InvariantCulture);
            return true;
        }

        return false;
    }

    private static string Literal(string form) =>
        form.Replace("T", "'T'", StringComparison.Ordinal)
            .Replace("Z", "'Z'", StringComparison.Ordinal);
}
