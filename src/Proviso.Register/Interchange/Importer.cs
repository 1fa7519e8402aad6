using Microsoft.EntityFrameworkCore;
using Proviso.Register.People;

namespace Proviso.Register.Interchange;

/// <summary>
/// Takes in records from outside, <see cref="BatchSize"/> at a time, each batch in one transaction.
/// A record is whole or not there. Whoever is known by NHS number or by the organisation's number
/// is not added again; what is there already is not written again. So an import that was cut off
/// goes on when it is started once more.
/// </summary>
public sealed class Importer
{
    /// <summary>How many rows or resources one transaction takes in.</summary>
    public const int BatchSize = 250;

    private const int Attempts = 4;
    private readonly RegisterStore store;
    private readonly Guid by;
    private readonly ImportOptions options;
    private readonly Change? whole;
    private readonly Arrived arrived = new();
    private bool refusedAny;

    /// <summary>Begins an import of one or several files.</summary>
    /// <param name="store">The register.</param>
    /// <param name="by">Who imports.</param>
    /// <param name="options">How.</param>
    public Importer(RegisterStore store, Guid by, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        this.store = store;
        this.by = by;
        this.options = options;
        whole = options is { DryRun: false, AllOrNothing: true } ? store.Begin(by) : null;
    }

    /// <summary>Takes in one file.</summary>
    /// <param name="arrivals">What was read.</param>
    /// <param name="progress">Is told after each batch.</param>
    /// <param name="cancellation">Stops between two batches; what was taken in stays.</param>
    /// <exception cref="RegisterException">The database cannot be used, or everything in one
    /// transaction is more than <see cref="Change.MaxRecords"/> records
    /// (<c>change-too-large</c>).</exception>
    public async Task<ImportReport> AddAsync(
        IEnumerable<Arrival> arrivals, IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arrivals);
        var report = new ImportReport();
        arrived.BeginFile();
        foreach (var batch in arrivals.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            report.Read += batch.Length;
            foreach (var bad in batch.Where(a => a.Record is null))
                report.Refuse(bad.Refused);
            var records = batch.Where(a => a.Record is not null).Select(a => a.Record!).ToList();
            await TakeInAsync(records, report, cancellation);
            progress?.Report(new ImportProgress(report.Read, batch[^1].Done));
        }

        refusedAny |= report.Refused > 0;
        return report;
    }

    /// <summary>Ends the import. What should be all or nothing is written now.</summary>
    /// <param name="cancellation">Stops the work, and then nothing is written.</param>
    /// <returns>Whether what was read is in the register.</returns>
    public async Task<bool> FinishAsync(CancellationToken cancellation)
    {
        if (options.DryRun || (options.AllOrNothing && refusedAny))
            return false;
        if (whole is not null)
            await whole.CommitAsync(cancellation);
        return true;
    }

    private async Task TakeInAsync(
        List<Incoming> records, ImportReport report, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var batch = new ImportBatch(store, arrived);
            await batch.PrepareAsync(records, cancellation);
            if (options.DryRun || whole is not null)
            {
                foreach (var put in batch.Puts)
                    put.In(whole);
                batch.Settle(report);
                return;
            }

            var change = store.Begin(by);
            foreach (var put in batch.Puts)
                put.In(change);
            try
            {
                await change.CommitAsync(cancellation);
                batch.Settle(report);
                arrived.Forget();
                return;
            }
            catch (Exception e) when (attempt < Attempts
                && e is DbUpdateException or RegisterException)
            {
                // If somebody else wrote one of these first, look again at what is there.
                if (!await IsElsewhereAsync(batch, cancellation))
                    throw;
            }
        }
    }

    // Two imports of one file at once give the same ids; the second finds them taken.
    private async Task<bool> IsElsewhereAsync(ImportBatch batch, CancellationToken cancellation)
    {
        try
        {
            var there = await Found.ByIdAsync(
                store, [.. batch.Puts.Select(p => p.Id)], cancellation);
            return batch.Puts.Any(p => there.TryGetValue(p.Id, out var one)
                && one.Version >= p.Version);
        }
        catch (RegisterException)
        {
            return false;
        }
    }
}

/// <summary>A version that an import writes.</summary>
internal sealed record Put(Guid Id, Guid Owner, int Version, long? Before, Kept Value)
{
    internal void In(Change? change) => change?.Put(Id, Owner, Version, Before, Value);
}
