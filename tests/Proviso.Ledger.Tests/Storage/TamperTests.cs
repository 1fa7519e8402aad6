using Proviso.Ledger.Notes;

namespace Proviso.Ledger.Tests.Storage;

/// <summary>Each way of editing the database by hand, without the ledger's key.</summary>
public sealed class TamperTests
{
    private const string UnlockSqlite =
        "DROP TRIGGER ledger_entry_kept; DROP TRIGGER ledger_entry_fixed;";

    private const string UnlockPostgres = "ALTER TABLE ledger_entry DISABLE TRIGGER ALL;";

    public static TheoryData<string, string, string, string> Edits
    {
        get
        {
            var edits = new TheoryData<string, string, string, string>();
            Add("entry-changed:300", "UPDATE ledger_entry SET entry = "
                + "replace(entry, 'share', 'refuse') WHERE id = 301", null);
            Add("entry-removed:300", "DELETE FROM ledger_entry WHERE id = 301", null);
            Add("entry-removed:300", null, "DELETE FROM ledger_leaf WHERE idx = 300");
            Add("entries-reordered:5",
                "UPDATE ledger_entry SET id = -1 WHERE id = 6;"
                + "UPDATE ledger_entry SET id = 6 WHERE id = 401;"
                + "UPDATE ledger_entry SET id = 401 WHERE id = -1",
                "UPDATE ledger_leaf SET entry_id = -1 WHERE idx = 5;"
                + "UPDATE ledger_leaf SET entry_id = 6 WHERE idx = 400;"
                + "UPDATE ledger_leaf SET entry_id = 401 WHERE idx = 5");
            Add("entry-inserted:5",
                "UPDATE ledger_entry SET id = -id WHERE id > 5;"
                + "UPDATE ledger_entry SET id = 1 - id WHERE id < 0;"
                + "INSERT INTO ledger_entry SELECT 6, subject, replace(entry, 'share', 'x') "
                + "FROM ledger_entry WHERE id = 1",
                "ALTER TABLE ledger_leaf DROP CONSTRAINT ledger_leaf_pkey;"
                + "UPDATE ledger_leaf SET idx = idx + 1 WHERE idx >= 5;"
                + "INSERT INTO ledger_entry (id, subject, entry) OVERRIDING SYSTEM VALUE "
                + "SELECT 9999, subject, replace(entry, 'share', 'x') FROM ledger_entry "
                + "WHERE id = 1; INSERT INTO ledger_leaf VALUES (5, 9999)");
            Add("entry-unlisted", null,
                "INSERT INTO ledger_entry (subject, entry) "
                + "SELECT subject, entry FROM ledger_entry WHERE id = 1");
            Add("subject-changed", "UPDATE ledger_entry SET subject = "
                + "'00000000-0000-0000-0000-000000000000' WHERE id = 7", null);
            Add("tile-changed", "UPDATE ledger_tile SET hashes = "
                + "(SELECT hashes FROM ledger_tile WHERE level = 0 AND idx = 0) "
                + "WHERE level = 0 AND idx = 1", null);
            Add("tile-changed", "UPDATE ledger_tile SET hashes = "
                + "(SELECT hashes FROM ledger_tile WHERE level = 0 AND idx = 0) "
                + "WHERE level = 1", null);
            Add("tile-missing", "DELETE FROM ledger_tile WHERE level = 1", null);
            Add("state-changed", "UPDATE ledger_state SET size = 599", null);
            Add("entry-inserted", null, "INSERT INTO ledger_leaf VALUES (600, 601)");
            Add("checkpoint-missing", "UPDATE ledger_state SET checkpoint = ''", null);
            Add("note-malformed", "UPDATE ledger_state SET checkpoint = 'trust me'", null);
            Add("signature-wrong", "UPDATE ledger_state SET checkpoint = "
                + "replace(checkpoint, '600', '500')", null);
            return edits;

            void Add(string code, string? both, string? postgres)
            {
                if (both is not null)
                    edits.Add("sqlite", code, both, UnlockSqlite);
                edits.Add("postgres", code, postgres ?? both!, UnlockPostgres);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Verify_RowsEditedByHand_NamesWhatWasDone(
        string engine, string code, string sql, string unlock)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 600);
        await database.EditByHandAsync(unlock + sql);

        var faults = (await LedgerStoreTests.Verify(database)).Faults;

        var parts = code.Split(':');
        var named = faults.Where(fault => fault.Code == parts[0]).ToList();
        Assert.True(named.Count > 0, $"found only: {string.Join("; ", faults)}");
        if (parts.Length > 1)
            Assert.Contains(named, f => f.Message.Contains(parts[1], StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(LedgerStoreTests.Engines), MemberType = typeof(LedgerStoreTests))]
    public async Task Verify_CheckpointOfYesterdayPutBack_IsNamed(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 500);
        var old = await LedgerStoreTests.Note(database);
        await database.AppendAsync(Enumerable.Range(500, 100));
        await LedgerStoreTests.Sequence(database);
        await database.EditByHandAsync(
            $"UPDATE ledger_state SET checkpoint = '{old}', size = 500");

        var faults = (await LedgerStoreTests.Verify(database)).Faults;

        Assert.Equal(
            ["checkpoint-rolled-back", "state-changed"], faults.Select(fault => fault.Code));
    }

    [Theory]
    [MemberData(nameof(LedgerStoreTests.Engines), MemberType = typeof(LedgerStoreTests))]
    public async Task Verify_SignatureOfAnotherKeyOrText_IsNamed(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 5);
        var note = await LedgerStoreTests.Note(database);
        using var stranger = LedgerSigner.Create(Ledgers.Name);
        var text = note[..(note.IndexOf("\n\n", StringComparison.Ordinal) + 1)];
        var other = database.Signer.Sign("something else\n");
        var swapped = text + other[other.IndexOf("\n\n", StringComparison.Ordinal)..][1..];
        foreach (var (edited, code) in ((string, string)[])
            [(stranger.Sign(text), "signature-missing"), (swapped, "signature-wrong")])
        {
            await database.EditByHandAsync($"UPDATE ledger_state SET checkpoint = '{edited}'");

            var fault = Assert.Single((await LedgerStoreTests.Verify(database)).Faults);

            Assert.Equal(code, fault.Code);
        }
    }

