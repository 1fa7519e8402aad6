using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Proviso.Ledger.Entries;
using Proviso.Register.Keys;
using Proviso.Register.Storage;

namespace Proviso.Register.Keeping;

/// <summary>Checks records with their keys, look-ups and entries in the ledger.</summary>
internal sealed class RecordCheck(KeyRing ring, Findings findings)
{
    internal long Versions { get; private set; }

    internal long Destroyed { get; private set; }

    internal long LookUps { get; private set; }

    /// <summary>Checks all versions of some records. Their contents, which may be large, are read
    /// one after the other.</summary>
    internal async Task TakeAsync(
        RegisterDb db, List<Guid> ids, List<Guid> owners, CancellationToken cancellation)
    {
        var keyIds = await db.Records.Where(r => ids.Contains(r.Id)).Select(r => r.KeyId)
            .Distinct().ToListAsync(cancellation);
        var keyRows = await db.Keys.AsNoTracking().Where(k => keyIds.Contains(k.Id))
            .ToListAsync(cancellation);
        using var keys = await ring.OpenEachAsync(db, keyRows, cancellation);
        var lookUps = (await db.LookUps.AsNoTracking().Where(l => ids.Contains(l.Record))
            .ToListAsync(cancellation)).ToLookup(l => l.Record, Code);
        var subjects = ids.Concat(owners).Distinct().ToList();
        var entries = (await db.Entries.AsNoTracking().Where(e => subjects.Contains(e.Subject))
            .ToListAsync(cancellation)).ToLookup(e => e.Subject, Parse);
        var kept = keyRows.Where(k => k.Wrapped != null).Select(k => k.Id).ToHashSet();

        RecordRow? before = null;
        var rows = db.Records.AsNoTracking().Where(r => ids.Contains(r.Id))
            .OrderBy(r => r.Id).ThenBy(r => r.Version).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            Versions++;
            CheckOrder(before, row);
            var plain = Open(row, keys, kept, entries);
            CheckEntry(row, plain, [.. entries[row.Id].OfType<LedgerEntry>()]);
            CheckContent(row, plain, lookUps[row.Id].ToHashSet(StringComparer.Ordinal));
            before = row;
        }

        if (before is not null)
            CheckEnd(before);
    }

    /// <summary>Whether an entry tells of a version of a record.</summary>
    internal static bool IsOfRecord(string entry) =>
        Parse(entry) is { } parsed && IsOfRecord(parsed);

    private static bool IsOfRecord(LedgerEntry entry) =>
        entry.Parts.Codes.ContainsKey("version")
        && (entry.Parts.Kind.EndsWith(".added", StringComparison.Ordinal)
            || entry.Parts.Kind.EndsWith(".revised", StringComparison.Ordinal));

    private static LedgerEntry? Parse(LedgerEntryRow row) => Parse(row.Entry);

    private static LedgerEntry? Parse(string text) =>
        LedgerEntry.TryParse(Encoding.UTF8.GetBytes(text), out var entry, out _) ? entry : null;

    private static string Code(LookUpRow row) =>
        row.Name + " " + Convert.ToHexStringLower(row.Value);

    private void CheckOrder(RecordRow? before, RecordRow row)
    {
        if (before?.Id != row.Id)
        {
            if (before is not null)
                CheckEnd(before);
            if (row.Version != 1)
                Add("version-missing", row, "The versions before this one are gone.");
            return;
        }

        if (row.Version != before.Version + 1)
            Add("version-missing", row, "The version before this one is gone.");
        if (before.Until != row.At || row.At < before.At)
            Add("version-order", row, "This version does not begin when the one before it ends.");
        if (before.Kind != row.Kind || before.Owner != row.Owner)
            Add("version-order", row, "This version is of another kind or owner.");
    }

    private void CheckEnd(RecordRow last)
    {
        if (last.Until is not null)
            Add("version-missing", last, "The versions after this one are gone.");
    }

    private byte[]? Open(
        RecordRow row, OpenKeys keys, HashSet<Guid> kept, ILookup<Guid, LedgerEntry?> entries)
    {
        if (row.Box is null)
        {
            Destroyed++;
            if (!entries[row.Id].Concat(entries[row.Owner]).Any(e =>
                e is not null && e.Parts.Kind.EndsWith(".destroyed", StringComparison.Ordinal)))
            {
                Add("record-emptied", row, "It was emptied, and no certificate tells of it.");
            }

            if (kept.Contains(row.KeyId))
                Add("key-kept", row, "It was destroyed, and its key is still there.");
            return null;
        }

        if (keys.Find(row.KeyId) is not { } key)
        {
            Add("key-missing", row, "Its key is gone or does not open.");
            return null;
        }

        try
        {
            return Sealing.Open(key, row.Box, RecordJson.Bound(row));
        }
        catch (RegisterException)
        {
            Add("seal-broken", row, "It was changed in the database, or put in another's place.");
            return null;
        }
    }

    private void CheckEntry(RecordRow row, byte[]? plain, List<LedgerEntry> entries)
    {
        var version = $"v{row.Version}";
        var told = entries.FindAll(e => IsOfRecord(e) && e.Parts.Codes["version"] == version);
        if (told.Count == 0)
        {
            Add("entry-missing", row, "The ledger does not tell of this version.");
            return;
        }

        if (told.Count > 1)
            Add("entry-twice", row, "The ledger tells of this version more than once.");
        var parts = told[0].Parts;
        var kind = $"{row.Kind}.{(row.Version == 1 ? "added" : "revised")}";
        var owner = parts.Links.TryGetValue("person", out var person) ? person
            : row.Id == row.Owner ? row.Id : RegisterStore.Organisation;
        if (parts.Kind != kind || parts.Actor != row.By || owner != row.Owner
            || parts.At.ToUnixTimeMilliseconds() != row.At)
        {
            Add("entry-differs", row, "The ledger names another kind, owner, author or time.");
        }

        if (plain is not null && (!parts.Hashes.TryGetValue("content", out var committed)
            || committed != RecordJson.Commitment(plain)))
        {
            Add("content-changed", row, "It is not what the ledger committed to.");
        }
    }

    private void CheckContent(RecordRow row, byte[]? plain, HashSet<string> lookUps)
    {
        if (plain is null || !KindAttribute.Types.TryGetValue(row.Kind, out var type))
            return;
        Kept value;
        try
        {
            value = RecordJson.Read(type, plain);
        }
        catch (JsonException)
        {
            Add("record-unreadable", row, "It opens, and this program does not understand it.");
            return;
        }

        if (row.State != value.State || row.Due != value.Due?.ToUnixTimeMilliseconds())
            Add("listing-changed", row, "What lists show of it is not what it says.");
        if (row.Until is not null)
            return;
        var expected = value.LookUps.Select(l => l.Name + " " + Convert.ToHexStringLower(
            ring.Hash(l))).ToHashSet(StringComparer.Ordinal);
        LookUps += expected.Count;
        if (!expected.IsSubsetOf(lookUps))
            Add("look-up-missing", row, "It cannot be found by all that it should be found by.");
        if (!lookUps.IsSubsetOf(expected))
            Add("look-up-extra", row, "It is found by something that it does not say.");
    }

    private void Add(string code, RecordRow row, string message) =>
        findings.Add(code, row.Id, row.Version, $"{row.Kind} {row.Id:D} v{row.Version}: {message}");
}
