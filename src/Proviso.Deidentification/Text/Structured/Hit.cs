namespace Proviso.Deidentification.Text.Structured;

/// <summary>An exact finding, in offsets of the folded text.</summary>
internal readonly record struct Hit(
    int Start, int End, FindingKind Kind, float Confidence, string Reason);
