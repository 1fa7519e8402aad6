using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;
using TestKit;

namespace Proviso.Ledger.Tests.Storage;

/// <summary>Kills writers with SIGKILL at random moments, and looks at what is left.</summary>
public sealed class CrashTests
{
    private static int Kills => Repository.LongRuns ? 200 : 5;

    [Theory]
    [MemberData(nameof(LedgerStoreTests.Engines), MemberType = typeof(LedgerStoreTests))]
    public async Task Kill_AtRandomMoments_LosesAndHalvesNothing(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine);
        await database.EditByHandAsync(CrashWriter.Table);
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["key"], database.Signer.ToPem());
        var random = new Random(20_261_121);
        var acknowledged = new HashSet<long>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var writer = Start(database, folder, "server", (kill + 1) * 1_000_000, 0);
            await ReadOneAsync(writer, acknowledged);
            using var timer = new CancellationTokenSource(random.Next(0, 400));
            try
            {
                while (true)
                    await ReadOneAsync(writer, acknowledged, timer.Token);
            }
            catch (OperationCanceledException)
            {
                writer.Kill();
            }

            while (await writer.StandardOutput.ReadLineAsync() is { } line)
                Acknowledge(acknowledged, line);
            await writer.WaitForExitAsync();
            Assert.Equal("", await writer.StandardError.ReadToEndAsync());
            await CheckAsync(database, folder, acknowledged);
        }
    }

    [Fact]
    public async Task TwoServers_OneDatabase_MakeOneTree()
    {
        await using var database = await TestDatabases.CreateAsync("postgres");
        await database.EditByHandAsync(CrashWriter.Table);
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["key"], database.Signer.ToPem());
        // A minute of writing in the long run; a few seconds otherwise.
        var count = Repository.LongRuns ? 30_000 : 1_000;
        using var one = Start(database, folder, "server", 1_000_000, count);
        using var two = Start(database, folder, "other", 2_000_000, count);
        var acknowledged = new HashSet<long>();

        foreach (var server in (Process[])[one, two])
        {
            while (await server.StandardOutput.ReadLineAsync() is { } line)
                Acknowledge(acknowledged, line);
            await server.WaitForExitAsync();
            Assert.Equal("", await server.StandardError.ReadToEndAsync());
            Assert.Equal(0, server.ExitCode);
        }

        Assert.Equal(2 * count, acknowledged.Count);
        await CheckAsync(database, folder, acknowledged);
        File.Copy(folder["other"], folder["server"], overwrite: true);
        await CheckAsync(database, folder, acknowledged);
    }

    private static async Task CheckAsync(
        ITestDatabase database, TempFolder folder, HashSet<long> acknowledged)
    {
        await WaitForTheDyingAsync(database);
        await LedgerStoreTests.Sequence(database);
        await using var snapshot = await database.Store.ReadAsync();
        var report = await Verification.LedgerVerifier.VerifyAsync(
            snapshot, database.Signer.PublicKey);
        var changes = await SeedsAsync(database, "SELECT seed FROM change");

        Assert.Empty(report.Faults);
        Assert.Equal(0UL, report.Pending);
        // No acknowledged change is lost, and no change is without its entry or the other way.
        Assert.Empty(acknowledged.Except(changes));
        Assert.Equal(changes.Count, (int)report.Entries);
        var places = new HashSet<ulong>();
        foreach (var seed in changes)
            places.Add(Assert.Single(await snapshot.FindAsync(Ledgers.Id((int)seed))));
        Assert.Equal(changes.Count, places.Count);
        if (File.Exists(folder["server"]))
        {
            await Witness.AdvanceAsync(
                snapshot, database.Signer.PublicKey,
                await CheckpointFile.ReadAsync(folder["server"]));
        }
    }

    /// <summary>PostgreSQL finishes the statement of a client that was killed, and only then sees
    /// that it is gone: its last commit may come after the kill.</summary>
    private static async Task WaitForTheDyingAsync(ITestDatabase database)
    {
        const string Busy =
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            + "AND backend_type = 'client backend' AND pid <> pg_backend_pid() "
            + "AND state IS DISTINCT FROM 'idle'";
        if (database.Store is SqliteLedgerStore)
            return;
        while ((await SeedsAsync(database, Busy)).Count > 0)
            await Task.Delay(20);
    }

    private static async Task<HashSet<long>> SeedsAsync(ITestDatabase database, string sql)
    {
        await using var connection = await database.ConnectAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var seeds = new HashSet<long>();
        while (await reader.ReadAsync())
            seeds.Add(Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture));
        return seeds;
    }

    private static Process Start(
        ITestDatabase database, TempFolder folder, string checkpoint, int first, int count) =>
        Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(CrashTests).Assembly.Location, database.Address, folder["key"],
                folder[checkpoint], first.ToString(CultureInfo.InvariantCulture),
                count.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;

    private static async Task ReadOneAsync(
        Process writer, HashSet<long> acknowledged, CancellationToken cancellation = default)
    {
        var line = await writer.StandardOutput.ReadLineAsync(cancellation)
            ?? throw new InvalidOperationException(
                "The writer ended: " + await writer.StandardError.ReadToEndAsync(default));
        Acknowledge(acknowledged, line);
    }

    private static void Acknowledge(HashSet<long> acknowledged, string line) =>
        acknowledged.Add(long.Parse(line, CultureInfo.InvariantCulture));
}
