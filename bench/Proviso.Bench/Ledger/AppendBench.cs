using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Proviso.Ledger;
using Proviso.Ledger.Entries;
using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;
using TestKit;

namespace Proviso.Bench.Ledger;

/// <summary>
/// Durable ledger appends with proof available, against raw durable inserts of the same bytes into
/// the same database in the same run. Both sides have the same writers, and each writer commits the
/// same number of rows at a time; the ledger's clock stops when every entry is in a signed tree.
/// Rounds alternate, and the median of the rounds' ratios counts.
/// </summary>
internal static class AppendBench
{
    private const int Rounds = 7;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(string[] words)
    {
        var seconds = words.Length > 0
            ? double.Parse(words[0], CultureInfo.InvariantCulture)
            : 2;
        using var folder = new TempFolder();
        var postgres = await PostgresServer.SharedAsync();
        foreach (var (writers, group) in ((int, int)[])[(1, 1), (8, 1), (8, 50)])
        {
            var file = folder[$"bench-{writers}-{group}.db"];
            await CompareAsync("SQLite", file, writers, group, seconds);
            await CompareAsync(
                "PostgreSQL", await postgres.CreateDatabaseAsync(), writers, group, seconds);
        }
    }

    private static async Task CompareAsync(
        string engine, string address, int writers, int group, double seconds)
    {
        await using var store = LedgerStore.Open(address);
        using var signer = LedgerSigner.Create("bench.example/ledger");
        await store.CreateAsync(signer.PublicKey.Name);
        await using (var connection = await ConnectAsync(store, address))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = store is SqliteLedgerStore
                ? "CREATE TABLE raw (id INTEGER PRIMARY KEY, entry TEXT NOT NULL)"
                : "CREATE TABLE raw (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
                    + "entry text NOT NULL)";
            await command.ExecuteNonQueryAsync();
        }

        var load = new Load(store, address, writers, group, TimeSpan.FromSeconds(seconds));
        var ratios = new List<double>();
        var (bestRaw, bestLedger) = (0.0, 0.0);
        for (var round = 0; round <= Rounds; round++)
        {
            var raw = await load.RawAsync();
            var ledger = await load.LedgerAsync(signer, Pause);
            // The first round warms both up and is thrown away.
            if (round == 0)
                continue;
            ratios.Add(ledger / raw);
            (bestRaw, bestLedger) = (Math.Max(raw, bestRaw), Math.Max(ledger, bestLedger));
        }

        ratios.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine,-10} {writers} writers, {group,2} a commit: ratio {ratios[Rounds / 2]:0.00} "
            + $"({ratios[0]:0.00} to {ratios[^1]:0.00}); best raw {bestRaw:N0}/s, "
            + $"best ledger {bestLedger:N0}/s (these two are not ratios)"));
    }

    private static async Task<DbConnection> ConnectAsync(LedgerStore store, string address)
    {
        DbConnection connection = store is SqliteLedgerStore
            ? new SqliteConnection($"Data Source={address}")
            : new NpgsqlConnection(address);
        await connection.OpenAsync();
        return connection;
    }

    private sealed class Load(
        LedgerStore store, string address, int writers, int group, TimeSpan length)
    {
        private int seed;

        /// <summary>Rows a second, each commit durable.</summary>
        public async Task<double> RawAsync()
        {
            var start = Stopwatch.GetTimestamp();
            var rows = await WriteAsync(async (transaction, entry) =>
            {
                await using var command = transaction.Connection!.CreateCommand();
                command.CommandText = "INSERT INTO raw (entry) VALUES (@entry)";
                command.Transaction = transaction;
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@entry";
                parameter.Value = System.Text.Encoding.ASCII.GetString(entry.Bytes.Span);
                command.Parameters.Add(parameter);
                await command.PrepareAsync();
                await command.ExecuteNonQueryAsync();
            });
            return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        /// <summary>Entries a second, each durable and in a signed tree.</summary>
        public async Task<double> LedgerAsync(LedgerSigner signer, TimeSpan pause)
        {
            using var stop = new CancellationTokenSource();
            var sequencer = new LedgerSequencer(store, signer);
            var start = Stopwatch.GetTimestamp();
            var running = sequencer.RunAsync(
                pause, TimeProvider.System, null, fault => throw new LedgerException(fault),
                stop.Token);
            var rows = await WriteAsync(
                (transaction, entry) => store.AppendAsync(transaction, entry));
            await stop.CancelAsync();
            await running;
            await sequencer.SequenceAsync();
            return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        private async Task<int> WriteAsync(Func<DbTransaction, LedgerEntry, Task> write)
        {
            var start = Stopwatch.GetTimestamp();
            var counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(
                async () =>
                {
                    await using var connection = await ConnectAsync(store, address);
                    var rows = 0;
                    while (Stopwatch.GetElapsedTime(start) < length)
                    {
                        // Made before the transaction, as a caller would, on both sides alike.
                        var entries = Enumerable.Range(0, group).Select(_ => Entry()).ToList();
                        await using var transaction = await connection.BeginTransactionAsync();
                        foreach (var entry in entries)
                            await write(transaction, entry);
                        await transaction.CommitAsync();
                        rows += group;
                    }

                    return rows;
                })));
            return counts.Sum();
        }

        private LedgerEntry Entry() => Entries.Make(Interlocked.Increment(ref seed));
    }
}

/// <summary>Entries as the register writes them, about 400 bytes each.</summary>
internal static class Entries
{
    public static LedgerEntry Make(int seed) => LedgerEntry.Create(
        new LedgerEntryParts(
            "decision.recorded", Id(seed), Id(1), DateTimeOffset.UnixEpoch.AddSeconds(seed))
        {
            Book = "england-1.0.0",
            Codes = new Dictionary<string, string> { ["verdict"] = "share" },
            Hashes = new Dictionary<string, TreeHash>
            {
                ["facts"] = SaltedHash.Of(new byte[32], BitConverter.GetBytes(seed)),
            },
            Links = new Dictionary<string, Guid> { ["request"] = Id(-seed) },
        });

    private static Guid Id(int seed) => new(seed, 7, 42, 1, 2, 3, 4, 5, 6, 7, 8);
}
