using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Proviso.Register.Keeping;
using Proviso.Register.Storage;

namespace Proviso.Register.Keys;

/// <summary>
/// The keys in the database: one for each person and one for the organisation, wrapped by a master
/// key; one for each record that can be destroyed alone, wrapped by its owner's; and one for
/// look-ups.
/// </summary>
internal sealed class KeyRing(KeyFolder folder) : IDisposable
{
    internal const string OfOwner = "owner";
    internal const string OfRecord = "record";
    internal const string OfLookUps = "look-up";
    internal static readonly Guid LookUpKey = new("00000000-0000-0000-0000-000000000002");
    private byte[] lookUpKey = [];

    internal MasterKeys Master => folder.Master;

    /// <summary>The master key for new keys: the one that wraps the key for look-ups. A new master
    /// key wraps that first, so that from then on nobody wraps with the old one.</summary>
    internal string WrapsNow(DataKeyRow? first)
    {
        if (first is null)
            return Master.CurrentId;
        Follow(first.WrappedBy);
        return Master.Ids.Contains(first.WrappedBy, StringComparer.Ordinal)
            ? first.WrappedBy
            : throw new RegisterException(
                "keys-replaced", "The master key was replaced, and this program has the old one. "
                + "Start it again with the new one. Nothing was saved.");
    }

    /// <summary>A new key for an owner, wrapped by the master key.</summary>
    internal DataKeyRow NewOwnerKey(Guid id, Guid owner, string masterId, out AesGcm cipher)
    {
        var key = RandomNumberGenerator.GetBytes(Sealing.KeyBytes);
        cipher = Sealing.Cipher(key);
        return WrapByMaster(id, owner, OfOwner, masterId, key);
    }

    /// <summary>A new key for one record, wrapped by its owner's.</summary>
    internal static DataKeyRow NewRecordKey(
        Guid id, Guid owner, Guid ownerKey, AesGcm ownerCipher, out AesGcm cipher)
    {
        var key = RandomNumberGenerator.GetBytes(Sealing.KeyBytes);
        cipher = Sealing.Cipher(key);
        var row = new DataKeyRow
        {
            Id = id,
            Owner = owner,
            Use = OfRecord,
            WrappedBy = ownerKey.ToString("D"),
            Wrapped = Sealing.Seal(ownerCipher, key, Bound(id, owner, OfRecord)),
        };
        CryptographicOperations.ZeroMemory(key);
        return row;
    }

