using System.Text;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Release;

/// <summary>Writes a release: reads the file again, row by row, and writes each row that is
/// released in its coarser form. The output appears under its name only when it is
/// whole.</summary>
public static class ReleaseWriter
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Writes a release of a file.</summary>
    /// <param name="result">What the search found for the table of the file.</param>
    /// <param name="treatments">What happens to each column of the file, by heading.</param>
    /// <param name="input">The file that the table was read from.</param>
    /// <param name="delimiter">Its delimiter; the output has the same.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="TableProblemException">A column without a treatment
    /// (<c>column-untreated</c>), an output that exists (<c>output-exists</c>), a file that has
    /// changed since it was read (<c>file-changed</c>), or too little room
    /// (<c>disk-full</c>). Nothing is left behind.</exception>
    public static void Write(
        AnonymisationResult result,
        IReadOnlyDictionary<string, Treatment> treatments,
        string input,
        char delimiter,
        string output,
        bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(treatments);
        using var records = new CsvRecords(CsvTable.Open(input), CsvTable.AsByte(delimiter));
        var headings = CsvTable.ReadHeadings(records);
        var columns = Columns(result, treatments, headings, (byte)delimiter);
        ReleaseFile.Write(output, overwrite, stream =>
        {
            using var buffered = new BufferedStream(stream, BufferBytes);
            WriteRow(buffered, columns.Select(c => c.Heading), (byte)delimiter);
            var row = 0;
            while (records.Read())
            {
                if (records.FieldCount != headings.Length)
                    continue;
                if (row < result.Request.Table.RowCount && result.IsKept(row))
                    WriteRow(buffered, columns, result, records, row, (byte)delimiter);
                row++;
            }

            if (row != result.Request.Table.RowCount)
            {
                throw new TableProblemException("file-changed",
                    $"'{input}' has changed since it was read. Run the command again.");
            }
        });
    }

    private static List<ColumnOut> Columns(
        AnonymisationResult result,
        IReadOnlyDictionary<string, Treatment> treatments,
        string[] headings,
        byte delimiter)
    {
        var columns = new List<ColumnOut>();
        for (var i = 0; i < headings.Length; i++)
        {
            if (!treatments.TryGetValue(headings[i], out var treatment))
            {
                throw new TableProblemException("column-untreated",
                    $"Nothing is said about the column '{headings[i]}'. Generalise it, remove it, "
                    + "or say that it is kept: no column is released by default.");
            }

            if (treatment == Treatment.Remove)
                continue;
            var heading = Quoted(headings[i], delimiter);
            if (treatment != Treatment.Generalise)
            {
                columns.Add(new ColumnOut(heading, i, -1, [], []));
                continue;
            }

            var at = result.Request.Columns.ToList().FindIndex(c => c.Column.Name == headings[i]);
            var column = result.Request.Columns[at];
            var leaves = column.Leaves();
            var labels = Enumerable.Range(0, column.Hierarchy.LevelCount).Select(level =>
                leaves.Select(leaf => Quoted(column.Hierarchy.LabelOf(leaf, level), delimiter))
                    .ToArray()).ToArray();
            columns.Add(new ColumnOut(heading, i, at, labels, column.Column.Codes));
        }

        return columns;
    }

    private static void WriteRow(Stream stream, IEnumerable<byte[]> cells, byte delimiter)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                stream.WriteByte(delimiter);
            stream.Write(cell);
            first = false;
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteRow(
        Stream stream,
        List<ColumnOut> columns,
        AnonymisationResult result,
        CsvRecords records,
        int row,
        byte delimiter)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                stream.WriteByte(delimiter);
            var column = columns[i];
            if (column.At >= 0)
                stream.Write(column.Labels[result.LevelOf(row, column.At)][column.Codes[row]]);
            else
                WriteQuoted(stream, records[column.Field], delimiter);
        }

        stream.WriteByte((byte)'\n');
    }

    private static byte[] Quoted(string text, byte delimiter)
    {
        using var memory = new MemoryStream();
        WriteQuoted(memory, Encoding.UTF8.GetBytes(text), delimiter);
        return memory.ToArray();
    }

    internal static void WriteQuoted(Stream stream, ReadOnlySpan<byte> cell, byte delimiter)
    {
        if (cell.IndexOfAny(delimiter, (byte)'"', (byte)'\n') < 0 && !cell.Contains((byte)'\r'))
        {
            stream.Write(cell);
            return;
        }

        stream.WriteByte((byte)'"');
        foreach (var b in cell)
        {
            if (b == (byte)'"')
                stream.WriteByte(b);
            stream.WriteByte(b);
        }

        stream.WriteByte((byte)'"');
    }

    /// <summary>A column of the output; <c>At</c> is its place in the request, or −1 where it is
    /// released as it is. Labels are by level, then by value.</summary>
    private sealed record ColumnOut(
        byte[] Heading, int Field, int At, byte[][][] Labels, int[] Codes);
}
