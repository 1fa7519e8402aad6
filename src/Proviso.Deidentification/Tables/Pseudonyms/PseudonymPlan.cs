namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>What happens to a column when a table is pseudonymised.</summary>
public enum PseudonymTreatment
{
    /// <summary>Left as it is, because someone said so by name.</summary>
    Keep,

    /// <summary>Taken out.</summary>
    Remove,

    /// <summary>Replaced by a keyed reference.</summary>
    Reference,

    /// <summary>Replaced by a value of the same shape.</summary>
    Shape,

    /// <summary>A date, shifted by the days of the person.</summary>
    Date,

    /// <summary>Goes, with others, into one salted digest, and is taken out.</summary>
    Digest,
}

/// <summary>How a table is pseudonymised: what happens to each column, and with which
/// keys.</summary>
public sealed record PseudonymPlan
{
    /// <summary>Heading of the column that a digest makes.</summary>
    public const string DigestHeading = "digest";

    /// <summary>The key of the project.</summary>
    public required ProjectKey Key { get; init; }

    /// <summary>What happens to each column, by heading.</summary>
    public required IReadOnlyDictionary<string, PseudonymTreatment> Columns { get; init; }

    /// <summary>The column that says who a row is about; needed where dates are
    /// shifted.</summary>
    public string? Person { get; init; }

    /// <summary>Largest shift of dates, in days.</summary>
    public int ShiftDaysMax { get; init; } = 180;

    /// <summary>The columns of the digest, in the order in which their values are joined.
    /// </summary>
    public IReadOnlyList<string> DigestOf { get; init; } = [];

    /// <summary>What is put behind the joined values before the digest is made.</summary>
    public string Salt { get; init; } = "";

    /// <summary>Whether dates are shifted.</summary>
    public bool ShiftsDates => Columns.Values.Contains(PseudonymTreatment.Date);

    /// <summary>Refuses a plan that does not fit the headings of a table.</summary>
    /// <exception cref="TableProblemException">A column that is not there, one about which
    /// nothing is said, or figures out of range.</exception>
    internal void Check(IReadOnlyList<string> headings)
    {
        var named = Person is null ? Columns.Keys : Columns.Keys.Append(Person);
        foreach (var name in named)
        {
            if (!headings.Contains(name))
            {
                throw new TableProblemException("column-unknown",
                    $"There is no column '{name}'. The columns are: "
                    + string.Join(", ", headings) + ".");
            }
        }

        foreach (var heading in headings)
        {
            if (!Columns.ContainsKey(heading))
            {
                throw new TableProblemException("column-untreated",
                    $"Nothing is said about the column '{heading}'. Replace it, shift it, remove "
                    + "it, or say that it is kept: no column is released by default.");
            }
        }

        if (!Columns.Values.Any(t => t is PseudonymTreatment.Reference or PseudonymTreatment.Shape
            or PseudonymTreatment.Date or PseudonymTreatment.Digest))
        {
            throw new TableProblemException("plan-empty",
                "No column is replaced or shifted: there is nothing to pseudonymise.");
        }

        if (ShiftsDates && Person is null)
        {
            throw new TableProblemException("person-missing",
                "To shift dates by person, say which column tells who a row is about: --person.");
        }

        if (ShiftDaysMax is < 1 or > ShiftedDate.DaysMax)
        {
            throw new TableProblemException("shift-invalid",
                $"Dates are shifted by at least 1 and at most {ShiftedDate.DaysMax:N0} days.");
        }

        if (DigestOf.Count > 0 && Salt.Length == 0)
        {
            throw new TableProblemException("salt-missing",
                "A digest without a salt can be worked out by anybody. Give --salt-file.");
        }

        if (DigestOf.Count > 0 && headings.Contains(DigestHeading)
            && !DigestOf.Contains(DigestHeading))
        {
            throw new TableProblemException("heading-twice",
                $"The table has a column '{DigestHeading}' already. Rename or remove it.");
        }
    }
}
