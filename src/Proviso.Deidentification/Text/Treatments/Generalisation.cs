using System.Globalization;
using Proviso.Identifiers;

namespace Proviso.Deidentification.Text.Treatments;

/// <summary>
/// Coarser values: a month for a date, a year for a birth, an area for a postcode.
/// </summary>
internal static class Generalisation
{
    /// <summary>The coarser value, or null where there is none that is still safe.</summary>
    public static string? Of(FindingKind kind, string value)
    {
        switch (kind)
        {
            case FindingKind.AgeOver89:
                return "90 or over";
            case FindingKind.Date:
                return DateForm.Read(value) is { HasYear: true } date
                    ? date.Date.ToString(
                        date.HasDay ? "MMMM yyyy" : "yyyy", CultureInfo.InvariantCulture)
                    : null;
            case FindingKind.DateOfBirth:
                return DateForm.Read(value) is { HasYear: true } birth
                    ? string.Create(
                        CultureInfo.InvariantCulture, $"{birth.Date.Year / 10 * 10}s") : null;
            case FindingKind.Postcode:
                var end = value.TakeWhile(char.IsAsciiLetter).Count();
                return Postcode.TryParse(FoldedText.Of(value).Folded, out var postcode)
                    ? postcode.Area
                    : end is 1 or 2 ? value[..end].ToUpperInvariant() : null;
            default:
                return null;
        }
    }
}
