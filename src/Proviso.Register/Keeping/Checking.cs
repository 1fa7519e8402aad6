using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Proviso.Ledger;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Verification;
using Proviso.Register.Keys;
using Proviso.Register.Storage;

namespace Proviso.Register.Keeping;

/// <summary>
/// Checks a store, its keys and its ledger in one go, as they are at one moment; others may go on
/// writing. Nothing is changed. What it can find:
/// <c>key-broken</c> (a key does not open), <c>key-twice</c> (two current keys of one owner),
/// <c>key-missing</c> (a record whose key is gone), <c>key-kept</c> (a destroyed record whose key
/// is not), <c>seal-broken</c> (a record was changed, or put in another's place),
/// <c>record-unreadable</c>, <c>record-emptied</c> (emptied with no word in the ledger),
/// <c>record-removed</c> (in the ledger and not in the store), <c>version-missing</c>,
/// <c>version-order</c>, <c>listing-changed</c> (what lists show is not what the record says),
/// <c>look-up-missing</c>, <c>look-up-extra</c>, <c>entry-missing</c>, <c>entry-twice</c>,
/// <c>entry-differs</c> (who, when or whose), <c>content-changed</c> (not what the ledger
/// committed to), and the faults of the ledger.
/// </summary>
/// <param name="store">The register.</param>
public sealed class Checking(RegisterStore store)
{
    /// <summary>The most findings that are told one by one.</summary>
    public const int MaxFindings = 1_000;

    private const int Batch = 500;
    private readonly Findings findings = new();
    private long keys;
    private int unfinished;

    /// <summary>Checks everything.</summary>
    /// <param name="key">The ledger's public key, had from somewhere else; null for the one beside
    /// the store's own keys.</param>
    /// <param name="progress">Told how far it is; or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="RegisterException">The database cannot be read.</exception>
    public Task<CheckReport> RunAsync(
        LedgerPublicKey? key = null, IProgress<CheckProgress>? progress = null,
        CancellationToken cancellation = default) => store.GuardAsync(async () =>
    {
        await using var db = store.Engine.Connect();
        await using var moment = await store.Engine.BeginSnapshotAsync(db, cancellation);
        await CheckKeysAsync(db, progress, cancellation);
        var records = new RecordCheck(store.Keys, findings);
        await CheckRecordsAsync(db, records, progress, cancellation);
        await CheckStraysAsync(db, progress, cancellation);
        var ledger = await CheckLedgerAsync(
            key ?? store.KeyFolder.Signer.PublicKey, progress, cancellation);
        return new CheckReport(
            records.Versions, records.Destroyed, records.LookUps, keys, unfinished, ledger,
            findings.List, findings.Count);
    });

    private async Task CheckKeysAsync(
        RegisterDb db, IProgress<CheckProgress>? progress, CancellationToken cancellation)
    {
        var count = await db.Keys.CountAsync(cancellation);
        var last = Guid.Empty;
        while (true)
        {
            progress?.Report(new CheckProgress("keys", keys, count));
            var rows = await db.Keys.AsNoTracking().Where(k => k.Id > last)
                .OrderBy(k => k.Id).Take(Batch).ToListAsync(cancellation);
            if (rows.Count == 0)
                break;
            using var open = await store.Keys.OpenEachAsync(db, rows, cancellation);
            foreach (var row in rows.Where(r => r.Wrapped != null && open.Find(r.Id) is null))
                findings.Add("key-broken", row.Id, 0, "A key does not open with the one above it.");
            keys += rows.Count;
            last = rows[^1].Id;
        }

        var owners = await db.Keys.Where(k => k.Use == KeyRing.OfOwner && k.Wrapped != null)
            .GroupBy(k => k.Owner).Where(g => g.Count() > 1)
            .Select(g => new { g.Key, Current = g.Count(k => k.Ended == null) })
            .ToListAsync(cancellation);
        unfinished = owners.Count(o => o.Current == 1);
        foreach (var owner in owners.Where(o => o.Current != 1))
            findings.Add("key-twice", owner.Key, 0, "An owner has not one current key.");
    }

