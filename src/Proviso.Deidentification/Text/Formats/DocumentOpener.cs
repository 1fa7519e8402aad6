using System.Text;
using Proviso.Deidentification.Text.Formats.Pdf;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>
/// Opens documents by the ending of their name. What is not known, damaged or cannot be read
/// whole is refused, and never passed through.
/// </summary>
public static class DocumentOpener
{
    /// <summary>Largest document that is opened as a whole, in bytes.</summary>
    public const int MostBytes = 64 << 20;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Endings of the names of documents that are read.</summary>
    public static IReadOnlyList<string> Endings { get; } =
        [".txt", ".text", ".log", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json",
         ".ndjson", ".jsonl", ".csv", ".tsv", ".docx", ".pdf", ".eml"];

    /// <summary>Opens a document.</summary>
    /// <param name="name">Its name; only the ending counts.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="document">The document taken apart.</param>
    /// <param name="refusal">Why not, when the outcome is false.</param>
    /// <param name="fields">The only fields or columns to look in; null for all.</param>
    public static bool TryOpen(
        string name, byte[] content, out OpenDocument? document, out DocumentRefusal? refusal,
        FieldChoice? fields = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(content);
        document = null;
        refusal = null;
        try
        {
            document = Open(name, content, depth: 0, fields);
            fields?.CheckMet();
            return true;
        }
        catch (RefusedException e)
        {
            refusal = e.Refusal;
            return false;
        }
    }

    /// <summary>Opens a document that may lie inside another.</summary>
    internal static OpenDocument Open(
        string name, byte[] content, int depth, FieldChoice? fields = null)
    {
        if (content.Length > MostBytes)
        {
            throw new RefusedException(
                "too-large",
                $"It is larger than {MostBytes >> 20} MB. Split it, or save it as plain text, "
                + "which has no limit.");
        }

        if (depth > 4)
        {
            throw new RefusedException(
                "cannot-read-inside", "Documents lie inside documents more than four deep.");
        }

        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (fields is not null
            && ending is not (".json" or ".ndjson" or ".jsonl" or ".csv" or ".tsv"))
        {
            throw new RefusedException(
                "no-fields", "Only JSON, lines of JSON, CSV and TSV have fields to choose.");
        }

        return ending switch
        {
            ".txt" or ".text" or ".log" or ".md" or ".markdown" =>
                new PlainDocument(Decode(content)),
            ".html" or ".htm" or ".xhtml" => new HtmlDocument(Decode(content)),
            ".json" => JsonFile.Open(Decode(content), lines: false, depth, fields),
            ".ndjson" or ".jsonl" => JsonFile.Open(Decode(content), lines: true, depth, fields),
            ".csv" => new DelimitedDocument(Decode(content), ',', fields),
            ".tsv" => new DelimitedDocument(Decode(content), '\t', fields),
            ".docx" => new WordDocument(content),
            ".pdf" => new PdfFile(content),
            ".eml" => new MailDocument(content, depth),
            var other => throw new RefusedException(
                "format-unknown",
                $"Files ending in \"{other}\" cannot be read. Save it as one of: "
                + string.Join(", ", Endings) + "."),
        };
    }

    /// <summary>Reads bytes as UTF-8, or as UTF-16 where a mark says so.</summary>
    internal static string Decode(byte[] content)
    {
        if (content.AsSpan().StartsWith<byte>([0xFF, 0xFE]))
            return Checked(new UnicodeEncoding(false, true, true), content, 2);
        if (content.AsSpan().StartsWith<byte>([0xFE, 0xFF]))
            return Checked(new UnicodeEncoding(true, true, true), content, 2);
        return Checked(
            Strict, content, content.AsSpan().StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0);
    }

    private static string Checked(Encoding encoding, byte[] content, int skip)
    {
        string text;
        try
        {
            text = encoding.GetString(content, skip, content.Length - skip);
        }
        catch (DecoderFallbackException e)
        {
            throw new RefusedException(
                "not-utf8",
                $"It is not UTF-8 text: byte {e.Index + skip} cannot be read. Save it as UTF-8.");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new RefusedException(
                "has-nul", "It holds NUL bytes, so it is not a text. Save it as UTF-8 text.");
        }

        return text;
    }
}
