using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Proviso.Register.Storage;

namespace Proviso.Register;

/// <summary>Which records a list shows.</summary>
/// <remarks>All conditions hold together; null asks for nothing.</remarks>
public sealed record Listing
{
    /// <summary>Only those in one of these states; null for every state.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>Only those recorded at or after this.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only those recorded before this.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Only those of this owner.</summary>
    public Guid? Owner { get; init; }

    /// <summary>Only those due before this; then the list is in the order of what is due.
    /// </summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Whether the newest come first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>How many to leave out at the beginning.</summary>
    public int Skip { get; init; }

    /// <summary>How many to give; at most 1,000.</summary>
    public int Take { get; init; } = 50;
}

/// <content>Lists and counts.</content>
public sealed partial class RegisterStore
{
    private const int BatchSize = 500;

    /// <summary>Current records of a kind.</summary>
    /// <param name="listing">Which.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <typeparam name="T">The kind.</typeparam>
    public Task<IReadOnlyList<Held<T>>> ListAsync<T>(
        Listing listing, CancellationToken cancellation = default)
        where T : Kept
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(listing.Take, 1_000);
        return GuardAsync(async () =>
        {
            await using var db = Engine.Connect();
            var rows = await Sorted(Chosen<T>(db, listing), listing)
                .Skip(listing.Skip).Take(listing.Take).ToListAsync(cancellation);
            var open = await OpenAsync<T>(db, rows, cancellation);
            var place = rows.Select((r, i) => (r.Id, i)).ToDictionary(p => p.Id, p => p.i);
            return (IReadOnlyList<Held<T>>)[.. open.OrderBy(o => place[o.Id])];
        });
    }

    /// <summary>How many current records of a kind there are.</summary>
    /// <param name="listing">Which; <see cref="Listing.Take"/> and <see cref="Listing.Skip"/> do
    /// not count.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <typeparam name="T">The kind.</typeparam>
    public Task<int> CountAsync<T>(Listing listing, CancellationToken cancellation = default)
        where T : Kept
    {
        ArgumentNullException.ThrowIfNull(listing);
        return GuardAsync(async () =>
        {
            await using var db = Engine.Connect();
            return await Chosen<T>(db, listing).CountAsync(cancellation);
        });
    }

    /// <summary>How many current records of a kind there are in each state.</summary>
    /// <param name="listing">Which.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <typeparam name="T">The kind.</typeparam>
    public Task<Dictionary<string, int>> CountByStateAsync<T>(
        Listing listing, CancellationToken cancellation = default)
        where T : Kept
    {
        ArgumentNullException.ThrowIfNull(listing);
        return GuardAsync(async () =>
        {
            await using var db = Engine.Connect();
            return await Chosen<T>(db, listing).GroupBy(r => r.State)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        });
    }

    /// <summary>Every current record of a kind, in the order of its id, some at a time; records
    /// that are added meanwhile may be left out.</summary>
    /// <param name="cancellation">Stops the work.</param>
    /// <typeparam name="T">The kind.</typeparam>
    public async IAsyncEnumerable<Held<T>> AllAsync<T>(
        [EnumeratorCancellation] CancellationToken cancellation = default)
        where T : Kept
    {
        var kind = KindAttribute.Of(typeof(T)).Code;
        long at = long.MinValue;
        var seen = new HashSet<Guid>();
        while (true)
        {
            var batch = await GuardAsync(async () =>
            {
                await using var db = Engine.Connect();
                var rows = await db.Records.AsNoTracking()
                    .Where(r => r.Kind == kind && r.Until == null && r.At >= at)
                    .OrderBy(r => r.At).ThenBy(r => r.Id)
                    .Take(BatchSize + seen.Count).ToListAsync(cancellation);
                rows.RemoveAll(r => seen.Contains(r.Id));
                return (Rows: rows, Open: await OpenAsync<T>(db, rows, cancellation));
            });
            if (batch.Rows.Count == 0)
                yield break;
            foreach (var one in batch.Open)
                yield return one;
            if (batch.Rows[^1].At > at)
                seen.Clear();
            at = batch.Rows[^1].At;
            seen.UnionWith(batch.Rows.Where(r => r.At == at).Select(r => r.Id));
        }
    }

    private static IQueryable<RecordRow> Chosen<T>(RegisterDb db, Listing listing)
        where T : Kept
    {
        var kind = KindAttribute.Of(typeof(T)).Code;
        var chosen = db.Records.AsNoTracking()
            .Where(r => r.Kind == kind && r.Until == null);
        if (listing.States is { } states)
            chosen = chosen.Where(r => states.Contains(r.State));
        if (listing.Owner is { } owner)
            chosen = chosen.Where(r => r.Owner == owner);
        if (listing.Since?.ToUnixTimeMilliseconds() is { } since)
            chosen = chosen.Where(r => r.At >= since);
        if (listing.Before?.ToUnixTimeMilliseconds() is { } before)
            chosen = chosen.Where(r => r.At < before);
        if (listing.DueBefore?.ToUnixTimeMilliseconds() is { } due)
            chosen = chosen.Where(r => r.Due < due);
        return chosen;
    }

    private static IOrderedQueryable<RecordRow> Sorted(
        IQueryable<RecordRow> chosen, Listing listing)
    {
        if (listing.DueBefore is not null)
            return chosen.OrderBy(r => r.Due).ThenBy(r => r.Id);
        return listing.NewestFirst
            ? chosen.OrderByDescending(r => r.At).ThenByDescending(r => r.Id)
            : chosen.OrderBy(r => r.At).ThenBy(r => r.Id);
    }
}
