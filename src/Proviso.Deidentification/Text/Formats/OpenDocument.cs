namespace Proviso.Deidentification.Text.Formats;

/// <summary>A stretch of text inside a document.</summary>
/// <param name="Text">The text.</param>
/// <param name="Context">Words that stand for what is around it, such as the name of its column;
/// read with it and never changed.</param>
/// <param name="Whole">What the whole text is, where its place in the document says so.</param>
public sealed record DocumentPart(
    string Text, string Context = "", FindingKind? Whole = null)
{
    /// <summary>Tells the size, and never the words.</summary>
    public override string ToString() => $"part of {Text.Length} characters";
}

/// <summary>A document taken apart: every place that holds text, and the way back.</summary>
public abstract class OpenDocument
{
    /// <summary>Every stretch of text, in the order of reading.</summary>
    public abstract IReadOnlyList<DocumentPart> Parts { get; }

    /// <summary>True where the document is its text and nothing else, so that it can be restored.
    /// </summary>
    public virtual bool IsPlainText => false;

    /// <summary>True for FHIR, where a label in the place of a date or code would be invalid.
    /// </summary>
    public virtual bool NeedsValidValues => false;

    /// <summary>Makes the document anew with other texts, without hidden data.</summary>
    /// <param name="treated">One for each part.</param>
    public abstract byte[] Save(IReadOnlyList<TreatedPart> treated);
}

/// <summary>What a part has become.</summary>
/// <param name="Text">The treated text.</param>
/// <param name="Edits">What was replaced, in offsets of the part's text.</param>
public sealed record TreatedPart(string Text, IReadOnlyList<Edit> Edits)
{
    /// <summary>Tells the size, and never the words.</summary>
    public override string ToString() => $"treated part of {Text.Length} characters";
}

/// <summary>One replaced stretch of a part.</summary>
/// <param name="Start">Offset in the part's text.</param>
/// <param name="Length">Length in the part's text.</param>
/// <param name="Replacement">What stands there now.</param>
public readonly record struct Edit(int Start, int Length, string Replacement);

/// <summary>Why a document was not read. It is then not passed on in any form.</summary>
/// <param name="Code">Stable: <c>format-unknown</c>, <c>too-large</c>, <c>not-utf8</c>,
/// <c>has-nul</c>, <c>damaged</c>, <c>unpacks-too-large</c>, <c>cannot-read-inside</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record DocumentRefusal(string Code, string Message);