    [Theory]
    [MemberData(nameof(LedgerStoreTests.Engines), MemberType = typeof(LedgerStoreTests))]
    public async Task Verify_EntryAndItsTilesRewrittenTogether_IsNamed(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 600);
        // Another history of the same length, with the first one's checkpoint.
        await using var forged = await TestDatabases.CreateAsync(engine);
        await forged.AppendAsync(Enumerable.Range(0, 599).Append(7_000));
        await LedgerStoreTests.Sequence(forged);
        var note = await LedgerStoreTests.Note(database);
        await forged.EditByHandAsync($"UPDATE ledger_state SET checkpoint = '{note}'");

        await using var snapshot = await forged.Store.ReadAsync();
        var report = await Verification.LedgerVerifier.VerifyAsync(
            snapshot, database.Signer.PublicKey);

        Assert.Equal("tree-rewritten", report.Faults[0].Code);
    }

    [Theory]
    [MemberData(nameof(LedgerStoreTests.Engines), MemberType = typeof(LedgerStoreTests))]
    public async Task Advance_DatabasePutBackOrRewritten_IsNamed(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 600);
        var kept = await LedgerStoreTests.Note(database);

        foreach (var (seeds, code) in ((IEnumerable<int>, string)[])
            [
                (Enumerable.Range(0, 599), "rolled-back"),
                (Enumerable.Range(1, 600), "rewritten"),
                (Enumerable.Range(1, 900), "rewritten"),
            ])
        {
            // The operator has the key: only a checkpoint kept elsewhere can tell.
            await using var forged = await TestDatabases.CreateAsync(engine);
            await forged.AppendAsync(seeds);
            await LedgerStoreTests.Sequence(forged, database.Signer);
            await using var snapshot = await forged.Store.ReadAsync();

            await LedgerStoreTests.AssertFault(code, () =>
                Witness.AdvanceAsync(snapshot, database.Signer.PublicKey, kept));
        }
    }

    [Theory]
    [MemberData(nameof(LedgerStoreTests.Engines), MemberType = typeof(LedgerStoreTests))]
    public async Task Sequence_StoredTreeEditedByHand_SignsNothing(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 300);
        await database.EditByHandAsync(
            "UPDATE ledger_tile SET hashes = "
            + "(SELECT hashes FROM ledger_tile WHERE level = 0 AND idx = 1) WHERE level = 1");
        await database.AppendAsync([300]);
        var before = await LedgerStoreTests.Note(database);

        await LedgerStoreTests.AssertFault(
            "tree-changed", () => LedgerStoreTests.Sequence(database));

        Assert.Equal(before, await LedgerStoreTests.Note(database));
    }

    [Theory]
    [MemberData(nameof(LedgerStoreTests.Engines), MemberType = typeof(LedgerStoreTests))]
    public async Task Sequence_StorePutBackUnderARunningServer_SignsNothing(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, 5);
        var old = await LedgerStoreTests.Note(database);
        var sequencer = new LedgerSequencer(database.Store, database.Signer);
        await database.AppendAsync([5]);
        await sequencer.SequenceAsync();
        await database.EditByHandAsync(
            $"UPDATE ledger_state SET checkpoint = '{old}', size = 5");
        await database.AppendAsync([6]);

        await LedgerStoreTests.AssertFault("store-rolled-back", () => sequencer.SequenceAsync());
    }
}
