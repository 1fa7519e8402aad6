using System.Globalization;
using System.Text.RegularExpressions;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Identifiers;

namespace Proviso.Deidentification.Tables.Columns;

/// <summary>What a column appears to hold.</summary>
public enum ColumnKind
{
    /// <summary>Nothing that is recognised.</summary>
    Other,

    /// <summary>NHS numbers.</summary>
    NhsNumber,

    /// <summary>National Insurance numbers.</summary>
    NationalInsuranceNumber,

    /// <summary>Full postcodes.</summary>
    Postcode,

    /// <summary>E-mail addresses.</summary>
    Email,

    /// <summary>Telephone numbers.</summary>
    Telephone,

    /// <summary>Names of people, by the heading.</summary>
    Name,

    /// <summary>Dates.</summary>
    Date,

    /// <summary>Nearly every value is different, as with a hospital number.</summary>
    Reference,

    /// <summary>Sentences.</summary>
    FreeText,
}

/// <summary>What a column appears to hold, and why (DF-2).</summary>
/// <param name="Column">The heading.</param>
/// <param name="Kind">What it appears to hold.</param>
/// <param name="IsDirectIdentifier">Whether it identifies people by itself.</param>
/// <param name="Reason">Why, in words; never a value.</param>
public sealed partial record ColumnFinding(
    string Column, ColumnKind Kind, bool IsDirectIdentifier, string Reason)
{
    /// <summary>Share of the values that must have a form.</summary>
    private const double ShareMin = 0.8;

    private const int ValuesLookedAt = 10_000;
    private const int UniqueRowsMin = 20;
    private const double UniqueShareMin = 0.95;
    private const double WordsMin = 6;

    private static readonly string[] DateForms =
        ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "yyyyMMdd", "dd-MM-yyyy", "dd.MM.yyyy"];

    /// <summary>Looks at each column of a table.</summary>
    public static IReadOnlyList<ColumnFinding> Of(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. table.Columns.Select(c => Of(c, table.RowCount))];
    }

    private static ColumnFinding Of(Column column, int rowCount)
    {
        var values = column.Values.Where(v => v.Length > 0).Take(ValuesLookedAt).ToList();
        (ColumnKind Kind, bool Direct, string Name, Func<string, bool> Has)[] forms =
        [
            (ColumnKind.NhsNumber, true, "NHS numbers with a right check digit",
                v => NhsNumber.TryParse(v, out _)),
            (ColumnKind.NationalInsuranceNumber, true, "National Insurance numbers",
                v => NationalInsuranceNumber.TryParse(v, out _)),
            (ColumnKind.Postcode, true, "full postcodes", v => Postcode.TryParse(v, out _)),
            (ColumnKind.Email, true, "e-mail addresses", v => Email().IsMatch(v)),
            (ColumnKind.Date, false, "dates", IsDate),
            (ColumnKind.Telephone, true, "telephone numbers", v => Telephone().IsMatch(v)),
        ];
        foreach (var (kind, direct, name, has) in forms)
        {
            if (values.Count > 0 && values.Count(has) >= ShareMin * values.Count)
                return new(column.Name, kind, direct || IsBirth(column.Name), $"holds {name}");
        }

        if (NameHeading().IsMatch(column.Name))
            return new(column.Name, ColumnKind.Name, true, "its heading says that it holds names");
        if (values.Count > 0 && values.Average(v => v.Count(c => c == ' ')) >= WordsMin)
        {
            return new(column.Name, ColumnKind.FreeText, true,
                "holds sentences, which may name people");
        }

        return rowCount >= UniqueRowsMin && column.Values.Count >= UniqueShareMin * rowCount
            ? new(column.Name, ColumnKind.Reference, true,
                "nearly every row has a value of its own")
            : new(column.Name, ColumnKind.Other, false, "no form that is recognised");
    }

    private static bool IsBirth(string heading) => BirthHeading().IsMatch(heading);

    private static bool IsDate(string value) => DateOnly.TryParseExact(
        value, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Email();

    [GeneratedRegex(@"^(\+44|0)[\d\s()-]{8,14}$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Telephone();

    [GeneratedRegex(@"(^|[\W_])(fore|first|last|sur|family|given|full)?[\W_]?names?($|[\W_])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex NameHeading();

    [GeneratedRegex(@"birth|(^|[\W_])dob($|[\W_])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex BirthHeading();
}
