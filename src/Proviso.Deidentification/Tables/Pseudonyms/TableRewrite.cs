using System.Text;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Release;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>Makes a cell of the output from a row of the input; says why where it cannot.
/// </summary>
internal delegate ReadOnlySpan<byte> CellMaker(CsvRecords row, ref string? problem);

/// <summary>A column of the output.</summary>
internal sealed record OutColumn(string Heading, CellMaker Make);

/// <summary>Reads a file of rows and writes another, row by row. The output appears under its
/// name only when it is whole; where a row cannot be written nothing is, and the lines are
/// named.</summary>
internal static class TableRewrite
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Rewrites a file.</summary>
    /// <param name="input">The file.</param>
    /// <param name="delimiter">Its delimiter; the output has the same.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="columnsOf">Makes the columns of the output from the headings.</param>
    /// <param name="atEnd">Run when all rows are written and before the output appears.</param>
    /// <returns>Number of rows.</returns>
    public static long Write(
        string input,
        char delimiter,
        string output,
        bool overwrite,
        Func<IReadOnlyList<string>, IReadOnlyList<OutColumn>> columnsOf,
        Action atEnd)
    {
        var separator = CsvTable.AsByte(delimiter);
        using var records = new CsvRecords(CsvTable.Open(input), separator);
        var headings = CsvTable.ReadHeadings(records);
        var columns = columnsOf(headings);
        var rows = 0L;
        ReleaseFile.Write(output, overwrite, stream =>
        {
            using var buffered = new BufferedStream(stream, BufferBytes);
            for (var c = 0; c < columns.Count; c++)
            {
                if (c > 0)
                    buffered.WriteByte(separator);
                ReleaseWriter.WriteQuoted(
                    buffered, Encoding.UTF8.GetBytes(columns[c].Heading), separator);
            }

            buffered.WriteByte((byte)'\n');
            rows = WriteRows(records, headings.Length, columns, buffered, separator);
            buffered.Flush();
            atEnd();
        });
        return rows;
    }

    private static long WriteRows(
        CsvRecords records,
        int fieldCount,
        IReadOnlyList<OutColumn> columns,
        BufferedStream output,
        byte separator)
    {
        var problems = new List<TableProblem>();
        var found = 0L;
        var rows = 0L;
        while (records.Read())
        {
            if (records.FieldCount != fieldCount)
            {
                if (records.FieldCount == 1 && records[0].IsEmpty)
                    continue;
                if (found++ < CsvTable.ProblemMax)
                {
                    problems.AddRange(
                        Table.RaggedRow(records.FieldCount, fieldCount, records.Line));
                }

                continue;
            }

            for (var c = 0; c < columns.Count; c++)
            {
                string? problem = null;
                var cell = columns[c].Make(records, ref problem);
                if (problem is not null && found++ < CsvTable.ProblemMax)
                {
                    problems.Add(new("value-unusable",
                        $"The column '{columns[c].Heading}' has {problem}.", records.Line));
                }

                if (c > 0)
                    output.WriteByte(separator);
                ReleaseWriter.WriteQuoted(output, cell, separator);
            }

            output.WriteByte((byte)'\n');
            rows++;
        }

        if (found > CsvTable.ProblemMax)
        {
            problems.Add(new("and-more",
                $"{found - CsvTable.ProblemMax:N0} more like these are not listed."));
        }

        return found == 0 ? rows : throw new TableProblemException(problems);
    }
}
