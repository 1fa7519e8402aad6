using System.Diagnostics;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;
using Proviso.Ledger.Verification;
using TestKit;

namespace Proviso.Ledger.Tests.Storage;

/// <summary>Exports, whole and damaged, before our verifier and the independent one.</summary>
public sealed class ExportFolderTests
{
    private const int Size = 600;

    public static TheoryData<string, string> Damages => new()
    {
        { "entry-changed", "flip tile/entries/001 700" },
        { "entry-removed", "drop tile/entries/001 3" },
        { "entry-removed", "delete tile/entries/001" },
        { "entry-inserted", "double tile/entries/001 3" },
        { "entries-reordered", "swap tile/entries/001 3" },
        { "entry-removed", "cut tile/entries/002.p/88 10" },
        { "tile-changed", "flip tile/0/000 40" },
        { "tile-changed", "flip tile/1/000.p/2 40" },
        { "tile-missing", "delete tile/1/000.p/2" },
        { "tile-changed", "delete tile/0/001" },
        { "signature-wrong", "flip checkpoint 30" },
        { "note-malformed", "cut checkpoint 4" },
        { "entries-cut-off", "delete tile/entries/002.p/88" },
    };

    [Theory]
    [MemberData(nameof(LedgerStoreTests.Engines), MemberType = typeof(LedgerStoreTests))]
    public async Task Export_OfEachEngine_VerifiesHereAndWithNode(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, Size);
        using var folder = new TempFolder();
        await WriteAsync(database, folder["export"]);

        var report = await VerifyAsync(folder["export"], database.Signer.PublicKey);

        Assert.Empty(report.Faults);
        Assert.Equal(((ulong)Size, 4), (report.Entries, report.Tiles));
        Assert.Equal(
            (0, $"{Size} entries and 4 tiles are what '{Ledgers.Name}' signed.\n"),
            await NodeAsync(folder["export"], database.Signer.PublicKey.ToString()));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Verify_DamagedExport_IsNamedAndNodeRefusesItToo(string code, string damage)
    {
        await using var database = await TestDatabases.CreateAsync("sqlite", Size);
        using var folder = new TempFolder();
        await WriteAsync(database, folder["export"]);
        Damage(folder["export"], damage.Split(' '));

        var report = await VerifyAsync(folder["export"], database.Signer.PublicKey);

        Assert.Contains(report.Faults, fault => fault.Code == code);
        var (exit, _) = await NodeAsync(folder["export"], database.Signer.PublicKey.ToString());
        Assert.Equal(4, exit);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    public async Task Export_OfAnySize_VerifiesHereAndWithNode(int size)
    {
        await using var database = await TestDatabases.CreateAsync("sqlite", size);
        using var folder = new TempFolder();
        await WriteAsync(database, folder["export"]);

        Assert.Empty((await VerifyAsync(folder["export"], database.Signer.PublicKey)).Faults);
        Assert.Equal(
            0, (await NodeAsync(folder["export"], database.Signer.PublicKey.ToString())).Exit);
    }

    [Fact]
    public async Task Verify_OlderCheckpointPutIntoAnExport_IsNamed()
    {
        await using var database = await TestDatabases.CreateAsync("sqlite", 500);
        var old = await LedgerStoreTests.Note(database);
        await database.AppendAsync(Enumerable.Range(500, 100));
        await LedgerStoreTests.Sequence(database);
        using var folder = new TempFolder();
        await WriteAsync(database, folder["export"]);
        await File.WriteAllTextAsync(Path.Combine(folder["export"], "checkpoint"), old);

        var fault = Assert.Single(
            (await VerifyAsync(folder["export"], database.Signer.PublicKey)).Faults);

        Assert.Equal("checkpoint-rolled-back", fault.Code);
    }

    [Fact]
    public async Task Write_FolderThatExists_IsRefusedAndLeftAlone()
    {
        await using var database = await TestDatabases.CreateAsync("sqlite", 1);
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["export"], "mine");

        await LedgerStoreTests.AssertFault(
            "export-exists", () => WriteAsync(database, folder["export"]));

        Assert.Equal("mine", await File.ReadAllTextAsync(folder["export"]));
    }

