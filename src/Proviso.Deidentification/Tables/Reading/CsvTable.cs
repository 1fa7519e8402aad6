using System.Text;

namespace Proviso.Deidentification.Tables.Reading;

/// <summary>Reads tables from delimited text.</summary>
public static class CsvTable
{
    /// <summary>Most columns a table may have.</summary>
    public const int ColumnMax = 4_096;

    /// <summary>Most problems that are listed one by one.</summary>
    public const int ProblemMax = 20;

    private static readonly byte[] KnownDelimiters = [.. ";,\t|"u8];

    /// <summary>Reads a table from a file.</summary>
    /// <param name="path">UTF-8 text with headings; a byte-order mark is let pass.</param>
    /// <param name="wanted">The headings to read; null reads all columns. Columns that are not
    /// wanted are checked for shape and not kept.</param>
    /// <param name="delimiter">The delimiter; null finds it in the heading.</param>
    /// <exception cref="TableProblemException">The file is missing or is not a table; every
    /// problem names its line.</exception>
    public static Table Read(
        string path, IReadOnlyCollection<string>? wanted = null, char? delimiter = null)
    {
        using var stream = Open(path);
        return Read(stream, wanted, delimiter ?? DetectDelimiter(path));
    }

    /// <summary>Reads the first rows of some columns of a file, to see what they hold.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">The headings to read.</param>
    /// <param name="delimiter">The delimiter.</param>
    /// <param name="rowMax">Most rows to read.</param>
    /// <exception cref="TableProblemException">It is not a table.</exception>
    public static Table ReadFirst(
        string path, IReadOnlyCollection<string> wanted, char delimiter, int rowMax)
    {
        using var stream = Open(path);
        return Read(stream, wanted, delimiter, rowMax);
    }

    /// <summary>Reads a table from a stream.</summary>
    /// <param name="stream">UTF-8 text with headings.</param>
    /// <param name="wanted">The headings to read; null reads all.</param>
    /// <param name="delimiter">The delimiter: any one-byte character but a quotation mark or an
    /// end of line.</param>
    /// <exception cref="TableProblemException">It is not a table.</exception>
    public static Table Read(
        Stream stream, IReadOnlyCollection<string>? wanted, char delimiter) =>
        Read(stream, wanted, delimiter, int.MaxValue);

    private static Table Read(
        Stream stream, IReadOnlyCollection<string>? wanted, char delimiter, int rowMax)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var records = new CsvRecords(stream, AsByte(delimiter));
        var headings = ReadHeadings(records);
        foreach (var name in wanted ?? [])
        {
            if (!headings.Contains(name))
            {
                throw new TableProblemException("column-unknown",
                    $"There is no column '{name}'. The columns are: "
                    + string.Join(", ", headings) + ".");
            }
        }

        var kept = Enumerable.Range(0, headings.Length)
            .Where(i => wanted is null || wanted.Contains(headings[i])).ToArray();
        return ReadRows(records, headings, kept, rowMax);
    }

    /// <summary>The delimiter of a file: of <c>; , tab |</c> the one most frequent in the heading;
    /// a comma where there is none of them.</summary>
    public static char DetectDelimiter(string path)
    {
        using var stream = Open(path);
        var head = new byte[64 * 1024];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        Span<int> counts = stackalloc int[KnownDelimiters.Length];
        var quoted = false;
        foreach (var b in head.AsSpan(0, length))
        {
            if (b == (byte)'\n' && !quoted)
                break;
            quoted ^= b == (byte)'"';
            var known = Array.IndexOf(KnownDelimiters, b);
            if (known >= 0 && !quoted)
                counts[known]++;
        }

        var best = 1;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > counts[best])
                best = i;
        }

        return (char)KnownDelimiters[best];
    }

    /// <summary>The headings of a file.</summary>
    /// <exception cref="TableProblemException">The file is missing or is not a table.</exception>
    public static IReadOnlyList<string> Headings(string path, char delimiter)
    {
        using var records = new CsvRecords(Open(path), AsByte(delimiter));
        return ReadHeadings(records);
    }

    internal static FileStream Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new TableProblemException("file-missing",
                $"There is no file '{path}'. Check the name.");
        }

        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            BufferSize = 0,
            Options = FileOptions.SequentialScan,
        });
    }

    internal static byte AsByte(char delimiter) =>
        delimiter is < '\x80' and not '"' and not '\n' and not '\r'
            ? (byte)delimiter
            : throw new TableProblemException("delimiter-unusable",
                "The delimiter must be one plain character, not a quotation mark or a line end.");

    internal static string[] ReadHeadings(CsvRecords records)
    {
        if (!records.Read())
        {
            throw new TableProblemException("table-empty",
                "The file is empty. It needs a line of headings, then one line a record.");
        }

        if (records.FieldCount > ColumnMax)
        {
            throw new TableProblemException("columns-too-many",
                $"The heading has {records.FieldCount:N0} columns; the most is {ColumnMax:N0}.", 1);
        }

        var headings = new string[records.FieldCount];
        for (var i = 0; i < headings.Length; i++)
            headings[i] = Encoding.UTF8.GetString(records[i]);
        Table.CheckHeadings(headings);
        return headings;
    }

    private static Table ReadRows(CsvRecords records, string[] headings, int[] kept, int rowMax)
    {
        var dictionaries = kept.Select(_ => new ValueDictionary()).ToArray();
        var codes = kept.Select(_ => new int[1024]).ToArray();
        var problems = new List<TableProblem>();
        var problemCount = 0;
        var rows = 0;
        while (rows < rowMax && records.Read())
        {
            if (records.FieldCount != headings.Length)
            {
                if (IsBlank(records))
                    continue;
                if (problemCount++ < ProblemMax)
                {
                    problems.AddRange(
                        Table.RaggedRow(records.FieldCount, headings.Length, records.Line));
                }

                continue;
            }

            if (codes.Length > 0 && rows == codes[0].Length)
                Grow(codes, rows);
            for (var i = 0; i < kept.Length; i++)
            {
                var code = dictionaries[i].CodeOf(records[kept[i]]);
                codes[i][rows] = code;
                if (code < 0 && problemCount++ < ProblemMax)
                    problems.Add(NotText(headings[kept[i]], records.Line));
            }

            rows++;
        }

        if (problemCount > ProblemMax)
        {
            problems.Add(new("and-more",
                $"{problemCount - ProblemMax:N0} more like these are not listed."));
        }

        if (problemCount > 0)
            throw new TableProblemException(problems);
        return new Table(
            [.. kept.Select((c, i) => new Column(
                headings[c], dictionaries[i].ToStrings(), codes[i].AsSpan(0, rows).ToArray()))],
            rows);

        static TableProblem NotText(string heading, long line) => new("not-utf8",
            $"The field '{heading}' is not UTF-8 text. Save the file as UTF-8.", line);
    }

    /// <summary>An empty line in a table of several columns: kept out, and not a row.</summary>
    private static bool IsBlank(CsvRecords records) =>
        records.FieldCount == 1 && records[0].IsEmpty;

    private static void Grow(int[][] codes, int rows)
    {
        if (rows > Array.MaxLength / 2)
        {
            throw new TableProblemException("rows-too-many",
                $"More than {Array.MaxLength / 2:N0} rows. Export the plan as SQL and generalise "
                + "the table where it lies.");
        }

        for (var i = 0; i < codes.Length; i++)
            Array.Resize(ref codes[i], rows + Math.Max(rows / 2, 1024));
    }
}
