namespace Proviso.Deidentification.Text.Treatments;

/// <summary>One stretch of a treated text and what stood there.</summary>
/// <param name="Start">Offset in the treated text, in UTF-16 units.</param>
/// <param name="Length">Length in the treated text.</param>
/// <param name="OriginalStart">Offset in the original text.</param>
/// <param name="Original">What stood there.</param>
public sealed record Replacement(int Start, int Length, int OriginalStart, string Original)
{
    /// <summary>Tells where, and never what.</summary>
    public override string ToString() => $"replacement at {Start}, {Length} long";
}

/// <summary>A treated text with the way back.</summary>
/// <param name="Text">The treated text.</param>
/// <param name="Replacements">In order; keep them apart from the text, for they undo it.</param>
public sealed record TreatedText(string Text, IReadOnlyList<Replacement> Replacements)
{
    /// <summary>Tells the size, and never the words.</summary>
    public override string ToString() =>
        $"treated text of {Text.Length} characters, {Replacements.Count} replacements";
}
