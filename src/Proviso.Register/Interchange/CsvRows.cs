using CsvHelper;

namespace Proviso.Register.Interchange;

/// <summary>The rows of one file.</summary>
internal sealed class CsvRows
{
    // A character takes at most three bytes of UTF-8 here, and quotes are written twice.
    private const int MaxRowBytes = 4 * CsvFile.MaxRowLength;
    private readonly FileStream stream;
    private readonly CsvReader csv;
    private readonly CsvFormat format;
    private readonly Surroundings around;
    private readonly AttachmentFolder attachments;
    private string[] header = [];
    private CsvMalformedReason? bad;

    internal CsvRows(
        FileStream stream, CsvFormat format, Surroundings around, AttachmentFolder attachments)
    {
        this.stream = stream;
        this.format = format;
        this.around = around;
        this.attachments = attachments;
        csv = CsvReader.Create(
            stream,
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = false,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                MaxRecordSize = MaxRowBytes,
                OnMalformedRecord = record => bad = record.Reason,
            },
            leaveOpen: true);
    }

    internal void ReadHeader()
    {
        if (!TryRead(out var wrong) || wrong is not null || Cells() is not { } cells
            || cells.All(string.IsNullOrWhiteSpace))
        {
            throw Wrong(wrong?.Reason ?? "The file is empty.");
        }

        header = [.. cells.Select(c => c.Trim().ToLowerInvariant())];
        var known = format.Columns.Select(c => c.Name).ToList();
        if (header is [var only] && only.Contains(';', StringComparison.Ordinal))
            throw Wrong("The columns are parted by semicolons. Save the file with commas.");
        if (header.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)
            is { } twice && known.Contains(twice.Key, StringComparer.Ordinal))
        {
            throw Wrong($"The column '{twice.Key}' is there twice.");
        }

        var unknown = header.Except(known, StringComparer.Ordinal).ToList();
        var missing = format.Columns.Where(c => c.Required).Select(c => c.Name)
            .Except(header, StringComparer.Ordinal).ToList();
        if (unknown.Count + missing.Count > 0)
        {
            throw Wrong(
                (missing.Count > 0 ? $"Without the columns: {string.Join(", ", missing)}. " : "")
                + (unknown.Count > 0 ? $"Unknown columns: {Shown(unknown)}. " : "")
                + $"Begin with 'proviso import --template {format.Name}'.");
        }
    }

    internal IEnumerable<Arrival> All()
    {
        using var closed = stream;
        using var ended = csv;
        while (true)
        {
            var more = TryRead(out var wrong);
            if (wrong is not null)
                yield return new Arrival(null, [wrong]);
            if (!more)
                yield break;
            if (wrong is null && ReadRow() is { } arrival)
                yield return arrival with { Done = (double)csv.ByteOffset / stream.Length };
        }
    }

    // What stands in the first line may be somebody's record where the header is missing.
    private static string Shown(List<string> names) => string.Join(
        ", ", names.Select(n => n.All(c => char.IsAsciiLetter(c) || c is '_' or '-' or ' ')
            && n.Length is > 0 and <= 40 ? $"'{n}'" : "(not a name)"));

    private static RegisterException Wrong(string reason) => new("header-wrong", reason);

    private Place Here => new("line", (int)csv.LineNumber);

    private string[] Cells() =>
        [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))];

    private Arrival? ReadRow()
    {
        var (at, record) = (Here, Cells());
        if (record.All(string.IsNullOrWhiteSpace))
            return null;
        if (record.Length != header.Length)
        {
            return Refused(at, "cells-missing",
                $"Has {record.Length} cells, and the header has {header.Length}. A cell with a "
                + "comma in it needs quotes around it.");
        }

        if (record.Sum(c => (long)c.Length) > CsvFile.MaxRowLength)
        {
            return Refused(at, "row-too-long",
                $"Is longer than {CsvFile.MaxRowLength} characters. Attach the text as a file.");
        }

        var cells = new Dictionary<string, string>(header.Length, StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++)
            cells[header[i]] = record[i];
        var row = new ReadRow(at, around, attachments);
        var read = format.Read(row, cells);
        return new Arrival(row.Refused.Count > 0 ? null : read, row.Refused);
    }

    private static Arrival Refused(Place at, string code, string reason) =>
        new(null, [new Refusal(at, null, code, reason)]);

    // One row further; false at the end, or when the file cannot be read on.
    private bool TryRead(out Refusal? wrong)
    {
        wrong = null;
        bad = null;
        try
        {
            if (!csv.Read())
                return false;
        }
        catch (CsvFormatException e)
        {
            wrong = Endless(new Place("line", (int)e.LineNumber));
            return false;
        }

        if (bad == CsvMalformedReason.UnterminatedQuote)
            wrong = Endless(Here);
        else if (bad is not null)
        {
            wrong = new Refusal(Here, null, "quotes-wrong",
                "Has a quote inside a cell. Put the cell in quotes, and write its quotes twice.");
        }

        return true;
    }

    private static Refusal Endless(Place at) => new(at, null, "row-endless",
        "The row has no end: a quote is opened and never closed. Nothing after it was read.");
}
