using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Proviso.Register.Storage;

/// <summary>The numbered SQL files that make the tables, one set for each engine.</summary>
internal static class SchemaFiles
{
    /// <summary>The newest version that this program knows.</summary>
    internal static int Newest(string folder) => Of(folder).Max(file => file.Version);

    /// <summary>Brings the tables up to what this program knows, each file in a transaction.
    /// </summary>
    /// <param name="engine">Where.</param>
    /// <param name="now">Milliseconds since 1970, UTC.</param>
    /// <param name="cancellation">Stops before the next file.</param>
    /// <returns>Where a copy of the old store is, when there was one to copy.</returns>
    /// <exception cref="RegisterException">The store was made by a newer program
    /// (<c>store-newer</c>); nothing was changed.</exception>
    internal static async Task<string?> ApplyAsync(
        Engine engine, long now, CancellationToken cancellation)
    {
        await using var db = engine.Connect();
        await db.Database.ExecuteSqlRawAsync(
            "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, "
            + "applied BIGINT NOT NULL)", cancellation);
        var held = await HeldAsync(db, cancellation);
        Refuse(held, Newest(engine.Folder));
        var copy = held > 0 && held < Newest(engine.Folder)
            ? await engine.BackUpAsync(db, held + 1, cancellation)
            : null;
        foreach (var (version, text) in Of(engine.Folder).Where(file => file.Version > held))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await engine.LockSchemaAsync(db, cancellation);
            // Another server may have been first.
            if (await HeldAsync(db, cancellation) < version)
            {
#pragma warning disable EF1002 // The text is a file of this program.
                await db.Database.ExecuteSqlRawAsync(text, cancellation);
#pragma warning restore EF1002
                await db.Database.ExecuteSqlAsync(
                    $"INSERT INTO schema_version (version, applied) VALUES ({version}, {now})",
                    cancellation);
            }

            await transaction.CommitAsync(cancellation);
        }

        return copy;
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

    private static async Task<int> HeldAsync(RegisterDb db, CancellationToken cancellation) =>
        await db.Database.SqlQueryRaw<int>(
            "SELECT CAST(COALESCE(MAX(version), 0) AS INTEGER) AS \"Value\" FROM schema_version")
            .SingleAsync(cancellation);

    private static IEnumerable<(int Version, string Text)> Of(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (
                int.Parse(name[(folder.Length + 1)..^4], CultureInfo.InvariantCulture),
                reader.ReadToEnd());
        }
    }
}