    private async Task CheckRecordsAsync(
        RegisterDb db, RecordCheck check, IProgress<CheckProgress>? progress,
        CancellationToken cancellation)
    {
        var count = await db.Records.LongCountAsync(cancellation);
        var last = Guid.Empty;
        while (true)
        {
            progress?.Report(new CheckProgress("records", check.Versions, count));
            var heads = await db.Records.AsNoTracking().Where(r => r.Id > last)
                .OrderBy(r => r.Id).Select(r => new { r.Id, r.Owner, r.KeyId })
                .Take(Batch).ToListAsync(cancellation);
            if (heads.Count == 0)
                break;
            last = heads[^1].Id;
            var ids = heads.Select(h => h.Id).Distinct().ToList();
            var owners = heads.Select(h => h.Owner).Distinct().ToList();
            await check.TakeAsync(db, ids, owners, cancellation);
        }
    }

    // What stands in the ledger or among the look-ups and has no record.
    private async Task CheckStraysAsync(
        RegisterDb db, IProgress<CheckProgress>? progress, CancellationToken cancellation)
    {
        var count = await db.Entries.LongCountAsync(cancellation);
        var (last, done) = (0L, 0L);
        while (true)
        {
            progress?.Report(new CheckProgress("entries", done, count));
            var rows = await db.Entries.AsNoTracking().Where(e => e.Id > last)
                .OrderBy(e => e.Id).Take(Batch).ToListAsync(cancellation);
            if (rows.Count == 0)
                break;
            (last, done) = (rows[^1].Id, done + rows.Count);
            var subjects = rows.Where(r => RecordCheck.IsOfRecord(r.Entry)).Select(r => r.Subject)
                .Distinct().ToList();
            var there = await db.Records.Where(r => subjects.Contains(r.Id)).Select(r => r.Id)
                .Distinct().ToListAsync(cancellation);
            foreach (var id in subjects.Except(there))
            {
                findings.Add(
                    "record-removed", id, 0, "The ledger tells of this record and it is gone.");
            }
        }

        var strays = await db.LookUps.Where(l => !db.Records.Any(r => r.Id == l.Record
                && r.Until == null && r.Box != null))
            .Select(l => l.Record).Distinct().Take(MaxFindings).ToListAsync(cancellation);
        foreach (var id in strays)
        {
            findings.Add(
                "look-up-extra", id, 0, "It can be looked up, and it is gone or was destroyed.");
        }
    }

    private async Task<VerificationReport> CheckLedgerAsync(
        LedgerPublicKey key, IProgress<CheckProgress>? progress, CancellationToken cancellation)
    {
        await using var source = await store.Ledger.ReadAsync(cancellation);
        if (source is { Held: 0, CheckpointNote: null })
        {
            // A new store, whose entries wait for the first signature.
            return new VerificationReport(null, 0, source.Pending, 0, []);
        }

        var told = progress is null
            ? null
            : new Telling(progress, (long)source.Held);
        var report = await LedgerVerifier.VerifyAsync(source, key, told, cancellation);
        foreach (var fault in report.Faults)
            findings.Add(fault.Code, null, 0, fault.Message);
        return report;
    }

    private sealed class Telling(IProgress<CheckProgress> progress, long of) : IProgress<ulong>
    {
        public void Report(ulong value) =>
            progress.Report(new CheckProgress("ledger", (long)value, of));
    }
}

/// <summary>What was found so far.</summary>
internal sealed class Findings
{
    private readonly List<CheckFinding> list = [];

    internal IReadOnlyList<CheckFinding> List => list;

    internal long Count { get; private set; }

    internal void Add(string code, Guid? record, int version, string message)
    {
        Count++;
        if (list.Count < Checking.MaxFindings)
            list.Add(new CheckFinding(code, record, version, message));
    }
}

/// <summary>Keys that could be opened.</summary>
internal sealed class OpenKeys(Dictionary<Guid, AesGcm> open, List<AesGcm> more) : IDisposable
{
    internal AesGcm? Find(Guid id) => open.GetValueOrDefault(id);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var cipher in open.Values.Concat(more))
            cipher.Dispose();
    }
}
