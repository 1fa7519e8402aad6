using System.Globalization;
using Microsoft.AspNetCore.Http;
using Proviso.Ledger.Merkle;
using Proviso.Ledger.Storage;
using Proviso.Register;

namespace Proviso.Web.Api.V1;

/// <summary><c>GET /api/v1/ledger/tile/{level}/{index}</c> and <c>/tile/entries/{index}</c>: the
/// ledger as C2SP tlog-tiles lays it out. A tile never changes.</summary>
internal static class ReadTile
{
    private const int MaxPath = 60;
    private const int MaxLevel = 7;

    internal static async Task HandleAsync(
        HttpContext http, string level, string path, RegisterStore store)
    {
        if (!TryParse(level, path, out var address))
            throw ApiProblem.NotFound("tile");
        await using var source = await store.Ledger.ReadAsync(http.RequestAborted);
        var bytes = level == "entries"
            ? await EntriesAsync(source, address)
            : await HashesAsync(source, address);
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static async Task<byte[]> HashesAsync(StoreSnapshot source, TileAddress address)
    {
        var hashes = await source.ReadTileAsync(address);
        var length = address.Width * TreeHash.Size;
        return hashes?.Length >= length ? hashes[..length] : throw ApiProblem.NotFound("tile");
    }

    private static async Task<byte[]> EntriesAsync(StoreSnapshot source, TileAddress address)
    {
        var start = address.Index * TileAddress.FullWidth;
        if (start + (ulong)address.Width > source.Held)
            throw ApiProblem.NotFound("tile");
        var entries = await source.ReadEntriesAsync(start, address.Width);
        return entries.Any(e => e is null)
            ? throw ApiProblem.NotFound("tile")
            : ExportFolder.Pack(entries);
    }

    // x001/234.p/5: groups of three digits, all but the last with an x; then the width.
    private static bool TryParse(string level, string path, out TileAddress address)
    {
        address = default;
        var (number, width) = (0, TileAddress.FullWidth);
        if (path.Length > MaxPath || (level != "entries"
            && (!TryNumber(level, 1, out number) || number > MaxLevel)))
        {
            return false;
        }

        var partial = path.IndexOf(".p/", StringComparison.Ordinal);
        if (partial >= 0 && (!TryNumber(path[(partial + 3)..], 0, out width)
            || width is 0 or >= TileAddress.FullWidth))
        {
            return false;
        }

        var groups = (partial < 0 ? path : path[..partial]).Split('/');
        var index = 0UL;
        for (var i = 0; i < groups.Length; i++)
        {
            var last = i == groups.Length - 1;
            var digits = last ? groups[i] : groups[i].TrimStart('x');
            if (groups[i].Length != (last ? 3 : 4) || !TryNumber(digits, 3, out var group))
                return false;
            index = (index * 1000) + (ulong)group;
        }

        address = new TileAddress(number, index, width);
        var canonical = level == "entries" ? address.EntriesPath : address.Path;
        return index < uint.MaxValue && canonical == $"tile/{level}/{path}";
    }

    private static bool TryNumber(string text, int digits, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && (digits == 0 || text.Length == digits);
}
