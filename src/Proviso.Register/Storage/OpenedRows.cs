using System.Security.Cryptography;
using Proviso.Register.Keys;

namespace Proviso.Register.Storage;

/// <summary>Rows with the keys that open them, for one reading.</summary>
internal sealed class OpenedRows : IDisposable
{
    private readonly List<RecordRow> rows;
    private readonly Dictionary<Guid, AesGcm> keys;

    private OpenedRows(List<RecordRow> rows, Dictionary<Guid, AesGcm> keys)
    {
        this.rows = rows;
        this.keys = keys;
    }

    internal static async Task<OpenedRows> OpenAsync(
        KeyRing ring, RegisterDb db, List<RecordRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Where(r => r.Box != null).Select(r => r.KeyId).Distinct().ToList();
        return new OpenedRows(
            rows, ids.Count == 0 ? [] : await ring.OpenAsync(db, ids, cancellation));
    }

    /// <summary>Those of one kind, oldest first; without those that were destroyed.</summary>
    internal IReadOnlyList<Held<T>> Of<T>()
        where T : Kept
    {
        var kind = KindAttribute.Of(typeof(T)).Code;
        return [.. rows
            .Where(r => r.Kind == kind && r.Box != null && keys.ContainsKey(r.KeyId))
            .OrderBy(r => r.At).ThenBy(r => r.Id).ThenBy(r => r.Version)
            .Select(r => new Held<T>(
                r.Id, r.Owner, r.Version, DateTimeOffset.FromUnixTimeMilliseconds(r.At), r.By,
                RecordJson.Read<T>(Plain(r))))];
    }

    /// <summary>What was sealed.</summary>
    internal byte[] Plain(RecordRow row) =>
        Sealing.Open(keys[row.KeyId], row.Box!, RecordJson.Bound(row));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var cipher in keys.Values)
            cipher.Dispose();
    }
}
