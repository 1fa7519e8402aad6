using System.Text.Json;
using Proviso.Register.Keys;
using Proviso.Register.Storage;

namespace Proviso.Register.Keeping;

/// <summary>
/// Copies of a whole store in one file: every table of the database, the ledger's with them, as
/// they were at one moment. Records stay sealed in it, and the master key is not in it: keep the
/// key folder somewhere else. See <see cref="BackupFile"/> for its form.
/// </summary>
public static class Backup
{
    /// <summary>Writes a backup. The store can be used meanwhile.</summary>
    /// <param name="store">The store.</param>
    /// <param name="file">The file to make; it appears when it is whole.</param>
    /// <param name="progress">Told how far it is; or null.</param>
    /// <param name="cancellation">Stops the work; then there is no file.</param>
    /// <exception cref="RegisterException">The file is there already (<c>backup-exists</c>), cannot
    /// be written (<c>backup-unwritable</c>), or the database cannot be read.</exception>
    public static async Task<BackupSummary> WriteAsync(
        RegisterStore store, string file, IProgress<BackupProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        if (File.Exists(file))
            throw Exists();
        var half = $"{file}.{Guid.CreateVersion7(store.Time.GetUtcNow()):N}.half";
        try
        {
            var summary = await store.GuardAsync(() =>
                WriteWholeAsync(store, half, progress, cancellation));
            File.Move(half, file, overwrite: false);
            return summary;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw File.Exists(file) && File.Exists(half) ? Exists() : new RegisterException(
                "backup-unwritable", "The backup cannot be written. Check that there is room and "
                + "that the program may write to the folder. There is no half of it left.", e);
        }
        finally
        {
            if (File.Exists(half))
                File.Delete(half);
        }
    }

    /// <summary>Reads a backup to its end and proves that nothing of it is missing or changed.
    /// Nothing is written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="RegisterException">It is not there or cannot be read
    /// (<c>backup-unreadable</c>), is no backup (<c>backup-unknown</c>), or was cut or changed
    /// (<c>backup-damaged</c>).</exception>
    public static async Task<BackupSummary> InspectAsync(
        string file, CancellationToken cancellation = default)
    {
        await using var reader = BackupReader.Open(file);
        var rows = reader.RowsAsync(cancellation);
        await foreach (var _ in rows)
        {
            // Counted and hashed by the reader.
        }

        return reader.Summary;
    }

    /// <summary>
    /// Makes a store from a backup, opens it with its keys and checks it. A SQLite file appears
    /// when everything is in it; in a PostgreSQL database everything is there at once.
    /// </summary>
    /// <param name="file">The backup.</param>
    /// <param name="fileOrConnection">A SQLite file that does not exist, or a PostgreSQL database
    /// without a store.</param>
    /// <param name="keyFolder">The folder with the keys of the store that was backed up.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told how far it is; or null.</param>
    /// <param name="cancellation">Stops the work; then nothing was made.</param>
    /// <returns>What was in it, and what checking it came to.</returns>
    /// <exception cref="RegisterException">As <see cref="InspectAsync"/> throws; there is a store
    /// already (<c>store-exists</c>); the backup is of the other kind of database
    /// (<c>backup-other-engine</c>) or of a newer program (<c>store-newer</c>); or the keys are not
    /// its keys.</exception>
    public static async Task<RestoreReport> RestoreAsync(
        string file, string fileOrConnection, string keyFolder, TimeProvider time,
        IProgress<BackupProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(time);
        var summary = await InspectAsync(file, cancellation);
        KeyFolder.Open(keyFolder).Dispose();
        if (Engine.IsPostgres(fileOrConnection))
        {
            await RestoreIntoAsync(
                file, summary, fileOrConnection, keyFolder, time, progress, cancellation);
            return new RestoreReport(
                summary, await CheckAsync(fileOrConnection, keyFolder, time, cancellation));
        }

        return await RestoreFileAsync(
            file, summary, fileOrConnection, keyFolder, time, progress, cancellation);
    }

    private static async Task<BackupSummary> WriteWholeAsync(
        RegisterStore store, string half, IProgress<BackupProgress>? progress,
        CancellationToken cancellation)
    {
        await using var writer = BackupWriter.Create(half);
        await using var db = store.Engine.Connect();
        await using var moment = await store.Engine.BeginSnapshotAsync(db, cancellation);
        var copy = store.Engine.Copy(db);
        await writer.BeginAsync(
            store.Engine.Folder, await SchemaFiles.HeldAsync(db, cancellation),
            store.KeyFolder.Signer.PublicKey.Name, store.Time.GetUtcNow());
        foreach (var table in await copy.TablesAsync(cancellation))
        {
            var count = await copy.CountAsync(table, cancellation);
            await writer.TableAsync(table);
            var done = 0L;
            await foreach (var row in copy.DumpAsync(table, cancellation))
            {
                await writer.RowAsync(row);
                if (++done % 1_000 == 0)
                    progress?.Report(new BackupProgress(table.Name, done, count));
            }

            progress?.Report(new BackupProgress(table.Name, done, count));
        }

        return await writer.EndAsync();
    }