    [Fact]
    public async Task Write_DamagedLedger_LeavesNothingBehind()
    {
        await using var database = await TestDatabases.CreateAsync("sqlite", 600);
        await database.EditByHandAsync("DELETE FROM ledger_tile WHERE level = 1");
        using var folder = new TempFolder();

        await LedgerStoreTests.AssertFault(
            "tile-missing", () => WriteAsync(database, folder["export"]));

        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
    }

    [Fact]
    public async Task Receipt_OfEachEntry_IsCheckedByNodeAsByUs()
    {
        await using var database = await TestDatabases.CreateAsync("sqlite", 300);
        await using var snapshot = await database.Store.ReadAsync();
        using var folder = new TempFolder();
        var key = database.Signer.PublicKey;
        foreach (var index in (ulong[])[0, 254, 255, 256, 299])
        {
            var text = (await Receipt.CreateAsync(snapshot, key, index)).ToText();
            // Each line in turn is damaged in its first character.
            foreach (var at in text.Select((c, i) => (c, i)).Where(p => p.c == '\n')
                .Select(p => p.i + 1).Append(0).Where(i => i < text.Length && text[i] != '\n'))
            {
                var wrong = text[..at] + (text[at] == 'x' ? 'y' : 'x') + text[(at + 1)..];
                Assert.False(Receipt.TryVerify(wrong, key, out _, out _));
            }

            await File.WriteAllTextAsync(folder["r"], text);
            Assert.Equal(0, (await NodeAsync("--receipt", folder["r"], key.ToString())).Exit);
            await File.WriteAllTextAsync(folder["r"], text.Replace(
                $"index {index}\n", $"index {index ^ 1}\n", StringComparison.Ordinal));
            Assert.Equal(4, (await NodeAsync("--receipt", folder["r"], key.ToString())).Exit);
        }
    }

    private static async Task WriteAsync(ITestDatabase database, string folder)
    {
        await using var snapshot = await database.Store.ReadAsync();
        await ExportFolder.WriteAsync(snapshot, database.Signer.PublicKey, folder);
    }

    private static async Task<VerificationReport> VerifyAsync(
        string folder, LedgerPublicKey key) =>
        await LedgerVerifier.VerifyAsync(await ExportFolder.OpenAsync(folder), key);

    private static void Damage(string folder, string[] words)
    {
        var file = Path.Combine(folder, words[1]);
        var number = words.Length > 2
            ? int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        if (words[0] == "delete")
        {
            File.Delete(file);
            return;
        }

        var bytes = File.ReadAllBytes(file);
        if (words[0] is "drop" or "double" or "swap")
        {
            var parts = SplitBundle(bytes);
            if (words[0] == "drop")
                parts.RemoveAt(number);
            else if (words[0] == "double")
                parts.Insert(number, parts[number]);
            else
                parts.Reverse(number, 2);
            bytes = [.. parts.SelectMany(part => part)];
        }
        else if (words[0] == "cut")
        {
            bytes = bytes[..^number];
        }
        else
        {
            bytes[number] ^= 1;
        }

        File.WriteAllBytes(file, bytes);
    }

    private static List<byte[]> SplitBundle(byte[] bundle)
    {
        var parts = new List<byte[]>();
        for (var at = 0; at < bundle.Length; at += parts[^1].Length)
            parts.Add(bundle[at..(at + 2 + (bundle[at] << 8) + bundle[at + 1])]);
        return parts;
    }

    private static async Task<(int Exit, string Output)> NodeAsync(params string[] words)
    {
        var script = Path.Combine(Repository.Root, "samples", "verify-ledger", "verify.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, output);
    }
}