    /// <summary>Wraps anew by the current master key.</summary>
    internal void Rewrap(DataKeyRow row, MasterKeys to)
    {
        var key = UnwrapByMaster(row);
        row.Wrapped = to.Wrap(to.CurrentId, key, Bound(row.Id, row.Owner, row.Use));
        row.WrappedBy = to.CurrentId;
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Wraps a record's key anew by another key of its owner.</summary>
    internal static void Rewrap(DataKeyRow row, AesGcm from, Guid toId, AesGcm to)
    {
        var bound = Bound(row.Id, row.Owner, row.Use);
        var key = Sealing.Open(from, row.Wrapped, bound);
        row.Wrapped = Sealing.Seal(to, key, bound);
        row.WrappedBy = toId.ToString("D");
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Opens keys, with those that wrap them.</summary>
    /// <returns>What could be opened; a destroyed key is not among it.</returns>
    internal async Task<Dictionary<Guid, AesGcm>> OpenAsync(
        RegisterDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var rows = await db.Keys.AsNoTracking().Where(k => ids.Contains(k.Id))
            .ToListAsync(cancellation);
        var owners = rows.Where(r => r.Use == OfRecord && r.Wrapped != null)
            .Select(r => Guid.ParseExact(r.WrappedBy, "D")).Distinct().ToList();
        var open = owners.Count == 0 ? [] : await OpenAsync(db, owners, cancellation);
        foreach (var row in rows.Where(r => r.Wrapped != null && !open.ContainsKey(r.Id)))
        {
            if (row.Use != OfRecord)
                open[row.Id] = Open(row);
            else if (open.TryGetValue(Guid.ParseExact(row.WrappedBy, "D"), out var owner))
                open[row.Id] = Open(row, owner);
        }

        return open;
    }

    /// <summary>Opens what of some keys can be opened, for checking.</summary>
    internal async Task<OpenKeys> OpenEachAsync(
        RegisterDb db, List<DataKeyRow> rows, CancellationToken cancellation)
    {
        var above = rows.Where(r => r.Use == OfRecord && r.Wrapped != null)
            .Select(r => Guid.TryParseExact(r.WrappedBy, "D", out var id) ? id : Guid.Empty)
            .Distinct().ToList();
        var owners = new Dictionary<Guid, AesGcm>();
        foreach (var row in await db.Keys.AsNoTracking().Where(k => above.Contains(k.Id)
            && k.Use == OfOwner && k.Wrapped != null).ToListAsync(cancellation))
        {
            if (Try(() => Open(row)) is { } cipher)
                owners[row.Id] = cipher;
        }

        var open = new Dictionary<Guid, AesGcm>();
        foreach (var row in rows.Where(r => r.Wrapped != null))
        {
            var cipher = row.Use != OfRecord ? Try(() => Open(row))
                : Guid.TryParseExact(row.WrappedBy, "D", out var id)
                    && owners.TryGetValue(id, out var owner) ? Try(() => Open(row, owner)) : null;
            if (cipher is not null)
                open[row.Id] = cipher;
        }

        return new OpenKeys(open, [.. owners.Values]);
    }

    /// <summary>Opens an owner's key.</summary>
    internal AesGcm Open(DataKeyRow row)
    {
        var key = UnwrapByMaster(row);
        var cipher = Sealing.Cipher(key);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    /// <summary>Opens a record's key with its owner's.</summary>
    internal static AesGcm Open(DataKeyRow row, AesGcm owner)
    {
        var key = Sealing.Open(owner, row.Wrapped!, Bound(row.Id, row.Owner, row.Use));
        var cipher = Sealing.Cipher(key);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    /// <summary>Reads the key for look-ups; makes it, and the organisation's, in a new store.
    /// </summary>
    internal async Task LoadAsync(RegisterDb db, CancellationToken cancellation)
    {
        var row = await db.Keys.AsNoTracking()
            .SingleOrDefaultAsync(k => k.Id == LookUpKey, cancellation);
        if (row is not null)
        {
            lookUpKey = UnwrapByMaster(row);
            return;
        }

        if (await db.Keys.AnyAsync(cancellation))
        {
            throw new RegisterException(
                "key-missing", "The key for look-ups was removed from the database. Restore it "
                + "from a backup.");
        }

        lookUpKey = RandomNumberGenerator.GetBytes(Sealing.KeyBytes);
        db.Keys.Add(WrapByMaster(
            LookUpKey, RegisterStore.Organisation, OfLookUps, Master.CurrentId, [.. lookUpKey]));
        db.Keys.Add(NewOwnerKey(
            RegisterStore.Organisation, RegisterStore.Organisation, Master.CurrentId,
            out var cipher));
        cipher.Dispose();
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The 16 bytes under which a value is found: HMAC-SHA-256, cut in half.</summary>
    internal byte[] Hash(LookUp lookUp)
    {
        if (lookUp.Secret is null)
            return lookUp.Link.ToByteArray(true);
        return HMACSHA256.HashData(
            lookUpKey, Encoding.UTF8.GetBytes(lookUp.Name + "\0" + lookUp.Secret))[..16];
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(lookUpKey);

    private DataKeyRow WrapByMaster(
        Guid id, Guid owner, string use, string masterId, byte[] key)
    {
        var row = new DataKeyRow
        {
            Id = id,
            Owner = owner,
            Use = use,
            WrappedBy = masterId,
            Wrapped = Master.Wrap(masterId, key, Bound(id, owner, use)),
        };
        CryptographicOperations.ZeroMemory(key);
        return row;
    }

    private static AesGcm? Try(Func<AesGcm> open)
    {
        try
        {
            return open();
        }
        catch (RegisterException)
        {
            return null;
        }
    }

    private byte[] UnwrapByMaster(DataKeyRow row)
    {
        Follow(row.WrappedBy);
        return Master.Unwrap(row.WrappedBy, row.Wrapped!, Bound(row.Id, row.Owner, row.Use));
    }

    // Another program may have replaced the master key; the folder has both until it is done.
    private void Follow(string masterId)
    {
        if (!Master.Ids.Contains(masterId, StringComparer.Ordinal))
            folder.Reload();
    }

    private static byte[] Bound(Guid id, Guid owner, string use) =>
        Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"key {use} {id:N} {owner:N}"));
}
