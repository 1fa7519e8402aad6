using System.Text;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>CSV: each cell is a part, read with the heading of its column. Where columns are
/// chosen, the cells of the others are kept.</summary>
internal sealed class DelimitedDocument : OpenDocument
{
    private readonly List<string[]> rows = [];
    private readonly List<DocumentPart> parts = [];
    private readonly char separator;
    private readonly bool[]? chosen;

    public DelimitedDocument(string text, char separator, FieldChoice? fields = null)
    {
        this.separator = separator;
        Read(text);
        if (fields is not null)
            chosen = rows.Count == 0 ? [] : Array.ConvertAll(rows[0], fields.Has);
        for (var r = 0; r < rows.Count; r++)
        {
            for (var c = 0; c < rows[r].Length; c++)
            {
                if (!IsRead(r, c))
                    continue;
                var context = r > 0 && c < rows[0].Length ? Headings.Words(rows[0][c]) : "";
                parts.Add(new DocumentPart(rows[r][c], context));
            }
        }
    }

    public override IReadOnlyList<DocumentPart> Parts => parts;

    /// <summary>False where the headings are those of an earlier stretch of the same file and
    /// are not to be written again.</summary>
    public bool WritesHeadings { get; init; } = true;

    public override byte[] Save(IReadOnlyList<TreatedPart> treated)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var r = 0; r < rows.Count; r++)
        {
            for (var c = 0; c < rows[r].Length; c++)
            {
                if (c > 0)
                    text.Append(separator);
                text.Append(Quote(IsRead(r, c) ? treated[next++].Text : rows[r][c]));
            }

            text.Append("\r\n");
            if (r == 0 && !WritesHeadings)
                text.Clear();
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private bool IsRead(int row, int column) => chosen is null
        || (row > 0 && column < chosen.Length && chosen[column]);

    /// <summary>Reads values in quotation marks or bare, as RFC 4180 has them.</summary>
    private void Read(string text)
    {
        var row = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var cell = text[at] == '"' ? Quoted(text, ref at) : Bare(text, ref at);
            row.Add(cell);
            if (at < text.Length && text[at] == separator)
            {
                at++;
                if (at == text.Length)
                    row.Add("");
                else
                    continue;
            }

            if (at < text.Length && text[at] == '\r')
                at++;
            if (at < text.Length && text[at] == '\n')
                at++;
            rows.Add([.. row]);
            row.Clear();
        }
    }

    private string Bare(string text, ref int at)
    {
        var from = at;
        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
            at++;
        return text[from..at];
    }

    private string Quoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
                cell.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[at++]);
            else
                break;
        }

        at++;
        if (at > text.Length || (at < text.Length && text[at] != separator
            && text[at] is not ('\r' or '\n')))
        {
            throw new RefusedException(
                "damaged", $"Row {rows.Count + 1} has a quotation mark out of place.");
        }

        return cell.ToString();
    }

    private string Quote(string cell) =>
        cell.AsSpan().ContainsAny("\"\r\n") || cell.Contains(separator, StringComparison.Ordinal)
            ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell;
}