    private static async Task<RestoreReport> RestoreFileAsync(
        string file, BackupSummary summary, string target, string keyFolder, TimeProvider time,
        IProgress<BackupProgress>? progress, CancellationToken cancellation)
    {
        if (File.Exists(target))
            throw StoreExists();
        var half = $"{target}.{Guid.CreateVersion7(time.GetUtcNow()):N}.half";
        try
        {
            await RestoreIntoAsync(file, summary, half, keyFolder, time, progress, cancellation);
            var check = await CheckAsync(half, keyFolder, time, cancellation);
            File.Move(half, target, overwrite: false);
            return new RestoreReport(summary, check);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw File.Exists(target) ? StoreExists() : new RegisterException(
                "store-unwritable", "The store cannot be written. Check that there is room and "
                + "that the program may write to the folder. Nothing was made.", e);
        }
        finally
        {
            foreach (var end in (string[])["", "-wal", "-shm"])
            {
                if (File.Exists(half + end))
                    File.Delete(half + end);
            }
        }
    }

    private static async Task RestoreIntoAsync(
        string file, BackupSummary summary, string target, string keyFolder, TimeProvider time,
        IProgress<BackupProgress>? progress, CancellationToken cancellation)
    {
        await using var engine = Engine.Of(target);
        if (engine.Folder != summary.Engine)
        {
            throw new RegisterException(
                "backup-other-engine", $"The backup was made from {summary.Engine}, and can only "
                + "be restored to the same kind of database.");
        }

        using var keys = KeyFolder.Open(keyFolder);
        try
        {
            await LoadAsync(engine, keys, file, summary, time, progress, cancellation);
        }
        catch (Exception e) when (e is not RegisterException && engine.Explain(e) is not null)
        {
            throw engine.Explain(e)!;
        }
    }

    private static async Task LoadAsync(
        Engine engine, KeyFolder keys, string file, BackupSummary summary, TimeProvider time,
        IProgress<BackupProgress>? progress, CancellationToken cancellation)
    {
        if (summary.Origin != keys.Signer.PublicKey.Name)
        {
            throw new RegisterException(
                "origin-wrong", $"The backup holds the ledger '{summary.Origin}', and the keys are "
                + $"those of '{keys.Signer.PublicKey.Name}'. Give the keys of the backup.");
        }

        await engine.MakeAsync(cancellation);
        await using var db = engine.Connect();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await engine.LockSchemaAsync(db, cancellation);
        var copy = engine.Copy(db);
        if ((await copy.TablesAsync(cancellation)).Any(t => t.Name is "record" or "ledger_entry"))
            throw StoreExists();
        await SchemaFiles.MakeAsync(
            db, SchemaFiles.Of(engine.Folder), summary.Schema,
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            cancellation);
        await copy.MakeLedgerAsync(engine.Ledger, cancellation);
        var there = (await copy.TablesAsync(cancellation)).ToDictionary(
            t => t.Name, StringComparer.Ordinal);
        await using var reader = BackupReader.Open(file);
        await copy.ClearAsync("schema_version", cancellation);
        await foreach (var (table, rows) in reader.TablesAsync(cancellation))
        {
            if (!there.TryGetValue(table.Name, out var here)
                || !here.Columns.SequenceEqual(table.Columns, StringComparer.Ordinal))
            {
                throw new RegisterException(
                    "backup-other-table", $"The backup has the table '{table.Name}', which this "
                    + "program does not make in that form. Restore it with the version that made "
                    + "it.");
            }

            var of = summary.Rows[table.Name];
            await copy.LoadAsync(
                table, rows, done => progress?.Report(new BackupProgress(table.Name, done, of)),
                cancellation);
        }

        await copy.FinishAsync(cancellation);
        using (var ring = new KeyRing(keys))
            await ring.LoadAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<CheckReport> CheckAsync(
        string target, string keyFolder, TimeProvider time, CancellationToken cancellation)
    {
        await using var store = await RegisterStore.OpenAsync(
            target, KeyFolder.Open(keyFolder), time, create: false, cancellation);
        var report = await new Checking(store).RunAsync(cancellation: cancellation);
        await store.Engine.ScrubAsync(cancellation);
        return report;
    }

    private static RegisterException Exists() => new(
        "backup-exists", "There is a file of that name already, and a backup is never overwritten. "
        + "Name another.");

    private static RegisterException StoreExists() => new(
        "store-exists", "There is a store already, and it is never overwritten. Name another, or "
        + "move it away.");
}

/// <summary>What a backup holds.</summary>
/// <param name="Engine"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Schema">The version of its tables.</param>
/// <param name="Origin">The ledger's name.</param>
/// <param name="At">When it was made.</param>
/// <param name="Rows">How many rows each table has.</param>
/// <param name="Digest">The SHA-256 of its text, in hexadecimal.</param>
public sealed record BackupSummary(
    string Engine, int Schema, string Origin, DateTimeOffset At,
    IReadOnlyDictionary<string, long> Rows, string Digest);

/// <summary>What came of restoring.</summary>
/// <param name="Backup">What was in the backup.</param>
/// <param name="Check">What checking the new store came to.</param>
public sealed record RestoreReport(BackupSummary Backup, CheckReport Check);

/// <summary>How far a backup or a restoring has come.</summary>
/// <param name="Table">The table.</param>
/// <param name="Done">How many of its rows are done.</param>
/// <param name="Of">How many it has.</param>
public sealed record BackupProgress(string Table, long Done, long Of);
