namespace Proviso.Deidentification.Text;

/// <summary>Something in a text that helps to tell who somebody is.</summary>
/// <param name="Start">Offset of the first UTF-16 unit in the text.</param>
/// <param name="Length">Number of UTF-16 units; at least 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Role">Whose it is, for names; otherwise <see cref="PersonRole.Unknown"/>.</param>
/// <param name="Confidence">From 0 to 1; 1 for a known identity or a passed check.</param>
/// <param name="Reason">Why it was found, in words for a reviewer, without the value
/// itself.</param>
/// <param name="Entity">The same number for mentions of the same thing in one document.</param>
public sealed record Finding(
    int Start,
    int Length,
    FindingKind Kind,
    PersonRole Role,
    double Confidence,
    string Reason,
    int Entity = 0)
{
    /// <summary>Offset just after the last UTF-16 unit.</summary>
    public int End => Start + Length;

    /// <summary>True where the finding only warns that details identify together.</summary>
    public bool IsWarning => Kind is FindingKind.RelationPhrase or FindingKind.RareAttribute;
}
