using System.Diagnostics;
using System.Globalization;
using Proviso.Ledger;
using Proviso.Ledger.Storage;
using Proviso.Register.Items;
using Proviso.Register.People;
using Proviso.Register.Wishes;
using TestKit;

namespace Proviso.Register.Tests.Storage;

/// <summary>Kills writers with SIGKILL at random moments, and looks at what is left; and lets two
/// write at once.</summary>
public sealed class CrashTests
{
    private const int KillsPerStore = 25;

    private static int Kills => Repository.LongRuns ? 200 : 5;

    [Theory, BothEngines]
    public async Task Kill_AtRandomMoments_LosesAndHalvesNothing(bool postgres)
    {
        var random = new Random(20_261_122);
        for (var kill = 0; kill < Kills; kill += KillsPerStore)
        {
            await using var test = await TestStore.CreateAsync(postgres);
            var acknowledged = new Dictionary<int, (int Step, Guid Person)>();
            for (var i = 0; i < Math.Min(KillsPerStore, Kills - kill); i++)
            {
                await KillOneAsync(test, (i + 1) * 1_000_000, random.Next(0, 500), acknowledged);
                await CheckAsync(test, acknowledged, "server");
            }
        }
    }

    [Fact]
    public async Task TwoProcesses_OneDatabase_MakeOneTree()
    {
        await using var test = await TestStore.CreateAsync(postgres: true);
        var seconds = Repository.LongRuns ? 60 : 10;
        using var one = Start(test, "server", 1_000_000, seconds);
        using var two = Start(test, "other", 2_000_000, seconds);
        var acknowledged = new Dictionary<int, (int Step, Guid Person)>();
        foreach (var server in (Process[])[one, two])
        {
            while (await server.StandardOutput.ReadLineAsync() is { } line)
                Acknowledge(acknowledged, line);
            await server.WaitForExitAsync();
            Assert.Equal("", await server.StandardError.ReadToEndAsync());
            Assert.Equal(0, server.ExitCode);
        }

        Assert.Contains(acknowledged.Keys, seed => seed < 2_000_000);
        Assert.Contains(acknowledged.Keys, seed => seed >= 2_000_000);
        await CheckAsync(test, acknowledged, "server");
        await CheckAsync(test, acknowledged, "other");
        // No place of the tree is without an entry, and no entry has two.
        var size = await test.NumberAsync("SELECT size FROM ledger_state");
        Assert.Equal(size, await test.NumberAsync("SELECT count(*) FROM ledger_leaf"));
        Assert.Equal(size, await test.NumberAsync("SELECT count(*) FROM ledger_entry"));
        Assert.Equal(size, await test.NumberAsync("SELECT max(idx) + 1 FROM ledger_leaf"));
        Assert.Equal(0, await test.NumberAsync(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    private static async Task KillOneAsync(
        TestStore test, int first, int milliseconds,
        Dictionary<int, (int Step, Guid Person)> acknowledged)
    {
        using var writer = Start(test, "server", first, 0);
        var line = await writer.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException(
                "The writer ended: " + await writer.StandardError.ReadToEndAsync());
        Acknowledge(acknowledged, line);
        using var timer = new CancellationTokenSource(milliseconds);
        try
        {
            while (await writer.StandardOutput.ReadLineAsync(timer.Token) is { } next)
                Acknowledge(acknowledged, next);
        }
        catch (OperationCanceledException)
        {
            writer.Kill();
        }

        while (await writer.StandardOutput.ReadLineAsync() is { } rest)
            Acknowledge(acknowledged, rest);
        await writer.WaitForExitAsync();
        Assert.Equal("", await writer.StandardError.ReadToEndAsync());
    }

    private static async Task CheckAsync(
        TestStore test, Dictionary<int, (int Step, Guid Person)> acknowledged, string checkpoint)
    {
        await WaitForTheDyingAsync(test);
        var report = await test.CheckAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(0UL, report.Ledger.Pending);

        var people = new Dictionary<Guid, Held<Person>>();
        await foreach (var one in test.Store.AllAsync<Person>())
            people.Add(one.Id, one);
        var items = new List<Held<Item>>();
        await foreach (var one in test.Store.AllAsync<Item>())
            items.Add(one);
        var wishes = new HashSet<Guid>();
        await foreach (var one in test.Store.AllAsync<Wish>())
            Assert.True(wishes.Add(one.Owner));
        // Nothing half: whoever is there has all that was written with them.
        Assert.Equal(people.Keys.ToHashSet(), wishes);
        var second = items.Where(i => i.Value.Title == "second").Select(i => i.Owner).ToList();
        Assert.Equal(
            people.Values.Where(p => p.Version == 2).Select(p => p.Id).ToHashSet(),
            second.ToHashSet());
        // Nothing lost.
        var first = items.Where(i => i.Value.Title == "first").Select(i => i.Owner).ToHashSet();
        foreach (var (seed, (step, person)) in acknowledged)
        {
            var held = people[person];
            Assert.Equal(seed.ToString(CultureInfo.InvariantCulture), held.Value.LocalNumber);
            Assert.True(held.Version >= Math.Min(step, 2));
            Assert.False(step == 3 && first.Contains(person));
        }

        if (File.Exists(Path.Combine(test.Folder, checkpoint)))
        {
            await using var source = await test.Store.Ledger.ReadAsync();
            await Witness.AdvanceAsync(
                source, test.Store.KeyFolder.Signer.PublicKey,
                await CheckpointFile.ReadAsync(Path.Combine(test.Folder, checkpoint)));
        }
    }

    /// <summary>PostgreSQL finishes the statement of a client that was killed, and only then sees
    /// that it is gone: its last commit may come after the kill.</summary>
    private static async Task WaitForTheDyingAsync(TestStore test)
    {
        const string Busy =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            + "AND backend_type = 'client backend' AND pid <> pg_backend_pid() "
            + "AND state IS DISTINCT FROM 'idle'";
        while (test.IsPostgres && await test.NumberAsync(Busy) > 0)
            await Task.Delay(20);
    }

    private static Process Start(TestStore test, string checkpoint, int first, int seconds) =>
        Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(CrashTests).Assembly.Location, test.Connection, test.KeyPath,
                Path.Combine(test.Folder, checkpoint), first.ToString(CultureInfo.InvariantCulture),
                seconds.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;

    private static void Acknowledge(
        Dictionary<int, (int Step, Guid Person)> acknowledged, string line)
    {
        var words = line.Split(' ');
        acknowledged[int.Parse(words[0], CultureInfo.InvariantCulture)] = (
            int.Parse(words[1], CultureInfo.InvariantCulture), Guid.Parse(words[2]));
    }
}
