namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>What a token of a content stream or a character map is.</summary>
internal enum PdfTokenKind
{
    End,
    Number,
    Name,
    Text,
    Operator,
    Open,
    Close,
    OpenDictionary,
    CloseDictionary,
    Other,
}

/// <summary>A token of a content stream or a character map.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Its value where it is a number.</param>
/// <param name="Word">A name with its slash, or an operator.</param>
/// <param name="Bytes">The bytes of a string.</param>
internal readonly record struct PdfToken(
    PdfTokenKind Kind, double Number = 0, string Word = "", byte[]? Bytes = null)
{
    public byte[] Text => Bytes ?? [];
}
