using System.Text;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>
/// E-mail files: sender, recipients, subject and date, every text, and attachments of formats
/// that are read; an attachment that is not stops the whole. The message is made anew, so other
/// header fields, such as the way it took, are gone.
/// </summary>
internal sealed class MailDocument : OpenDocument
{
    private const int MostDepth = 12;

    private static readonly string[] KeptFields = ["From", "To", "Cc", "Bcc", "Reply-To",
        "Date", "Subject"];

    /// <summary>A leaf of the message with the document that was made of it.</summary>
    private sealed record Leaf(string MediaType, string? Name, int NamePart, OpenDocument Inner);

    private readonly List<(string Name, int Part)> fields = [];
    private readonly List<Leaf> leaves = [];
    private readonly List<DocumentPart> parts = [];

    public MailDocument(byte[] content, int depth)
    {
        var message = MimeEntity.Read(content);
        foreach (var name in KeptFields)
        {
            if (message.Field(name) is not { } value)
                continue;
            fields.Add((name, parts.Count));
            parts.Add(new DocumentPart(value, name + ": "));
        }

        if (fields.Count == 0)
            throw new RefusedException("damaged", "It is not an e-mail: it has no header fields.");
        Collect(message, depth, 0);
    }

    public override IReadOnlyList<DocumentPart> Parts => parts;

    public override byte[] Save(IReadOnlyList<TreatedPart> treated)
    {
        var mail = new StringBuilder();
        foreach (var (name, part) in fields)
        {
            var value = treated[part].Text.ReplaceLineEndings(" ");
            mail.Append(name).Append(": ").Append(Header(value)).Append("\r\n");
        }

        const string Boundary = "=_proviso_part";
        mail.Append("MIME-Version: 1.0\r\n");
        mail.Append("Content-Type: multipart/mixed; boundary=\"" + Boundary + "\"\r\n\r\n");
        var next = fields.Count;
        foreach (var leaf in leaves)
        {
            var name = leaf.Name is null ? null : treated[next++].Text;
            var bytes = leaf.Inner.Save(
                [.. treated.Skip(next).Take(leaf.Inner.Parts.Count)]);
            next += leaf.Inner.Parts.Count;
            mail.Append("--" + Boundary + "\r\nContent-Type: ").Append(leaf.MediaType);
            if (leaf.MediaType.StartsWith("text/", StringComparison.Ordinal))
                mail.Append("; charset=utf-8");
            mail.Append("\r\n");
            if (name is not null)
            {
                mail.Append("Content-Disposition: attachment; filename=\"");
                mail.Append(SafeName(name)).Append("\"\r\n");
            }

            mail.Append("Content-Transfer-Encoding: base64\r\n\r\n");
            mail.Append(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks));
            mail.Append("\r\n");
        }

        mail.Append("--" + Boundary + "--\r\n");
        return Encoding.ASCII.GetBytes(mail.ToString());
    }

    private void Collect(MimeEntity entity, int depth, int level)
    {
        if (level > MostDepth)
            throw new RefusedException("damaged", "Its parts lie inside each other too deep.");
        var type = entity.MediaType;
        if (type.StartsWith("multipart/", StringComparison.Ordinal))
        {
            foreach (var child in entity.Children())
                Collect(child, depth, level + 1);
            return;
        }

        var name = entity.FileName;
        var bytes = entity.Decode();
        OpenDocument inner;
        if (name is null && type is "text/plain" or "text/html")
        {
            var text = MailCharset.Decode(bytes, entity.Parameter("Content-Type", "charset"));
            inner = type == "text/html" ? new HtmlDocument(text) : new PlainDocument(text);
        }
        else
        {
            inner = DocumentOpener.Open(NameFor(name, type), bytes, depth + 1);
        }

        var namePart = -1;
        if (name is not null)
        {
            namePart = parts.Count;
            parts.Add(new DocumentPart(name, "File: "));
        }

        leaves.Add(new Leaf(type, name, namePart, inner));
        parts.AddRange(inner.Parts);
    }

    private static string NameFor(string? name, string type) => type switch
    {
        "message/rfc822" => "message.eml",
        "text/html" => "part.html",
        "text/csv" => "part.csv",
        "application/json" or "application/fhir+json" => "part.json",
        _ when name is not null && Path.HasExtension(name) => name,
        _ => throw new RefusedException(
            "cannot-read-inside",
            $"It holds a part of type \"{type}\", which cannot be read. Take it out first."),
    };

    private static string Header(string value) => Ascii.IsValid(value) && value.Length < 900
        ? value : "=?utf-8?B?" + Convert.ToBase64String(Encoding.UTF8.GetBytes(value)) + "?=";

    private static string SafeName(string name) => string.Concat(
        name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '[' or ']' or ' '
            ? c : '_'));
}
