using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;
using TestKit;
using Xunit.Abstractions;

namespace Proviso.Ledger.Tests.Storage;

/// <summary>Disk full, file read-only, database gone and back, no database at all.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Sequence_DiskFullThenReadOnlyThenLarger_LosesNothingAndGoesOn()
    {
        using var folder = new TempFolder();
        var disk = Directory.CreateDirectory(folder["disk"]).FullName;
        if (!Mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", disk))
        {
            output.WriteLine("Passed without looking: a small disk cannot be mounted here.");
            return;
        }

        try
        {
            var file = Path.Combine(disk, "ledger.db");
            await using var store = new SqliteLedgerStore(file);
            using var signer = LedgerSigner.Create(Ledgers.Name);
            await store.CreateAsync(Ledgers.Name);
            var recorded = await FillAsync(store, file);

            await LedgerStoreTests.AssertFault(
                "store-full", () => new LedgerSequencer(store, signer).SequenceAsync());
            SqliteConnection.ClearAllPools();
            Assert.True(Mount("-o", "remount,ro", disk));
            var readOnly = await Assert.ThrowsAsync<LedgerException>(
                () => new LedgerSequencer(store, signer).SequenceAsync());
            SqliteConnection.ClearAllPools();
            Assert.True(Mount("-o", "remount,rw,size=16m", disk));
            var checkpoint = await new LedgerSequencer(store, signer).SequenceAsync();

            Assert.Contains(
                readOnly.Fault.Code, (string[])["store-read-only", "store-unavailable"]);
            Assert.Equal(recorded, checkpoint!.Size);
            await using var snapshot = await store.ReadAsync();
            Assert.Empty((await Verification.LedgerVerifier.VerifyAsync(
                snapshot, signer.PublicKey)).Faults);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Assert.Equal(0, Run("umount", disk));
        }
    }

    [Fact]
    public async Task Run_DatabaseGoneAndBack_TellsOnceAndGoesOn()
    {
        var server = await PostgresServer.StartOwnAsync();
        try
        {
            var address = await server.CreateDatabaseAsync();
            await using var store = LedgerStore.Open(address);
            await store.CreateAsync(Ledgers.Name);
            using var signer = LedgerSigner.Create(Ledgers.Name);
            var faults = new List<string>();
            using var stop = new CancellationTokenSource();
            var running = new LedgerSequencer(store, signer).RunAsync(
                TimeSpan.FromMilliseconds(50), TimeProvider.System, null,
                fault => faults.Add(fault.Code), stop.Token);
            await AppendAsync(store, address, 1);
            await WaitAsync(store, 1);

            server.Pause();
            while (faults.Count == 0)
                await Task.Delay(20);
            await Task.Delay(300);
            await server.StartAgainAsync();
            await AppendAsync(store, address, 2);
            await WaitAsync(store, 2);
            await stop.CancelAsync();
            await running;

            Assert.Equal("store-unavailable", Assert.Single(faults.Distinct()));
            Assert.InRange(faults.Count, 1, 5);
        }
        finally
        {
            server.Stop();
        }
    }

    [Fact]
    public async Task Read_NothingThere_SaysWhatToDoAndMakesNothing()
    {
        using var folder = new TempFolder();
        await using var missing = LedgerStore.Open(folder["none.db"]);
        await using var nobody = LedgerStore.Open(
            "postgresql://someone:secret@127.0.0.1:1/none");
        await File.WriteAllTextAsync(folder["text.db"], new string('x', 5_000));
        await using var text = LedgerStore.Open(folder["text.db"]);

        await LedgerStoreTests.AssertFault("store-unavailable", () => missing.ReadAsync());
        await LedgerStoreTests.AssertFault("store-unavailable", () => nobody.ReadAsync());
        await LedgerStoreTests.AssertFault("store-damaged", () => text.ReadAsync());
        Assert.False(File.Exists(folder["none.db"]));
        Assert.DoesNotContain("secret", nobody.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host=h;Password=secret;Nonsense=1")]
    [InlineData("postgresql://")]
    public void Open_NeitherFileNorConnection_IsRefusedWithoutShowingIt(string text)
    {
        var error = Assert.Throws<LedgerException>(() => LedgerStore.Open(text));

        Assert.Equal("store-unknown", error.Fault.Code);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Records until there is no room, and counts what was acknowledged.</summary>
    private static async Task<ulong> FillAsync(SqliteLedgerStore store, string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        for (var recorded = 0; ; recorded += 10)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            try
            {
                for (var i = 0; i < 10; i++)
                    await store.AppendAsync(transaction, Ledgers.Entry(recorded + i));
                await transaction.CommitAsync();
            }
            catch (SqliteException e)
            {
                Assert.Equal(13, e.SqliteErrorCode);
                return (ulong)recorded;
            }
        }
    }

    private static bool Mount(params string[] words) =>
        Environment.IsPrivilegedProcess && Run("mount", words) == 0;

    private static int Run(string program, params string[] words)
    {
        using var process = Process.Start(program, words);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static async Task AppendAsync(LedgerStore store, string address, int seed)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(address);
                await connection.OpenAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await store.AppendAsync(transaction, Ledgers.Entry(seed));
                await transaction.CommitAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 20)
            {
                // A pooled connection of before the outage is found dead when it is used.
            }
        }
    }

    private static async Task WaitAsync(LedgerStore store, ulong size)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                await using var snapshot = await store.ReadAsync();
                if (snapshot.Held == size)
                    return;
            }
            catch (LedgerException) when (attempt < 199)
            {
                // As above.
            }

            await Task.Delay(50);
        }

        Assert.Fail($"The tree never came to {size} entries.");
    }
}
