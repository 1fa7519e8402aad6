using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Proviso.Ledger.Storage;
using Proviso.Register.Keys;
using Proviso.Register.Storage;

namespace Proviso.Register;

/// <summary>
/// The register: records with all their versions, encrypted, in SQLite or PostgreSQL. Reading is
/// here; writing is a <see cref="Change"/>. Safe for use by many threads.
/// </summary>
public sealed partial class RegisterStore : IAsyncDisposable
{
    /// <summary>The owner of what belongs to no person: staff, teams, recipients, the organisation
    /// itself.</summary>
    public static readonly Guid Organisation = new("00000000-0000-0000-0000-000000000001");

    /// <summary>The most records that one list gives.</summary>
    public const int MaxList = 100_000;

    private RegisterStore(Engine engine, KeyFolder keys, TimeProvider time)
    {
        Engine = engine;
        KeyFolder = keys;
        Time = time;
        NewId = () => Guid.CreateVersion7(Time.GetUtcNow());
        Keys = new KeyRing(keys.Master);
    }

    /// <summary>The ledger, in the same database.</summary>
    public LedgerStore Ledger => Engine.Ledger;

    /// <summary>The keys outside the database.</summary>
    public KeyFolder KeyFolder { get; }

    /// <summary>The copy that was made before the tables were changed, if they were.</summary>
    public string? UpgradeBackup { get; private set; }

    internal Engine Engine { get; }

    internal KeyRing Keys { get; }

    /// <summary>The clock; only the demonstration sets it back.</summary>
    internal TimeProvider Time { get; set; }

    /// <summary>Makes the ids of new records.</summary>
    internal Func<Guid> NewId { get; set; }

    /// <summary>The books whose text is known to be kept.</summary>
    internal ConcurrentDictionary<string, bool> BooksKept { get; } = [];

