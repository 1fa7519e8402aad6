using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Proviso.Ledger.Entries;
using Proviso.Ledger.Merkle;
using Proviso.Register.Keys;
using Proviso.Register.Storage;

namespace Proviso.Register;

/// <summary>
/// A change of the register: everything in it is written, with its ledger entries, or nothing is.
/// Not safe for use by several threads.
/// </summary>
public sealed class Change
{
    /// <summary>The most records that one change may write.</summary>
    public const int MaxRecords = 10_000;

    private const int Attempts = 5;
    private readonly RegisterStore store;
    private readonly Guid by;
    private readonly List<Written> written = [];
    private readonly List<LedgerEntryParts> notes = [];
    private long at;

    internal Change(RegisterStore store, Guid by)
    {
        this.store = store;
        this.by = by;
    }

    /// <summary>How many records it writes.</summary>
    public int Count => written.Count;

    /// <summary>Adds a new person; what follows about them names this id as its owner.</summary>
    /// <param name="person">What is known.</param>
    /// <returns>The person's id.</returns>
    public Guid AddOwner(Kept person)
    {
        var id = store.NewId();
        Add(new Written(id, id, 1, null, person));
        return id;
    }

    /// <summary>Adds a new record.</summary>
    /// <param name="owner">The person, or <see cref="RegisterStore.Organisation"/>.</param>
    /// <param name="value">What it says.</param>
    /// <returns>Its id.</returns>
    public Guid Add(Guid owner, Kept value)
    {
        var id = store.NewId();
        Add(new Written(id, owner, 1, null, value));
        return id;
    }

    /// <summary>Writes a new version of a record.</summary>
    /// <param name="old">The version that was read; somebody else's later one is not overwritten.
    /// </param>
    /// <param name="value">What it says from now on.</param>
    /// <typeparam name="T">What it is.</typeparam>
    public void Revise<T>(Held<T> old, T value)
        where T : Kept
    {
        ArgumentNullException.ThrowIfNull(old);
        Add(new Written(
            old.Id, old.Owner, old.Version + 1, old.At.ToUnixTimeMilliseconds(), value));
    }

    /// <summary>Adds something to the ledger that is no record, such as a look at a person.
    /// </summary>
    /// <param name="kind">What happened, such as <c>person.viewed</c>.</param>
    /// <param name="subject">What it happened to.</param>
    /// <param name="links">Other things it concerns, by name.</param>
    public void Note(string kind, Guid subject, params (string Name, Guid Record)[] links) =>
        notes.Add(new LedgerEntryParts(kind, subject, by, default)
        {
            Links = links.ToDictionary(l => l.Name, l => l.Record, StringComparer.Ordinal),
        });

