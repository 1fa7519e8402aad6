using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;

namespace Proviso.Ledger.Tests.Storage;

/// <summary>
/// A server as far as the ledger is concerned: several writers record changes of their own table
/// together with ledger entries, and a sequencer runs and publishes. Each commit is acknowledged on
/// standard output. It runs until it is killed, or for a number of changes.
/// </summary>
internal static class CrashWriter
{
    public const string Table = "CREATE TABLE IF NOT EXISTS change (seed bigint PRIMARY KEY)";

    private static readonly Lock Output = new();

    /// <summary>Takes store, key file, checkpoint file, first seed, count (0: no end).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var store = LedgerStore.Open(args[0]);
        if (!LedgerSigner.TryFromPem(
            Ledgers.Name, await File.ReadAllTextAsync(args[1]), out var signer, out var fault))
        {
            throw new LedgerException(fault);
        }

        using var stop = new CancellationTokenSource();
        var sequencer = new LedgerSequencer(store, signer).RunAsync(
            TimeSpan.FromMilliseconds(20), TimeProvider.System,
            checkpoint => CheckpointFile.PublishAsync(store, signer.PublicKey, args[2]),
            problem => Console.Error.WriteLine(problem), stop.Token);
        var first = int.Parse(args[3], CultureInfo.InvariantCulture);
        var count = int.Parse(args[4], CultureInfo.InvariantCulture);
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(
            () => WriteAsync(store, args[0], first + writer, count / 4)));
        await Task.WhenAll(writers);
        await stop.CancelAsync();
        await sequencer;
        signer.Dispose();
        return 0;
    }

    private static async Task WriteAsync(LedgerStore store, string address, int seed, int count)
    {
        await using DbConnection connection = store is SqliteLedgerStore
            ? new SqliteConnection($"Data Source={address}")
            : new NpgsqlConnection(address);
        await connection.OpenAsync();
        for (var done = 0; count == 0 || done < count; done++, seed += 4)
        {
            await using (var transaction = await connection.BeginTransactionAsync())
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "INSERT INTO change VALUES (@seed)";
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ("@seed", (long)seed);
                command.Parameters.Add(parameter);
                await command.ExecuteNonQueryAsync();
                await store.AppendAsync(transaction, Ledgers.Entry(seed));
                await transaction.CommitAsync();
            }

            // Written and flushed whole before the next change: what is printed is acknowledged.
            lock (Output)
            {
                Console.Out.Write(seed.ToString(CultureInfo.InvariantCulture) + "\n");
                Console.Out.Flush();
            }
        }
    }
}