    /// <summary>Opens a store; brings its tables up to date.</summary>
    /// <param name="fileOrConnection">A SQLite file or a PostgreSQL connection.</param>
    /// <param name="keys">The keys; the store disposes them.</param>
    /// <param name="time">The clock.</param>
    /// <param name="create">Whether to make the store when it is not there.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="RegisterException">It is not there (<c>store-missing</c>), was made by a
    /// newer program (<c>store-newer</c>), needs other keys, or cannot be used.</exception>
    public static async Task<RegisterStore> OpenAsync(
        string fileOrConnection, KeyFolder keys, TimeProvider time, bool create = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(time);
        var engine = Engine.Of(fileOrConnection);
        var store = new RegisterStore(engine, keys, time);
        try
        {
            await store.GuardAsync(async () =>
            {
                if (!create && !await engine.ExistsAsync(cancellation))
                {
                    throw new RegisterException(
                        "store-missing", $"There is no store in {engine.Ledger.Name}. Make one "
                        + "with 'proviso init'.");
                }

                var now = time.GetUtcNow().ToUnixTimeMilliseconds();
                store.UpgradeBackup = await SchemaFiles.ApplyAsync(engine, now, cancellation);
                await engine.Ledger.CreateAsync(keys.Signer.PublicKey.Name, cancellation);
                await store.LoadKeysAsync(cancellation);
                return true;
            });
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins a change. Nothing is written before it commits.</summary>
    /// <param name="by">The member of staff, or system, that makes it.</param>
    public Change Begin(Guid by) => new(this, by);

    /// <summary>The current version of a record; null when there is none, or it was destroyed.
    /// </summary>
    /// <param name="id">The record.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <typeparam name="T">What it is.</typeparam>
    public async Task<Held<T>?> FindAsync<T>(Guid id, CancellationToken cancellation = default)
        where T : Kept
    {
        var kind = KindAttribute.Of(typeof(T)).Code;
        return (await ReadAsync<T>(
            records => records.Where(r => r.Id == id && r.Kind == kind && r.Until == null),
            cancellation)).SingleOrDefault();
    }

    /// <summary>As <see cref="FindAsync"/>, for a record that must be there.</summary>
    /// <param name="id">The record.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <typeparam name="T">What it is.</typeparam>
    /// <exception cref="RegisterException">It is not (<c>record-missing</c>).</exception>
    public async Task<Held<T>> GetAsync<T>(Guid id, CancellationToken cancellation = default)
        where T : Kept =>
        await FindAsync<T>(id, cancellation) ?? throw new RegisterException(
            "record-missing", $"There is no {KindAttribute.Of(typeof(T)).Code} '{id:D}' here.");

    /// <summary>Current records by their ids, in no order; those that are not there are left out.
    /// </summary>
    /// <param name="ids">The records.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <typeparam name="T">What they are.</typeparam>
    public Task<IReadOnlyList<Held<T>>> FindAllAsync<T>(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellation = default)
        where T : Kept
    {
        var kind = KindAttribute.Of(typeof(T)).Code;
        return ids.Count == 0
            ? Task.FromResult<IReadOnlyList<Held<T>>>([])
            : ReadAsync<T>(
                records => records.Where(r =>
                    ids.Contains(r.Id) && r.Kind == kind && r.Until == null),
                cancellation);
    }

    /// <summary>What an owner has of a kind, oldest first.</summary>
    /// <param name="owner">The person, or <see cref="Organisation"/>.</param>
    /// <param name="knownAt">As it was known then; null for now.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <typeparam name="T">The kind.</typeparam>
    public Task<IReadOnlyList<Held<T>>> OfAsync<T>(
        Guid owner, DateTimeOffset? knownAt = null, CancellationToken cancellation = default)
        where T : Kept
    {
        var kind = KindAttribute.Of(typeof(T)).Code;
        var at = knownAt?.ToUnixTimeMilliseconds();
        return ReadAsync<T>(
            records => at is null
                ? records.Where(r => r.Owner == owner && r.Kind == kind && r.Until == null)
                : records.Where(r => r.Owner == owner && r.Kind == kind && r.At <= at
                    && (r.Until == null || r.Until > at)),
            cancellation);
    }

    /// <summary>Every version of a record, oldest first.</summary>
    /// <param name="id">The record.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <typeparam name="T">What it is.</typeparam>
    public Task<IReadOnlyList<Held<T>>> HistoryAsync<T>(
        Guid id, CancellationToken cancellation = default)
        where T : Kept
    {
        var kind = KindAttribute.Of(typeof(T)).Code;
        return ReadAsync<T>(
            records => records.Where(r => r.Id == id && r.Kind == kind), cancellation);
    }

    /// <summary>Current records found by a value or a link.</summary>
    internal Task<IReadOnlyList<Held<T>>> FindByAsync<T>(
        LookUp lookUp, int limit, CancellationToken cancellation)
        where T : Kept
    {
        var kind = KindAttribute.Of(typeof(T)).Code;
        var hash = Keys.Hash(lookUp);
        return ReadAsync<T>(
            (records, lookUps) => (from l in lookUps
                where l.Name == lookUp.Name && l.Value == hash
                join r in records on l.Record equals r.Id
                where r.Kind == kind && r.Until == null
                select r).Take(limit),
            cancellation);
    }

    /// <summary>Current records found by any of several values of one name.</summary>
    internal Task<IReadOnlyList<Held<T>>> FindByAnyAsync<T>(
        IReadOnlyList<LookUp> lookUps, CancellationToken cancellation)
        where T : Kept
    {
        var kind = KindAttribute.Of(typeof(T)).Code;
        var name = lookUps[0].Name;
        var hashes = lookUps.Select(Keys.Hash).ToList();
        return ReadAsync<T>(
            (records, found) => records.Where(r => r.Kind == kind && r.Until == null
                && found.Any(l => l.Name == name && hashes.Contains(l.Value)
                    && l.Record == r.Id)),
            cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Keys.Dispose();
        await Engine.DisposeAsync();
        KeyFolder.Dispose();
    }

    /// <summary>Turns the database's errors into words.</summary>
    internal async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not RegisterException && Engine.Explain(e) is not null)
        {
            throw Engine.Explain(e)!;
        }
    }

    private Task<IReadOnlyList<Held<T>>> ReadAsync<T>(
        Func<IQueryable<RecordRow>, IQueryable<RecordRow>> choose, CancellationToken cancellation)
        where T : Kept => ReadAsync<T>((records, _) => choose(records), cancellation);

    private Task<IReadOnlyList<Held<T>>> ReadAsync<T>(
        Func<IQueryable<RecordRow>, IQueryable<LookUpRow>, IQueryable<RecordRow>> choose,
        CancellationToken cancellation)
        where T : Kept => GuardAsync(async () =>
    {
        await using var db = Engine.Connect();
        var rows = await choose(db.Records.AsNoTracking(), db.LookUps.AsNoTracking())
            .Take(MaxList).ToListAsync(cancellation);
        return await OpenAsync<T>(db, rows, cancellation);
    });

    /// <summary>Opens rows of one kind. One that was destroyed is left out.</summary>
    internal async Task<IReadOnlyList<Held<T>>> OpenAsync<T>(
        RegisterDb db, List<RecordRow> rows, CancellationToken cancellation)
        where T : Kept
    {
        using var opened = await OpenedRows.OpenAsync(Keys, db, rows, cancellation);
        return opened.Of<T>();
    }

    private async Task LoadKeysAsync(CancellationToken cancellation)
    {
        await using var db = Engine.Connect();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await Engine.LockSchemaAsync(db, cancellation);
        await Keys.LoadAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
