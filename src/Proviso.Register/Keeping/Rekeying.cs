using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Proviso.Register.Keys;
using Proviso.Register.Storage;

namespace Proviso.Register.Keeping;

/// <summary>
/// Replaces keys. Both kinds of replacing go on from where they were when they are run again, and
/// the store can be used all the while.
/// </summary>
/// <param name="store">The register.</param>
public sealed class Rekeying(RegisterStore store)
{
    private const int Batch = 500;

    /// <summary>
    /// Replaces the master key: a new one is made in the key folder, every key in the database is
    /// wrapped by it, and the old ones leave the folder. Other programs on this store must be
    /// started again to see it. If it was interrupted, it first finishes what it began.
    /// </summary>
    /// <param name="progress">Told how many keys are done, and of how many.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="RegisterException">The keys come from the environment and there is no new
    /// one in it.</exception>
    public async Task MasterAsync(
        IProgress<(int Done, int Of)>? progress, CancellationToken cancellation = default)
    {
        var folder = store.KeyFolder;
        if (!KeyFolder.InEnvironment && folder.Master.Ids.Count == 1)
            folder.Replace(folder.Master.WithNew());
        store.Keys.Master = folder.Master;
        var current = folder.Master.CurrentId;
        var done = 0;
        while (true)
        {
            var (count, left) = await store.GuardAsync(() =>
                WrapBatchAsync(folder.Master, current, cancellation));
            done += count;
            progress?.Report((done, done + left));
            if (left == 0)
                break;
        }

        if (!KeyFolder.InEnvironment)
        {
            folder.Replace(folder.Master.CurrentOnly());
            store.Keys.Master = folder.Master;
        }

        await store.Engine.ScrubAsync(cancellation);
    }

    /// <summary>Gives a person a new key, and seals everything of theirs with it.</summary>
    /// <param name="person">The person.</param>
    /// <param name="progress">Told how many records are done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="RegisterException">There is no such person (<c>record-missing</c>).
    /// </exception>
    public async Task PersonAsync(
        Guid person, IProgress<int>? progress, CancellationToken cancellation = default)
    {
        var (fromId, toId) = await store.GuardAsync(() => BeginAsync(person, cancellation));
        var done = 0;
        while (true)
        {
            var count = await store.GuardAsync(() =>
                SealBatchAsync(person, fromId, toId, cancellation));
            done += count;
            progress?.Report(done);
            if (count == 0)
                break;
        }

        await store.Engine.ScrubAsync(cancellation);
    }

    private async Task<(int Done, int Left)> WrapBatchAsync(
        MasterKeys master, string current, CancellationToken cancellation)
    {
        await using var db = store.Engine.Connect();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var waiting = db.Keys.Where(k => k.Use != KeyRing.OfRecord && k.WrappedBy != current
            && k.Wrapped != null);
        var rows = await waiting.OrderBy(k => k.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var row in rows)
            store.Keys.Rewrap(row, master);
        await db.SaveChangesAsync(cancellation);
        var left = await waiting.CountAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (rows.Count, left);
    }

    // An ended key that still opens is one that an interrupted run left.
    private async Task<(Guid From, Guid To)> BeginAsync(
        Guid person, CancellationToken cancellation)
    {
        await using var db = store.Engine.Connect();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var keys = await db.Keys.Where(k => k.Owner == person && k.Use == KeyRing.OfOwner
            && k.Wrapped != null).ToListAsync(cancellation);
        var now = keys.Find(k => k.Ended is null) ?? throw new RegisterException(
            "record-missing", $"There is no person '{person:D}' here.");
        if (keys.Find(k => k.Ended is not null) is { } left)
            return (left.Id, now.Id);
        now.Ended = store.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var made = store.Keys.NewOwnerKey(Guid.CreateVersion7(), person, out var cipher);
        cipher.Dispose();
        db.Keys.Add(made);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (now.Id, made.Id);
    }

    private async Task<int> SealBatchAsync(
        Guid person, Guid fromId, Guid toId, CancellationToken cancellation)
    {
        await using var db = store.Engine.Connect();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var open = await store.Keys.OpenAsync(db, [fromId, toId], cancellation);
        var (from, to) = (open[fromId], open[toId]);
        var rows = await db.Records.Where(r => r.KeyId == fromId && r.Box != null)
            .OrderBy(r => r.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var row in rows)
        {
            var plain = Sealing.Open(from, row.Box!, RecordJson.Bound(row));
            row.KeyId = toId;
            row.Box = Sealing.Seal(to, plain, RecordJson.Bound(row));
            CryptographicOperations.ZeroMemory(plain);
        }

        var wrapped = fromId.ToString("D");
        var own = await db.Keys.Where(k => k.WrappedBy == wrapped && k.Wrapped != null)
            .OrderBy(k => k.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var key in own)
            KeyRing.Rewrap(key, from, toId, to);
        if (rows.Count + own.Count == 0)
        {
            await db.Keys.Where(k => k.Id == fromId && k.Owner == person).ExecuteUpdateAsync(
                key => key.SetProperty(k => k.Wrapped, (byte[]?)null), cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        from.Dispose();
        to.Dispose();
        return rows.Count + own.Count;
    }
}
