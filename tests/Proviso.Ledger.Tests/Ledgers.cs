using System.Data.Common;
using Proviso.Ledger.Entries;
using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;

namespace Proviso.Ledger.Tests;

/// <summary>What the tests make ledgers from: everything follows from a seed.</summary>
internal static class Ledgers
{
    public const string Name = "care.example/ledger";

    public static DateTimeOffset Monday { get; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static Guid Id(int seed) => new(seed, 7, 42, 1, 2, 3, 4, 5, 6, 7, 8);

    public static LedgerEntry Entry(int seed) => LedgerEntry.Create(
        new LedgerEntryParts(
            "decision.recorded", Id(seed), Id(1_000_000), Monday.AddSeconds(seed))
        {
            Book = "england-1.0.0",
            Codes = new Dictionary<string, string> { ["verdict"] = "share" },
            Hashes = new Dictionary<string, TreeHash>
            {
                ["facts"] = SaltedHash.Of(new byte[32], BitConverter.GetBytes(seed)),
            },
            Links = new Dictionary<string, Guid> { ["request"] = Id(2_000_000 + seed) },
        });

    /// <summary>Appends entries in one transaction of the caller's.</summary>
    public static async Task AppendAsync(
        this ITestDatabase database, IEnumerable<int> seeds)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var seed in seeds)
            await database.Store.AppendAsync(transaction, Entry(seed));
        await transaction.CommitAsync();
    }

    /// <summary>Runs statements as somebody who edits the database by hand.</summary>
    public static async Task EditByHandAsync(this ITestDatabase database, string sql)
    {
        await using var connection = await database.ConnectAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A ledger in memory, as tiles and leaves, by the definition alone.</summary>
    public static TreeHash Root(ReadOnlySpan<TreeHash> leaves) => TreeHashing.Root(leaves);
}

/// <summary>A database of one of the engines, made for one test.</summary>
internal interface ITestDatabase : IAsyncDisposable
{
    LedgerStore Store { get; }

    LedgerSigner Signer { get; }

    /// <summary>What a user gives to --store.</summary>
    string Address { get; }

    Task<DbConnection> ConnectAsync();
}
