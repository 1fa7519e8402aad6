using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Proviso.Register.Storage;

/// <summary>The numbered SQL files that make the tables, one set for each engine.</summary>
internal static class SchemaFiles
{
    private static readonly ConcurrentDictionary<string, SchemaFile[]> OfEngine = [];

    private const string VersionTable =
        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, "
        + "applied BIGINT NOT NULL)";

    /// <summary>The files of this program for an engine, in order.</summary>
    internal static IReadOnlyList<SchemaFile> Of(string folder) =>
        OfEngine.GetOrAdd(folder, f => [.. Read(f)]);

    /// <summary>Brings the tables up to what this program knows, each file in a transaction.
    /// </summary>
    /// <param name="engine">Where.</param>
    /// <param name="files">The files.</param>
    /// <param name="now">Milliseconds since 1970, UTC.</param>
    /// <param name="cancellation">Stops before the next file.</param>
    /// <returns>Where a copy of the old store is, when there was one to copy.</returns>
    /// <exception cref="RegisterException">The store was made by a newer program
    /// (<c>store-newer</c>); nothing was changed.</exception>
    internal static async Task<string?> ApplyAsync(
        Engine engine, IReadOnlyList<SchemaFile> files, long now, CancellationToken cancellation)
    {
        await using var db = engine.Connect();
        var held = await BeginAsync(engine, db, cancellation);
        var newest = files[^1].Version;
        Refuse(held, newest);
        var copy = held > 0 && held < newest
            ? await engine.BackUpAsync(db, held + 1, cancellation)
            : null;
        for (var version = held + 1; version <= newest; version++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await engine.LockSchemaAsync(db, cancellation);
            await MakeAsync(db, files, version, now, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return copy;
    }

    /// <summary>Makes the tables of a version within a transaction that is open.</summary>
    internal static async Task MakeAsync(
        RegisterDb db, IReadOnlyList<SchemaFile> files, int version, long now,
        CancellationToken cancellation)
    {
        Refuse(version, files[^1].Version);
        await db.Database.ExecuteSqlRawAsync(VersionTable, cancellation);
        // Another server may have been first.
        var held = await HeldAsync(db, cancellation);
        foreach (var (number, text) in files.Where(f => f.Version > held
            && f.Version <= version))
        {
#pragma warning disable EF1002 // The text is a file of this program.
            await db.Database.ExecuteSqlRawAsync(text, cancellation);
#pragma warning restore EF1002
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO schema_version (version, applied) VALUES ({number}, {now})",
                cancellation);
        }
    }

    // Two servers that start at once would make the table twice.
    private static async Task<int> BeginAsync(
        Engine engine, RegisterDb db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await engine.LockSchemaAsync(db, cancellation);
        await db.Database.ExecuteSqlRawAsync(VersionTable, cancellation);
        var held = await HeldAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
        return held;
    }

    private static void Refuse(int held, int newest)
    {
        if (held > newest)
        {
            throw new RegisterException(
                "store-newer",
                $"This store was made by a newer version of Proviso (its tables are version {held};"
                + $" this program knows {newest}). Use that version or a later one. Nothing was "
                + "changed.");
        }
    }

    internal static async Task<int> HeldAsync(RegisterDb db, CancellationToken cancellation) =>
        await db.Database.SqlQueryRaw<int>(
            "SELECT CAST(COALESCE(MAX(version), 0) AS INTEGER) AS \"Value\" FROM schema_version")
            .SingleAsync(cancellation);

    private static IEnumerable<SchemaFile> Read(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new SchemaFile(
                int.Parse(name[(folder.Length + 1)..^4], CultureInfo.InvariantCulture),
                reader.ReadToEnd());
        }
    }
}

/// <summary>A file that brings the tables to a version.</summary>
/// <param name="Version">The version.</param>
/// <param name="Text">Its SQL.</param>
internal sealed record SchemaFile(int Version, string Text);
