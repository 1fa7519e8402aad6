using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Deidentification.Tables.Release;

/// <summary>Residual risk of a release, in the words of the ladder of AN-5.</summary>
public enum Grade
{
    /// <summary>Direct identifiers removed and the measured risk low.</summary>
    Low,

    /// <summary>An identifier is kept, or the measured risk is above the limit.</summary>
    High,
}

/// <summary>The grade of a release, the rule that gave it, and what it requires
/// (AN-5, AN-6).</summary>
/// <param name="Grade">Low or high.</param>
/// <param name="Rule">The rule that gave the grade, in words.</param>
/// <param name="Requires">What must be in place before the release is shared.</param>
public sealed record ReleaseGrade(Grade Grade, string Rule, IReadOnlyList<string> Requires)
{
    /// <summary>The highest risk of one record that still counts as low, unless another is
    /// chosen: one in five, the figure that k = 5 stands for.</summary>
    public const double RiskMaxDefault = 0.2;

    private static readonly string[] Agreement =
    [
        "a sharing agreement or contract with liabilities and penalties for re-identification",
        "no onward sharing: outside these controls, or published, it is no longer anonymised",
    ];

    private static readonly string[] TrustedEnvironment =
    [
        "a signed contract that restricts use and linkage",
        "evidence of the recipient's security and privacy standard (DSPT)",
        "an independent auditor's opinion",
        "no onward sharing: outside these controls, or published, it is no longer anonymised",
    ];

    /// <summary>Grades a release.</summary>
    /// <param name="after">The risk measured on what is released.</param>
    /// <param name="identifiersKept">Headings of direct identifiers that are still in it.</param>
    /// <param name="riskMax">The highest risk of one record that counts as low.</param>
    public static ReleaseGrade Of(
        RiskReport after,
        IReadOnlyCollection<string> identifiersKept,
        double riskMax = RiskMaxDefault)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(identifiersKept);
        if (identifiersKept.Count > 0)
        {
            return new(Grade.High,
                "a direct identifier is kept: " + string.Join(", ", identifiersKept),
                TrustedEnvironment);
        }

        return after.Highest > riskMax
            ? new(Grade.High,
                $"the highest risk of a record is {after.Highest:0.####}, above {riskMax:0.####}",
                TrustedEnvironment)
            : new(Grade.Low,
                $"direct identifiers are removed and no record's risk is above {riskMax:0.####}",
                Agreement);
    }
}
