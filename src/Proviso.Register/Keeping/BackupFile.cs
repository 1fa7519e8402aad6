using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Proviso.Register.Storage;

namespace Proviso.Register.Keeping;

/// <summary>
/// The form of a backup: lines of JSON, packed by gzip. First
/// <c>{"provisoBackup":1,"engine":…,"schema":…,"origin":…,"at":…}</c>; then for each table
/// <c>{"table":…,"columns":[…]}</c> and its rows, one a line; last
/// <c>{"rows":{table:count},"sha256":…}</c>, the digest of all lines before it. A row is an array
/// of numbers, strings, nulls and <c>{"b":base64}</c> from SQLite; from PostgreSQL it is a string,
/// the line that COPY gives.
/// </summary>
internal static class BackupFile
{
    internal const int Form = 1;

    /// <summary>The longest line, so that no file makes the program use up its memory.</summary>
    internal const int MaxLine = 128 * 1024 * 1024;

    internal static RegisterException Damaged(Exception? cause = null) => cause is null
        ? new("backup-damaged", Words) : new("backup-damaged", Words, cause);

    private const string Words =
        "The backup is not whole: it was cut or changed after it was written. Use another.";
}

/// <summary>Writes a backup.</summary>
internal sealed class BackupWriter : IAsyncDisposable
{
    private readonly FileStream file;
    private readonly GZipStream zip;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly SortedDictionary<string, long> rows = new(StringComparer.Ordinal);
    private BackupSummary? summary;
    private string table = "";

    private BackupWriter(FileStream file)
    {
        this.file = file;
        zip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
    }

    internal static BackupWriter Create(string file)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new BackupWriter(new FileStream(file, options));
    }

    internal Task BeginAsync(string engine, int schema, string origin, DateTimeOffset at)
    {
        summary = new BackupSummary(engine, schema, origin, at, rows, "");
        return LineAsync(JsonSerializer.Serialize(new
        {
            provisoBackup = BackupFile.Form,
            engine,
            schema,
            origin,
            at = at.ToString("O", CultureInfo.InvariantCulture),
        }));
    }

    internal Task TableAsync(TableShape shape)
    {
        table = shape.Name;
        rows[table] = 0;
        return LineAsync(JsonSerializer.Serialize(
            new { table = shape.Name, columns = shape.Columns }));
    }

    internal Task RowAsync(string json)
    {
        rows[table]++;
        return LineAsync(json);
    }

    internal async Task<BackupSummary> EndAsync()
    {
        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        await LineAsync(JsonSerializer.Serialize(new { rows, sha256 = digest }));
        await zip.DisposeAsync();
        file.Flush(flushToDisk: true);
        return summary! with { Digest = digest };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        hash.Dispose();
        await zip.DisposeAsync();
        await file.DisposeAsync();
    }

    private async Task LineAsync(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json + "\n");
        hash.AppendData(bytes);
        await zip.WriteAsync(bytes);
    }
}

/// <summary>Reads a backup, and finds out at its end whether it was whole.</summary>
internal sealed class BackupReader : IAsyncDisposable
{
    private readonly StreamReader text;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly SortedDictionary<string, long> rows = new(StringComparer.Ordinal);
    private BackupSummary? summary;
    private string? next;

    private BackupReader(StreamReader text) => this.text = text;

    /// <summary>What it holds, once it was read to its end.</summary>
    internal BackupSummary Summary => summary!;

    internal static BackupReader Open(string file)
    {
        try
        {
            var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            return new BackupReader(new StreamReader(
                new GZipStream(stream, CompressionMode.Decompress), Encoding.UTF8));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RegisterException(
                "backup-unreadable", "The backup cannot be opened. Check its name and that the "
                + "program may read it.", e);
        }
    }

    /// <summary>Every row of every table.</summary>
    internal async IAsyncEnumerable<string> RowsAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (_, rowsOf) in TablesAsync(cancellation))
        {
            await foreach (var row in rowsOf)
                yield return row;
        }
    }

    /// <summary>Every table with its rows, which have to be read before the next table.</summary>
    internal async IAsyncEnumerable<(TableShape Table, IAsyncEnumerable<string> Rows)> TablesAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await BeginAsync(cancellation);
        next = await LineAsync(cancellation);
        while (next.StartsWith("{\"table\":", StringComparison.Ordinal))
        {
            var table = Read(next, json => new TableShape(
                json.GetProperty("table").GetString()!,
                [.. json.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!)]));
            if (!rows.TryAdd(table.Name, 0))
                throw BackupFile.Damaged();
            yield return (table, RowsOfAsync(table.Name, cancellation));
        }

        await EndAsync(next, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        hash.Dispose();
        text.Dispose();
        return ValueTask.CompletedTask;
    }

    private async IAsyncEnumerable<string> RowsOfAsync(
        string table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while ((next = await LineAsync(cancellation))[0] != '{')
        {
            rows[table]++;
            yield return next;
        }
    }

    private async Task BeginAsync(CancellationToken cancellation)
    {
        string line;
        try
        {
            line = await LineAsync(cancellation);
        }
        catch (RegisterException e) when (e.InnerException is not EndOfStreamException)
        {
            line = "";
        }

        if (!line.StartsWith("{\"provisoBackup\":", StringComparison.Ordinal))
        {
            throw new RegisterException(
                "backup-unknown", "This file is not a backup that 'proviso backup' wrote.");
        }

        summary = Read(line, json => json.GetProperty("provisoBackup").GetInt32() == BackupFile.Form
            ? new BackupSummary(
                json.GetProperty("engine").GetString()!, json.GetProperty("schema").GetInt32(),
                json.GetProperty("origin").GetString()!,
                json.GetProperty("at").GetDateTimeOffset(), rows, "")
            : throw new RegisterException(
                "backup-unknown", "This backup was written by a newer version of Proviso. Use that "
                + "version or a later one."));
    }

    private async Task EndAsync(string last, CancellationToken cancellation)
    {
        var digest = Read(last, json =>
        {
            var counts = json.GetProperty("rows").EnumerateObject()
                .ToDictionary(p => p.Name, p => p.Value.GetInt64(), StringComparer.Ordinal);
            return counts.Count == rows.Count
                && rows.All(r => counts.TryGetValue(r.Key, out var count) && count == r.Value)
                    ? json.GetProperty("sha256").GetString() : null;
        });
        if (digest is null || digest != Summary.Digest || await MoreAsync(cancellation))
            throw BackupFile.Damaged();
    }

    // The digest so far goes into the summary before the last line, which is not in it.
    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        try
        {
            var line = await text.ReadLineAsync(cancellation);
            if (string.IsNullOrEmpty(line) || line.Length > BackupFile.MaxLine)
                throw BackupFile.Damaged();
            if (line.StartsWith("{\"rows\":", StringComparison.Ordinal))
            {
                summary = Summary with
                {
                    Digest = Convert.ToHexStringLower(hash.GetCurrentHash()),
                };
            }

            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            return line;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw BackupFile.Damaged(e);
        }
    }

    private async Task<bool> MoreAsync(CancellationToken cancellation)
    {
        try
        {
            return await text.ReadLineAsync(cancellation) is not null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw BackupFile.Damaged(e);
        }
    }

    private static T Read<T>(string line, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException
            or InvalidOperationException or FormatException)
        {
            throw BackupFile.Damaged(e);
        }
    }
}
