using System.Text;
using CsvHelper;

namespace Proviso.Register.Interchange;

/// <summary>Reading and writing the CSV files of an import and an export: UTF-8, commas, RFC 4180.
/// </summary>
public static class CsvFile
{
    /// <summary>The most bytes of a file.</summary>
    public const long MaxBytes = 1_000_000_000;

    /// <summary>The most characters in the cells of one row.</summary>
    public const int MaxRowLength = 1_000_000;

    /// <summary>Reads the rows of a file, one after another.</summary>
    /// <param name="path">The file. Attachments are looked for in its folder.</param>
    /// <param name="format">What sort of file it is.</param>
    /// <param name="around">The register around it.</param>
    /// <exception cref="RegisterException">It cannot be read (<c>file-unreadable</c>), is larger
    /// than <see cref="MaxBytes"/> (<c>file-too-large</c>), not UTF-8
    /// (<c>file-not-text</c>), or has the wrong columns (<c>header-wrong</c>). Thrown before
    /// anything is given.</exception>
    public static IEnumerable<Arrival> Read(string path, CsvFormat format, Surroundings around)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(around);
        return Opened(path, stream =>
        {
            TextCheck.EnsureText(stream, MaxBytes);
            stream.Position = 0;
            var rows = new CsvRows(stream, format, around, new AttachmentFolder(
                Path.GetDirectoryName(Path.GetFullPath(path))!));
            rows.ReadHeader();
            return rows;
        }).All();
    }

    /// <summary>Writes records of the store as a file; who reads the rows as an import gets the
    /// same records. The ledger notes whose records left.</summary>
    /// <param name="store">The register.</param>
    /// <param name="by">Who exports.</param>
    /// <param name="path">The file; attachments go into a folder beside it.</param>
    /// <param name="format">Which records.</param>
    /// <param name="person">Whose; null for everybody's.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>How many records.</returns>
    /// <exception cref="RegisterException">The file cannot be written (<c>file-unwritable</c>).
    /// </exception>
    public static async Task<int> WriteAsync(
        RegisterStore store, Guid by, string path, CsvFormat format, Guid? person,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(format);
        var left = new ExportNotes(store, by);
        var count = 0;
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var attachments = new AttachmentWriter(
                new AttachmentFolder(folder), Path.GetFileNameWithoutExtension(path) + "-files");
            await using var stream = new FileStream(path, PrivateFile.Options());
            await using var csv = CsvWriter.Create(stream, Written, leaveOpen: true);
            foreach (var column in format.Columns)
                csv.WriteField(column.Name);
            await csv.EndRecordAsync(cancellation);
            await foreach (var (owner, cells) in
                format.RowsAsync(store, person, attachments, cancellation))
            {
                await left.AddAsync(owner, cancellation);
                foreach (var cell in cells)
                    csv.WriteField(cell);
                await csv.EndRecordAsync(cancellation);
                count++;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RegisterException(
                "file-unwritable", "The file cannot be written. Check the folder and the space on "
                + "the disk.", e);
        }

        await left.FinishAsync(cancellation);
        return count;
    }

    /// <summary>How files are written: what a spreadsheet might take for a formula stays as it
    /// is, because the file must read back the same.</summary>
    internal static readonly CsvWriterOptions Written = new()
    {
        NewLine = "\n",
        Quoting = CsvQuoting.WhenNeededOrWhitespace,
    };

    internal static T Opened<T>(string path, Func<FileStream, T> read)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            stream?.Dispose();
            throw new RegisterException(
                "file-unreadable", "The file is not there, or cannot be read. Check its name and "
                + "that you may read it.", e);
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
    }
}

/// <summary>Makes sure that a file is text before anything of it is used.</summary>
internal static class TextCheck
{
    internal static void EnsureText(Stream stream, long maxBytes)
    {
        if (stream.Length > maxBytes)
        {
            throw new RegisterException(
                "file-too-large", $"The file is larger than {maxBytes} bytes. Part it.");
        }

        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[bytes.Length + 1];
        var line = 1;
        try
        {
            for (int read; (read = stream.Read(bytes)) > 0;)
            {
                var count = decoder.GetChars(bytes.AsSpan(0, read), chars, flush: false);
                var text = chars.AsSpan(0, count);
                if (text.Contains('\0'))
                    throw NotText(line + text[..text.IndexOf('\0')].Count('\n'));
                line += text.Count('\n');
            }

            decoder.GetChars([], chars, flush: true);
        }
        catch (DecoderFallbackException)
        {
            throw NotText(line);
        }
    }

    private static RegisterException NotText(int line) => new(
        "file-not-text", $"The file is not UTF-8 text, in line {line} or soon after. Save it as "
        + "'CSV UTF-8'.");
}

/// <summary>Tells the ledger whose records left the register, some at a time.</summary>
public sealed class ExportNotes
{
    private const int AtOnce = 1_000;
    private readonly RegisterStore store;
    private readonly Guid by;
    private readonly HashSet<Guid> noted = [];
    private readonly List<Guid> waiting = [];

    /// <summary>Begins.</summary>
    /// <param name="store">The register.</param>
    /// <param name="by">Who exports.</param>
    public ExportNotes(RegisterStore store, Guid by)
    {
        this.store = store;
        this.by = by;
    }

    /// <summary>Notes a person, before anything of theirs is written to the file.</summary>
    /// <param name="person">The person.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task AddAsync(Guid person, CancellationToken cancellation)
    {
        if (!noted.Add(person))
            return;
        waiting.Add(person);
        if (waiting.Count == AtOnce)
            await FinishAsync(cancellation);
    }

    /// <summary>Writes what is left.</summary>
    /// <param name="cancellation">Stops the work.</param>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        var change = store.Begin(by);
        foreach (var person in waiting)
            change.Note("person.exported", person);
        waiting.Clear();
        await change.CommitAsync(cancellation);
    }
}
