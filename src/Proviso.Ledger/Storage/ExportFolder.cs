using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;

namespace Proviso.Ledger.Storage;

/// <summary>
/// A ledger as a folder of files in the C2SP tlog-tiles layout: <c>checkpoint</c>, tiles and entry
/// bundles. It can be kept, sent, or served by any web server as it is.
/// </summary>
public sealed class ExportFolder : ILedgerSource
{
    private readonly string folder;

    private ExportFolder(string folder, string? note)
    {
        this.folder = folder;
        CheckpointNote = note;
        Held = CountEntries();
    }

    /// <inheritdoc/>
    public string? CheckpointNote { get; }

    /// <inheritdoc/>
    public ulong Held { get; }

    /// <inheritdoc/>
    public ulong Pending => 0;

    /// <summary>Opens an export.</summary>
    /// <param name="folder">The folder with the file <c>checkpoint</c>.</param>
    /// <exception cref="LedgerException">It is not there (<c>export-missing</c>), or cannot be read
    /// (<c>export-unreadable</c>).</exception>
    public static async Task<ExportFolder> OpenAsync(string folder)
    {
        var file = Path.Combine(folder, "checkpoint");
        if (!File.Exists(file))
        {
            throw new LedgerException(new(
                "export-missing",
                $"There is no file 'checkpoint' in '{folder}'. Name the folder that 'proviso "
                + "ledger export' wrote."));
        }

        try
        {
            return new ExportFolder(folder, await CheckpointFile.ReadAsync(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(
                new("export-unreadable", $"The folder '{folder}' cannot be read."), e);
        }
    }

    /// <summary>Writes an export. The folder appears when it is whole, or not at all.</summary>
    /// <param name="source">The ledger.</param>
    /// <param name="key">Its public key; only what its signature vouches for is written.</param>
    /// <param name="folder">A folder that does not exist yet.</param>
    /// <param name="progress">Told how many entries are done; or null.</param>
    /// <param name="cancellation">Stops the work and leaves nothing behind.</param>
    /// <returns>The checkpoint that was exported.</returns>
    /// <exception cref="LedgerException">The folder is there already (<c>export-exists</c>), cannot
    /// be written (<c>export-unwritable</c>), or the ledger is damaged.</exception>
    public static async Task<SignedCheckpoint> WriteAsync(
        ILedgerSource source, LedgerPublicKey key, string folder,
        IProgress<ulong>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var target = Path.GetFullPath(folder);
        if (Path.Exists(target))
        {
            throw new LedgerException(new(
                "export-exists", $"'{folder}' is there already. Name a folder that is not."));
        }

        var checkpoint = Receipt.Open(source, key);
        var half = target + ".half";
        try
        {
            Directory.CreateDirectory(half);
            foreach (var tile in TileAddress.OfTree(checkpoint.Size))
            {
                cancellation.ThrowIfCancellationRequested();
                await WriteTileAsync(source, half, tile);
                if (tile.Level == 0)
                    progress?.Report((tile.Index * TileAddress.FullWidth) + (ulong)tile.Width);
            }

            await CheckpointFile.WriteAsync(Path.Combine(half, "checkpoint"), checkpoint);
            Directory.Move(half, target);
            return checkpoint;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(
                new("export-unwritable", $"'{folder}' cannot be written: {e.Message}"), e);
        }
        finally
        {
            if (Directory.Exists(half))
                Directory.Delete(half, recursive: true);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadTileAsync(TileAddress address)
    {
        var file = Find(address.Path, (address with { Width = TileAddress.FullWidth }).Path);
        return file is null ? null : await File.ReadAllBytesAsync(file);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadEntriesAsync(
        ulong start, int count)
    {
        var address = new TileAddress(0, start / TileAddress.FullWidth, count);
        var exact = address.EntriesPath;
        var file = Find(exact, (address with { Width = TileAddress.FullWidth }).EntriesPath);
        if (file is null)
            return new ReadOnlyMemory<byte>?[count];
        var entries = Unpack(await File.ReadAllBytesAsync(file));
        // A wider file than asked for holds later entries too; they are not wrong, only later.
        return file.EndsWith(exact, StringComparison.Ordinal) ? entries : [.. entries.Take(count)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ulong>> FindAsync(Guid subject)
    {
        var sought = Encoding.ASCII.GetBytes($"\"subject\":\"{subject:D}\"");
        var found = new List<ulong>();
        for (var start = 0UL; start < Held; start += TileAddress.FullWidth)
        {
            var width = TileAddress.At(0, start / TileAddress.FullWidth, Held).Width;
            var entries = await ReadEntriesAsync(start, width);
            for (var i = 0; i < entries.Count; i++)
            {
                if (entries[i] is { } entry && entry.Span.IndexOf(sought) >= 0)
                    found.Add(start + (ulong)i);
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerFault>> InspectAsync() =>
        Task.FromResult<IReadOnlyList<LedgerFault>>([]);

    private static async Task WriteTileAsync(ILedgerSource source, string half, TileAddress tile)
    {
        var hashes = await source.ReadTileAsync(tile);
        var length = tile.Width * TreeHash.Size;
        if (hashes is null || hashes.Length < length)
            throw new LedgerException(new("tile-missing", $"{tile.Path} is missing or too short."));
        await WriteFileAsync(half, tile.Path, hashes.AsMemory(0, length));
        if (tile.Level > 0)
            return;
        var start = tile.Index * TileAddress.FullWidth;
        var entries = await source.ReadEntriesAsync(start, tile.Width);
        if (entries.Count != tile.Width || entries.Any(entry => entry is null))
        {
            throw new LedgerException(new(
                "entry-removed", $"An entry from {start} on is missing; see 'ledger verify'."));
        }

        await WriteFileAsync(half, tile.EntriesPath, Pack(entries));
    }

    private static async Task WriteFileAsync(
        string half, string path, ReadOnlyMemory<byte> bytes)
    {
        var file = Path.Combine(half, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, bytes);
    }

    /// <summary>Entries as a bundle of the layout: each after its length in two bytes.</summary>
    /// <param name="entries">The entries; none may be missing.</param>
    public static byte[] Pack(IReadOnlyList<ReadOnlyMemory<byte>?> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var bundle = new byte[entries.Sum(entry => 2 + entry!.Value.Length)];
        var rest = bundle.AsSpan();
        foreach (var entry in entries)
        {
            // A row edited by hand may be too long for the format; a cast would hide that.
            BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)entry!.Value.Length));
            entry.Value.Span.CopyTo(rest[2..]);
            rest = rest[(2 + entry.Value.Length)..];
        }

        return bundle;
    }

    private static List<ReadOnlyMemory<byte>?> Unpack(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>?>();
        while (bundle.Length >= 2)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            var whole = bundle.Length >= 2 + length;
            // Typed, for a bare null would become an empty entry here and not a missing one.
            entries.Add(whole ? bundle.Slice(2, length) : default(ReadOnlyMemory<byte>?));
            bundle = whole ? bundle[(2 + length)..] : default;
        }

        return entries;
    }

    /// <summary>The file of that width; or else a wider one, whose first part is the
    /// same.</summary>
    private string? Find(string path, string full)
    {
        if (File.Exists(Path.Combine(folder, path)))
            return Path.Combine(folder, path);
        if (File.Exists(Path.Combine(folder, full)))
            return Path.Combine(folder, full);
        var partial = Path.Combine(folder, full + ".p");
        return Directory.Exists(partial)
            ? Directory.EnumerateFiles(partial).MaxBy(WidthOf)
            : null;
    }

    private ulong CountEntries()
    {
        var root = Path.Combine(folder, "tile", "entries");
        if (!Directory.Exists(root))
            return 0;
        var most = 0UL;
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(root, file).Replace('\\', '/');
            var partial = path.IndexOf(".p/", StringComparison.Ordinal);
            var number = (partial < 0 ? path : path[..partial])
                .Replace("x", "", StringComparison.Ordinal)
                .Replace("/", "", StringComparison.Ordinal);
            if (!uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
                continue;
            var width = partial < 0 ? TileAddress.FullWidth : WidthOf(file);
            most = Math.Max(most, ((ulong)n * TileAddress.FullWidth) + (ulong)width);
        }

        return most;
    }

    private static int WidthOf(string file) =>
        byte.TryParse(
            Path.GetFileName(file), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? width
            : 0;
}