    /// <summary>
    /// Writes it all. After an error that passes (<see cref="RegisterException.IsPassing"/>) it may
    /// be called again; what was written already is not written twice.
    /// </summary>
    /// <param name="cancellation">Stops the work, and then nothing is written.</param>
    /// <exception cref="RegisterException">Somebody else changed one of the records first
    /// (<c>changed-meanwhile</c>), the database cannot be used, or an owner's key is gone
    /// (<c>owner-missing</c>).</exception>
    public async Task CommitAsync(CancellationToken cancellation = default)
    {
        if (written.Count + notes.Count == 0)
            return;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryAsync(cancellation);
                return;
            }
            catch (Exception e) when (attempt < Attempts && store.Engine.IsClash(e))
            {
                await Task.Delay(
                    TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(10, 50 * attempt)),
                    store.Time, cancellation);
            }
            catch (Exception e) when (e is not RegisterException
                && store.Engine.Explain(e) is not null)
            {
                throw store.Engine.Explain(e)!;
            }
        }
    }

    private void Add(Written one)
    {
        if (written.Count == MaxRecords)
        {
            throw new RegisterException(
                "change-too-large", $"A change writes at most {MaxRecords} records. Part it.");
        }

        written.Add(one);
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        await using var db = store.Engine.Connect();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await IsWrittenAsync(db, cancellation))
            return;
        await WriteAsync(db, transaction.GetDbTransaction(), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Writes it all as a part of a transaction that is open.</summary>
    internal async Task WriteAsync(
        RegisterDb db, DbTransaction transaction, CancellationToken cancellation)
    {
        // A clock that was set back must not put a version before the one that it follows.
        at = Math.Max(
            store.Time.GetUtcNow().ToUnixTimeMilliseconds(), written.Max(w => w.Before) ?? 0);
        using var keys = await ChangeKeys.OpenAsync(
            store, db, [.. written.Select(w => w.Owner).Distinct()],
            written.Where(w => w.IsOwner).Select(w => w.Id).ToHashSet(), cancellation);
        await SupersedeAsync(db, cancellation);
        foreach (var one in written)
        {
            var row = await keys.SealAsync(one, at, by, cancellation);
            db.Records.Add(row);
            foreach (var lookUp in one.Value.LookUps.Distinct())
            {
                db.LookUps.Add(new LookUpRow
                {
                    Name = lookUp.Name, Value = store.Keys.Hash(lookUp), Record = one.Id,
                });
            }
        }

        await db.SaveChangesAsync(cancellation);
        foreach (var entry in Entries())
            await store.Ledger.AppendAsync(transaction, entry, cancellation);
    }

    // The answer to a commit may have been lost on its way; the first record tells.
    private async Task<bool> IsWrittenAsync(RegisterDb db, CancellationToken cancellation)
    {
        if (at == 0 || written.Count == 0)
            return false;
        var first = written[0];
        return await db.Records.AnyAsync(
            r => r.Id == first.Id && r.Version == first.Version && r.By == by && r.At == at,
            cancellation);
    }

    private async Task SupersedeAsync(RegisterDb db, CancellationToken cancellation)
    {
        // In one order for all, so that two changes of the same records never wait for each other.
        foreach (var one in written.Where(w => w.Version > 1).OrderBy(w => w.Id))
        {
            var changed = await db.Records
                .Where(r => r.Id == one.Id && r.Version == one.Version - 1 && r.Until == null
                    && r.Box != null)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(r => r.Until, at), cancellation);
            if (changed != 1)
            {
                throw new RegisterException(
                    "changed-meanwhile",
                    "Somebody else changed this while you were working on it. Your change was not "
                    + "saved: look at theirs, and save yours again if it still stands.");
            }

            await db.LookUps.Where(l => l.Record == one.Id).ExecuteDeleteAsync(cancellation);
        }
    }

    private IEnumerable<LedgerEntry> Entries()
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(at);
        foreach (var one in written)
        {
            var links = one.Value.LedgerLinks.ToDictionary(
                l => l.Name, l => l.Record, StringComparer.Ordinal);
            if (one.Owner != RegisterStore.Organisation && !one.IsOwner)
                links["person"] = one.Owner;
            yield return LedgerEntry.Create(new LedgerEntryParts(
                $"{one.Kind.Code}.{(one.Version == 1 ? "added" : "revised")}", one.Id, by, time)
            {
                Book = one.Value.LedgerBook,
                Codes = one.Value.LedgerCodes.Append(("version", $"v{one.Version}"))
                    .ToDictionary(c => c.Item1, c => c.Item2, StringComparer.Ordinal),
                Links = links,
                Hashes = new Dictionary<string, TreeHash>(StringComparer.Ordinal)
                {
                    ["content"] = RecordJson.Commitment(one.Plain),
                },
            });
        }

        foreach (var note in notes)
            yield return LedgerEntry.Create(note with { At = time });
    }

    /// <summary>A version that is to be written.</summary>
    internal sealed record Written(Guid Id, Guid Owner, int Version, long? Before, Kept Value)
    {
        internal KindAttribute Kind { get; } = KindAttribute.Of(Value.GetType());

        internal byte[] Plain { get; } = RecordJson.Write(Value);

        internal bool IsOwner => Id == Owner;

        public override string ToString() => $"{Kind.Code} {Id:D} v{Version}";
    }
}
