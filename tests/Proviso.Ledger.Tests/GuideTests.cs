using System.Data.Common;
using System.Text.RegularExpressions;
using Proviso.Ledger.Entries;
using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;
using Proviso.Ledger.Tests.Storage;
using TestKit;

namespace Proviso.Ledger.Tests;

/// <summary>The guide says what the code does.</summary>
public sealed partial class GuideTests
{
    private static string Guide { get; } = File.ReadAllText(
        Path.Combine(Repository.Root, "docs", "guides", "ledger.md"));

    [Fact]
    public void Guide_ListsEveryFaultCodeThatTheSourceNames()
    {
        var folders = (string[])["src/Proviso.Ledger", "src/Proviso.Cli/Ledger"];
        var source = string.Concat(folders
            .SelectMany(f => Directory.EnumerateFiles(
                Path.Combine(Repository.Root, f), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        // Every hyphenated word in quotes is a code, but for the name of a command.
        var codes = FaultCode().Matches(source).Select(m => m.Groups["code"].Value)
            .Except(["verify-receipt"]).ToHashSet();

        Assert.InRange(codes.Count, 35, 60);
        Assert.All(codes, c => Assert.Contains($"`{c}`", Guide, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Guide_ItsExamples_AreThisCodeAndRun()
    {
        await using var database = await TestDatabases.CreateAsync("sqlite");
        using var folder = new TempFolder();
        using var stop = new CancellationTokenSource();
        await using var connection = await database.ConnectAsync();

        await AppendAsync(
            database.Address, database.Signer, connection, Ledgers.Id(1), Ledgers.Id(2),
            TimeProvider.System, new byte[32], [1, 2, 3]);
        var running = RunAsync(
            database.Store, database.Signer, TimeProvider.System, folder["published"],
            _ => { }, stop.Token);
        while (!File.Exists(folder["published"]))
            await Task.Delay(20);
        await stop.CancelAsync();
        await running;

        Assert.Equal(1UL, (await LedgerStoreTests.Verify(database)).Entries);
        var own = await File.ReadAllTextAsync(Path.Combine(
            Repository.Root, "tests", "Proviso.Ledger.Tests", "GuideTests.cs"));
        foreach (Match block in CodeBlock().Matches(Guide))
        {
            Assert.Contains(
                Squeeze(block.Groups["code"].Value), Squeeze(own), StringComparison.Ordinal);
        }
    }

    private static async Task AppendAsync(
        string fileOrConnection, LedgerSigner signer, DbConnection connection, Guid decision,
        Guid actor, TimeProvider time, byte[] salt, byte[] facts)
    {
        await using var store = LedgerStore.Open(fileOrConnection);
        await store.CreateAsync(signer.PublicKey.Name);

        await using var transaction = await connection.BeginTransactionAsync();
        // … the caller's own rows …
        await store.AppendAsync(transaction, LedgerEntry.Create(
            new LedgerEntryParts("decision.recorded", decision, actor, time.GetUtcNow())
            {
                Book = "england-1.0.0",
                Codes = new Dictionary<string, string> { ["verdict"] = "share" },
                Hashes = new Dictionary<string, TreeHash>
                {
                    ["facts"] = SaltedHash.Of(salt, facts),
                },
            }));
        await transaction.CommitAsync();
    }

    private static async Task RunAsync(
        LedgerStore store, LedgerSigner signer, TimeProvider time, string publishedFile,
        Action<string> log, CancellationToken stopping)
    {
        await new LedgerSequencer(store, signer).RunAsync(
            TimeSpan.FromMilliseconds(200), time,
            _ => CheckpointFile.PublishAsync(store, signer.PublicKey, publishedFile),
            fault => log(fault.Code), stopping);
    }

    private static string Squeeze(string code) => Space().Replace(code, " ").Trim();

    [GeneratedRegex("\"(?<code>[a-z]+(-[a-z]+)+)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FaultCode();

    [GeneratedRegex(
        "```csharp\\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("\\s+", RegexOptions.None, 10_000)]
    private static partial Regex Space();
}
