namespace Proviso.Deidentification.Text.Training;

/// <summary>A stretch of a text that must be masked, as a person marked it.</summary>
/// <param name="Start">Offset of the first UTF-16 unit.</param>
/// <param name="End">Offset just after the last one.</param>
/// <param name="Kind">The kind, in the words of the data set.</param>
public readonly record struct GoldSpan(int Start, int End, string Kind);

/// <summary>A text with everything in it that must be masked.</summary>
/// <param name="Text">The text.</param>
/// <param name="Spans">In order of start.</param>
/// <param name="Group">Texts made from one template or one case share a group, which is never
/// split between training and measuring.</param>
public sealed record Sample(string Text, IReadOnlyList<GoldSpan> Spans, string Group);
