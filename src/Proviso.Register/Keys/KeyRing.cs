using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Proviso.Register.Storage;

namespace Proviso.Register.Keys;

/// <summary>
/// The keys in the database: one for each person and one for the organisation, wrapped by a master
/// key; one for each record that can be destroyed alone, wrapped by its owner's; and one for
/// look-ups.
/// </summary>
internal sealed class KeyRing(MasterKeys master) : IDisposable
{
    internal const string OfOwner = "owner";
    internal const string OfRecord = "record";
    internal const string OfLookUps = "look-up";
    internal static readonly Guid LookUpKey = new("00000000-0000-0000-0000-000000000002");
    private byte[] lookUpKey = [];

    internal MasterKeys Master { get; set; } = master;

    /// <summary>A new key for an owner, wrapped by the master key.</summary>
    internal DataKeyRow NewOwnerKey(Guid id, Guid owner, out AesGcm cipher)
    {
        var key = RandomNumberGenerator.GetBytes(Sealing.KeyBytes);
        cipher = Sealing.Cipher(key);
        return WrapByMaster(id, owner, OfOwner, key);
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
        row.Wrapped = to.Wrap(key, Bound(row.Id, row.Owner, row.Use));
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

        lookUpKey = RandomNumberGenerator.GetBytes(Sealing.KeyBytes);
        db.Keys.Add(WrapByMaster(
            LookUpKey, RegisterStore.Organisation, OfLookUps, [.. lookUpKey]));
        db.Keys.Add(NewOwnerKey(
            RegisterStore.Organisation, RegisterStore.Organisation, out var cipher));
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

    private DataKeyRow WrapByMaster(Guid id, Guid owner, string use, byte[] key)
    {
        var row = new DataKeyRow
        {
            Id = id,
            Owner = owner,
            Use = use,
            WrappedBy = Master.CurrentId,
            Wrapped = Master.Wrap(key, Bound(id, owner, use)),
        };
        CryptographicOperations.ZeroMemory(key);
        return row;
    }

    private byte[] UnwrapByMaster(DataKeyRow row) =>
        Master.Unwrap(row.WrappedBy, row.Wrapped!, Bound(row.Id, row.Owner, row.Use));

    private static byte[] Bound(Guid id, Guid owner, string use) =>
        Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"key {use} {id:N} {owner:N}"));
}
