using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Proviso.DesignSystem;

/// <summary>
/// A date as it was typed, in three parts; what <c>nhs-date-input</c> fills. Model binding checks
/// it: a date that is begun must be whole and real. That one must be given at all is for the page
/// to say (see <see cref="IsEmpty"/>). Give the property a display name: "Date of birth".
/// </summary>
public sealed record DateParts : IValidatableObject
{
    /// <summary>The day of the month.</summary>
    public string? Day { get; init; }

    /// <summary>The month: its number, or its name in English or the first three letters.</summary>
    public string? Month { get; init; }

    /// <summary>The year, in four digits.</summary>
    public string? Year { get; init; }

    /// <summary>Whether nothing was typed.</summary>
    public bool IsEmpty => Missing().Count() == 3;

    /// <summary>The date, or null if it is not whole and real.</summary>
    public DateOnly? Date =>
        Number(Day, 2) is { } day && MonthNumber() is { } month
        && Year?.Trim().Length == 4 && Number(Year, 4) is { } year and >= 1
        && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    /// <summary>The parts of a date.</summary>
    public static DateParts Of(DateOnly date) => new()
    {
        Day = date.Day.ToString(CultureInfo.InvariantCulture),
        Month = date.Month.ToString(CultureInfo.InvariantCulture),
        Year = date.Year.ToString("0000", CultureInfo.InvariantCulture),
    };

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        ArgumentNullException.ThrowIfNull(validationContext);
        var name = validationContext.DisplayName;
        var missing = Missing().ToList();
        if (missing.Count is 1 or 2)
        {
            var words = missing.Select(part => $"a {part.ToLowerInvariant()}");
            return [new($"{name} must include {string.Join(" and ", words)}", missing)];
        }

        return missing.Count == 3 || Date is not null
            ? []
            : [new($"{name} must be a real date", [nameof(Day), nameof(Month), nameof(Year)])];
    }

    /// <summary>The parts as typed; a log is no place for a date of birth.</summary>
    public override string ToString() => IsEmpty ? "no date" : "a date";

    private IEnumerable<string> Missing()
    {
        if (string.IsNullOrWhiteSpace(Day))
            yield return nameof(Day);
        if (string.IsNullOrWhiteSpace(Month))
            yield return nameof(Month);
        if (string.IsNullOrWhiteSpace(Year))
            yield return nameof(Year);
    }

    private int? MonthNumber()
    {
        var text = Month?.Trim() ?? "";
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        for (var month = 1; month <= 12; month++)
        {
            if (text.Equals(names.GetMonthName(month), StringComparison.OrdinalIgnoreCase)
                || text.Equals(
                    names.GetAbbreviatedMonthName(month), StringComparison.OrdinalIgnoreCase))
            {
                return month;
            }
        }

        return Number(text, 2);
    }

    private static int? Number(string? text, int maxDigits)
    {
        var digits = text?.Trim() ?? "";
        return digits.Length > 0 && digits.Length <= maxDigits && digits.All(char.IsAsciiDigit)
            ? int.Parse(digits, CultureInfo.InvariantCulture)
            : null;
    }
}
