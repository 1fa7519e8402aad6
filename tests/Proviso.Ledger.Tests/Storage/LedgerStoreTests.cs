using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Verification;

namespace Proviso.Ledger.Tests.Storage;

/// <summary>One suite for both engines.</summary>
public sealed class LedgerStoreTests
{
    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sequence_NothingRecorded_SignsTheEmptyTreeOnce(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine);
        var sequencer = new LedgerSequencer(database.Store, database.Signer);

        var first = await sequencer.SequenceAsync();
        var second = await sequencer.SequenceAsync();

        Assert.Equal(new Checkpoint(Ledgers.Name, 0, TreeHashing.EmptyRoot), first!.Checkpoint);
        Assert.Null(second);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Append_CallerRollsBack_ThereWasNoEntry(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine);
        await using (var connection = await database.ConnectAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await database.Store.AppendAsync(transaction, Ledgers.Entry(1));
            await transaction.RollbackAsync();
        }

        await database.AppendAsync([2]);
        var checkpoint = await Sequence(database);

        Assert.Equal(1UL, checkpoint!.Size);
        Assert.Equal(Ledgers.Entry(2).LeafHash, checkpoint.Checkpoint.Root);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sequence_AnySteps_GivesTheRootOfTheDefinition(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine);
        var leaves = new List<TreeHash>();
        foreach (var step in (int[])[1, 1, 2, 200, 52, 1, 255, 300])
        {
            var seeds = Enumerable.Range(leaves.Count, step).ToList();
            leaves.AddRange(seeds.Select(seed => Ledgers.Entry(seed).LeafHash));
            await database.AppendAsync(seeds);

            var checkpoint = await Sequence(database);

            Assert.Equal((ulong)leaves.Count, checkpoint!.Size);
            Assert.Equal(TreeHashing.Root(leaves.ToArray()), checkpoint.Checkpoint.Root);
        }

        Assert.Empty((await Verify(database)).Faults);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Verify_WholeLedger_ChecksEveryEntryAndTile(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 700);
        await database.AppendAsync([700, 701]);

        var report = await Verify(database);

        Assert.True(report.IsValid);
        Assert.Equal((700UL, 2UL, 4), (report.Entries, report.Pending, report.Tiles));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Receipt_OfEveryEntry_ProvesItToAStranger(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 300);
        await using var snapshot = await database.Store.ReadAsync();
        Assert.True(LedgerPublicKey.TryParse(
            database.Signer.PublicKey.ToString(), out var key, out _));
        foreach (var seed in (int[])[0, 1, 127, 255, 256, 299])
        {
            var index = Assert.Single(await snapshot.FindAsync(Ledgers.Id(seed)));
            var receipt = await Receipt.CreateAsync(snapshot, key, index);

            Assert.True(Receipt.TryVerify(receipt.ToText(), key, out var read, out _));
            Assert.Equal(Ledgers.Entry(seed).Bytes.ToArray(), read.Entry.Bytes.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Snapshot_LedgerGrowsMeanwhile_StaysAsItWas(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 10);
        await using var snapshot = await database.Store.ReadAsync();
        await database.AppendAsync(Enumerable.Range(10, 500));
        await Sequence(database);

        var report = await LedgerVerifier.VerifyAsync(snapshot, database.Signer.PublicKey);

        Assert.True(report.IsValid);
        Assert.Equal(10UL, report.Entries);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Advance_LaterLedger_IsProvedToHoldTheEarlierOne(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 3);
        var kept = await Note(database);
        foreach (var more in (int[])[4, 250, 300])
        {
            await database.AppendAsync(Enumerable.Range(0, more));
            await Sequence(database);
            await using var snapshot = await database.Store.ReadAsync();

            var today = await Witness.AdvanceAsync(snapshot, database.Signer.PublicKey, kept);

            Assert.NotEqual(kept, today.Note);
            kept = today.Note;
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sequence_ClockSetBackAnHour_KeepsTheOrderOfCommit(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine);
        // The entries' times follow from their seeds: the second says an hour before the first.
        await database.AppendAsync([4_000]);
        await database.AppendAsync([400]);
        await Sequence(database);
        await using var snapshot = await database.Store.ReadAsync();

        Assert.Equal([0UL], await snapshot.FindAsync(Ledgers.Id(4_000)));
        Assert.Equal([1UL], await snapshot.FindAsync(Ledgers.Id(400)));
        Assert.Empty((await Verify(database)).Faults);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Run_PublishingFails_IsToldAndTriedAgain(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 3);
        using var stop = new CancellationTokenSource();
        var faults = new List<string>();
        var attempts = 0;
        await database.AppendAsync([3]);

        await new LedgerSequencer(database.Store, database.Signer).RunAsync(
            TimeSpan.FromMilliseconds(10), TimeProvider.System,
            checkpoint =>
            {
                Assert.Equal(4UL, checkpoint.Size);
                if (++attempts < 3)
                    throw new LedgerException(new("file-unwritable", "as a full disk would"));
                stop.Cancel();
                return Task.CompletedTask;
            },
            fault => faults.Add(fault.Code), stop.Token);

        Assert.Equal(3, attempts);
        Assert.Equal(["file-unwritable"], faults);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Create_DatabaseOfAnotherLedger_IsRefused(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 1);
        await database.Store.CreateAsync(Ledgers.Name);

        var error = await Assert.ThrowsAsync<LedgerException>(
            () => database.Store.CreateAsync("other.example/ledger"));

        Assert.Equal("origin-wrong", error.Fault.Code);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sequence_KeyOfAnotherLedger_SignsNothing(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 1);
        await database.AppendAsync([1]);
        using var other = LedgerSigner.Create(Ledgers.Name);
        using var stranger = LedgerSigner.Create("other.example/ledger");

        await AssertFault("signature-missing", () => Sequence(database, other));
        await AssertFault("origin-wrong", () => Sequence(database, stranger));
        Assert.Equal(1UL, (await Verify(database)).Entries);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Entries_ChangedOrDeletedByOrdinaryStatements_AreRefused(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 2);

        foreach (var sql in (string[])
            ["UPDATE ledger_entry SET entry = entry", "DELETE FROM ledger_entry"])
        {
            var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
                () => database.EditByHandAsync(sql));
            Assert.Contains("ledger entries are never", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Read_DatabaseWithoutALedger_SaysSo(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine);
        await database.EditByHandAsync("DROP TABLE ledger_state");

        await AssertFault("store-not-a-ledger", async () => await database.Store.ReadAsync());
    }

    internal static Task<SignedCheckpoint?> Sequence(
        ITestDatabase database, LedgerSigner? signer = null) =>
        new LedgerSequencer(database.Store, signer ?? database.Signer).SequenceAsync();

    internal static async Task<VerificationReport> Verify(ITestDatabase database)
    {
        await using var snapshot = await database.Store.ReadAsync();
        return await LedgerVerifier.VerifyAsync(snapshot, database.Signer.PublicKey);
    }

    internal static async Task<string> Note(ITestDatabase database)
    {
        await using var snapshot = await database.Store.ReadAsync();
        return snapshot.CheckpointNote!;
    }

    internal static async Task AssertFault(string code, Func<Task> work) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<LedgerException>(work)).Fault.Code);
}
