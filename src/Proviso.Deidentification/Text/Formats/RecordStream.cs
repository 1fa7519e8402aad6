using System.Text;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>Lines of JSON or rows of CSV that are read some at a time.</summary>
internal sealed class RecordStream(
    string ending, StreamReader reader, Stream output, StreamSettings settings,
    FinderPool finders)
{
    private const int Batch = 1 << 18;
    private const int MostRecord = 16 << 20;
    private readonly FindingContext context = new(settings.Known);
    private readonly bool rows = ending is ".csv" or ".tsv";
    private string headings = "";

    /// <summary>Some whole records.</summary>
    private sealed record Records(string Text, long FirstLine, bool IsFirst);

    public void Run()
    {
        Treatments.Treater? treater = null;
        StreamRedaction.InOrder(
            Batches(), settings.Workers,
            batch =>
            {
                var document = Open(batch);
                var text = DocumentRedaction.JoinedText(document);
                return (document, finders.Use(
                    f => f.Analyse(text, settings.Known, settings.Threshold)));
            },
            (batch, result) =>
            {
                var (document, analysis) = result;
                treater ??= settings.Treater(document);
                var found = DocumentRedaction.Settle(document, analysis, context);
                var (content, _) = DocumentRedaction.Treat(document, found.Findings, treater);
                output.Write(content);
                settings.Progress?.Invoke(batch.Text.Length);
            });
    }

    private OpenDocument Open(Records batch)
    {
        if (!rows)
        {
            return JsonFile.Open(
                batch.Text, lines: true, 0, settings.Fields, batch.FirstLine);
        }

        return new DelimitedDocument(
            batch.IsFirst ? batch.Text : headings + batch.Text, ending == ".csv" ? ',' : '\t',
            settings.Fields) { WritesHeadings = batch.IsFirst };
    }

    private IEnumerable<Records> Batches()
    {
        var cutter = new RecordCutter(rows, ending == ".csv" ? ',' : '\t');
        var buffer = new char[1 << 16];
        var text = new StringBuilder();
        long line = 1;
        int scanned = 0, end = 0;
        var isFirst = true;
        for (int read; (read = reader.Read(buffer)) > 0;)
        {
            StreamRedaction.CheckNoNul(buffer.AsSpan(0, read));
            var skip = isFirst && text.Length == 0 && buffer[0] == '\uFEFF' ? 1 : 0;
            text.Append(buffer, skip, read - skip);
            for (var i = skip; i < read; i++)
            {
                scanned++;
                if (!cutter.EndsWith(buffer[i]))
                    continue;
                end = scanned;
                if (isFirst && headings.Length == 0)
                    headings = text.ToString(0, end);
            }

            if (scanned - end > MostRecord)
            {
                throw new RefusedException(
                    "too-large", $"A record in it is larger than {MostRecord >> 20} MB.");
            }

            if (end < Batch)
                continue;
            var batch = text.ToString(0, end);
            yield return new Records(batch, line, isFirst);
            line += batch.AsSpan().Count('\n');
            isFirst = false;
            text.Remove(0, end);
            (scanned, end) = (scanned - end, 0);
        }

        if (text.Length > 0)
            yield return new Records(text.ToString(), line, isFirst);
    }
}

/// <summary>Tells where records end: at a line's end outside of quotation marks.</summary>
/// <param name="quotes">True for rows, in which a cell may hold line ends.</param>
/// <param name="separator">Between cells.</param>
internal sealed class RecordCutter(bool quotes, char separator)
{
    private bool atStart = true;
    private bool quoted;
    private bool closed;

    /// <summary>Takes the next character; true where a record ends with it.</summary>
    public bool EndsWith(char c)
    {
        if (quotes && c == '"')
        {
            // Inside a cell that did not begin with one, a mark is a character like others.
            if (quoted)
                (quoted, closed) = (false, true);
            else if (atStart || closed)
                (quoted, closed) = (true, false);
            atStart = false;
            return false;
        }

        if (quoted)
            return false;
        closed = false;
        atStart = c == separator || c is '\n' or '\r';
        return c == '\n';
    }
}
