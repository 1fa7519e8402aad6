using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Proviso.Register.Storage;

namespace Proviso.Register.Keys;

/// <summary>The keys that one change needs: its owners' and its records' own.</summary>
internal sealed class ChangeKeys : IDisposable
{
    private readonly RegisterDb db;
    private readonly Dictionary<Guid, (Guid Key, AesGcm Cipher)> owners;

    private ChangeKeys(RegisterDb db, Dictionary<Guid, (Guid, AesGcm)> owners)
    {
        this.db = db;
        this.owners = owners;
    }

    /// <summary>Opens the owners' keys, and makes those of new owners.</summary>
    internal static async Task<ChangeKeys> OpenAsync(
        RegisterStore store, RegisterDb db, IReadOnlyCollection<Guid> owners,
        IReadOnlySet<Guid> made, CancellationToken cancellation)
    {
        var rows = (await store.Engine.HoldKeysAsync(db, owners, cancellation))
            .ToDictionary(k => k.Owner);
        var open = new Dictionary<Guid, (Guid, AesGcm)>();
        foreach (var owner in owners)
        {
            if (rows.TryGetValue(owner, out var row))
            {
                open[owner] = (row.Id, store.Keys.Open(row));
                continue;
            }

            if (!made.Contains(owner))
            {
                throw new RegisterException(
                    "owner-missing", $"There is no person '{owner:D}' here, or their record was "
                    + "destroyed. Nothing was saved.");
            }

            var id = Guid.CreateVersion7();
            db.Keys.Add(store.Keys.NewOwnerKey(id, owner, out var cipher));
            open[owner] = (id, cipher);
        }

        return new ChangeKeys(db, open);
    }

    /// <summary>Seals a version with the key that it should have.</summary>
    internal async Task<RecordRow> SealAsync(
        Change.Written one, long at, Guid by, CancellationToken cancellation)
    {
        var (ownerKey, ownerCipher) = owners[one.Owner];
        var (keyId, cipher) = (ownerKey, ownerCipher);
        if (one.Kind.OwnKey)
            (keyId, cipher) = await RecordKeyAsync(one, ownerKey, ownerCipher, cancellation);
        var row = new RecordRow
        {
            Id = one.Id,
            Version = one.Version,
            Kind = one.Kind.Code,
            Owner = one.Owner,
            KeyId = keyId,
            At = at,
            By = by,
            State = one.Value.State,
            Due = one.Value.Due?.ToUnixTimeMilliseconds(),
        };
        row.Box = Sealing.Seal(cipher, one.Plain, RecordJson.Bound(row));
        if (one.Kind.OwnKey)
            cipher.Dispose();
        return row;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, cipher) in owners.Values)
            cipher.Dispose();
    }

    // A record's own key has the record's id; all its versions share it.
    private async Task<(Guid, AesGcm)> RecordKeyAsync(
        Change.Written one, Guid ownerKey, AesGcm ownerCipher, CancellationToken cancellation)
    {
        if (one.Version == 1)
        {
            db.Keys.Add(KeyRing.NewRecordKey(
                one.Id, one.Owner, ownerKey, ownerCipher, out var made));
            return (one.Id, made);
        }

        var row = await db.Keys.AsNoTracking().SingleAsync(k => k.Id == one.Id, cancellation);
        return (one.Id, KeyRing.Open(row, ownerCipher));
    }
}
