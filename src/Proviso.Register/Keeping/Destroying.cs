using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Proviso.Register.Cases;
using Proviso.Register.Storage;

namespace Proviso.Register.Keeping;

/// <summary>
/// Destroys records: their keys are overwritten, their contents emptied, and nobody can find them
/// any more. The reference, the reason and the ledger stay.
/// </summary>
/// <param name="store">The register.</param>
public sealed class Destroying(RegisterStore store)
{
    /// <summary>The state of a record that was destroyed.</summary>
    public const string Destroyed = "destroyed";

    /// <summary>Destroys one record that has a key of its own, such as an item, with all its
    /// versions.</summary>
    /// <param name="record">The record.</param>
    /// <param name="why">Why, with nothing about the person.</param>
    /// <param name="allowedBy">Who allowed it.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellation">Stops the work before it is done.</param>
    /// <returns>The id of the certificate.</returns>
    /// <exception cref="RegisterException">There is no such record (<c>record-missing</c>), or it
    /// has no key of its own (<c>record-shares-key</c>).</exception>
    public async Task<Guid> RecordAsync(
        Guid record, string why, Guid allowedBy, Guid by, CancellationToken cancellation = default)
    {
        var certificate = await store.GuardAsync(() => RunAsync(async db =>
        {
            var row = await db.Records.AsNoTracking().SingleOrDefaultAsync(
                r => r.Id == record && r.Until == null && r.Box != null, cancellation)
                ?? throw Missing(record);
            if (row.KeyId != record)
            {
                throw new RegisterException(
                    "record-shares-key", $"A {row.Kind} cannot be destroyed alone, because it "
                    + "shares its key with the person's other records. Revise it, or destroy the "
                    + "person's whole record.");
            }

            await db.Keys.Where(k => k.Id == record).ExecuteUpdateAsync(
                key => key.SetProperty(k => k.Wrapped, (byte[]?)null)
                    .SetProperty(k => k.Ended, Now()), cancellation);
            var emptied = await EmptyAsync(db, r => r.Id == record, cancellation);
            return (row.Kind, emptied);
        }, record, why, allowedBy, by, cancellation));
        await store.Engine.ScrubAsync(cancellation);
        return certificate;
    }

    /// <summary>Destroys everything about a person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="why">Why, with nothing about the person.</param>
    /// <param name="allowedBy">Who allowed it.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellation">Stops the work before it is done.</param>
    /// <returns>The id of the certificate.</returns>
    /// <exception cref="RegisterException">There is no such person (<c>record-missing</c>).
    /// </exception>
    public async Task<Guid> PersonAsync(
        Guid person, string why, Guid allowedBy, Guid by, CancellationToken cancellation = default)
    {
        if (person == RegisterStore.Organisation)
            throw Missing(person);
        var certificate = await store.GuardAsync(() => RunAsync(async db =>
        {
            var keys = await db.Keys.Where(k => k.Owner == person && k.Ended == null)
                .ExecuteUpdateAsync(
                    key => key.SetProperty(k => k.Wrapped, (byte[]?)null)
                        .SetProperty(k => k.Ended, Now()), cancellation);
            if (keys == 0)
                throw Missing(person);
            return ("person", await EmptyAsync(db, r => r.Owner == person, cancellation));
        }, person, why, allowedBy, by, cancellation));
        await store.Engine.ScrubAsync(cancellation);
        return certificate;
    }

    private async Task<Guid> RunAsync(
        Func<RegisterDb, Task<(string Kind, int Records)>> destroy, Guid what, string why,
        Guid allowedBy, Guid by, CancellationToken cancellation)
    {
        await using var db = store.Engine.Connect();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (kind, records) = await destroy(db);
        var change = store.Begin(by);
        var certificate = change.Add(RegisterStore.Organisation, new Destruction
        {
            Destroyed = what, What = kind, Why = why, AllowedBy = allowedBy, Records = records,
        });
        change.Note($"{kind}.destroyed", what, ("certificate", certificate));
        await change.WriteAsync(db, transaction.GetDbTransaction(), cancellation);
        await transaction.CommitAsync(cancellation);
        return certificate;
    }

    private static async Task<int> EmptyAsync(
        RegisterDb db, System.Linq.Expressions.Expression<Func<RecordRow, bool>> which,
        CancellationToken cancellation)
    {
        await db.LookUps.Where(l => db.Records.Where(which).Any(r => r.Id == l.Record))
            .ExecuteDeleteAsync(cancellation);
        var records = await db.Records.Where(which).CountAsync(r => r.Until == null, cancellation);
        await db.Records.Where(which).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.Box, (byte[]?)null)
                .SetProperty(r => r.State, Destroyed).SetProperty(r => r.Due, (long?)null),
            cancellation);
        return records;
    }

    private long Now() => store.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static RegisterException Missing(Guid id) => new(
        "record-missing", $"There is no record '{id:D}' here, or it was destroyed before.");
}
