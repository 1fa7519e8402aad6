using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Proviso.Cli.Tests.Rulebook;

/// <summary>England's book, as the command line shows it.</summary>
public class EnglandTests(ITestOutputHelper output)
{
    // The groups of requirements that the rule book answers; of GE only the thirteenth.
    private const string Groups =
        "DF DC CB RP RA RF RO RL RC RX RD SG CN OB CP PI LD LR AN MN IN SA X";

    private static string Samples => Path.Combine(Checkout.Root, "samples", "cases");

    [Fact]
    public async Task Prove_Holds()
    {
        var ran = await RunAsync("prove", "--json");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        using var json = JsonDocument.Parse(ran.Output);
        var root = json.RootElement;
        foreach (var name in (string[])["contradictions", "deadRules", "invariantsFailed",
            "examplesFailed"])
        {
            Assert.Equal(0, root.GetProperty(name).GetInt32());
        }

        Assert.Empty(root.GetProperty("problems").EnumerateArray());
        Assert.True(root.GetProperty("invariants").GetInt32() >= 40);
        Assert.True(root.GetProperty("examples").GetInt32() >= 80);
        Assert.Matches("^[1-9][0-9]{15,}$", root.GetProperty("combinations").GetString());
        // Not a benchmark: only a sign that something is far off.
        Assert.InRange(root.GetProperty("compileMs").GetInt32(), 0, 5_000);
        output.WriteLine(ran.Output);
    }

    [Fact]
    public async Task Coverage_IsComplete()
    {
        var ran = await RunAsync("coverage", "--json");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        using var json = JsonDocument.Parse(ran.Output);
        Assert.Empty(json.RootElement.GetProperty("uncovered").EnumerateArray());
        Assert.Equal(json.RootElement.GetProperty("ids").GetInt32(),
            json.RootElement.GetProperty("covered").GetInt32());
    }

    [Fact]
    public async Task Coverage_ListsExactlyTheRequirementsThatTheBookHasToAnswer()
    {
        if (Checkout.Shared is not { } shared)
        {
            output.WriteLine("The shared documents are not here, so this was not checked.");
            return;
        }

        var text = await File.ReadAllTextAsync(Path.Combine(shared, "requirements.md"));
        var groups = Groups.Split(' ').ToHashSet();
        var wanted = Regex.Matches(text, @"^\| (?<group>[A-Z]{1,2})-(?<number>\d+) \|",
                RegexOptions.Multiline, TimeSpan.FromSeconds(5))
            .Where(m => groups.Contains(m.Groups["group"].Value) || m.Value == "| GE-13 |")
            .Select(m => $"{m.Groups["group"].Value}-{m.Groups["number"].Value}")
            .Concat(Enumerable.Range(1, 11).Select(i => $"B{i}"));
        using var json = JsonDocument.Parse((await RunAsync("coverage", "--json")).Output);
        var listed = json.RootElement.GetProperty("rows").EnumerateArray()
            .Select(r => r.GetProperty("id").GetString()!);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Questions_AreFewAndNeverPointless()
    {
        var ran = await RunAsync("questions", "--json", "--samples", Samples);
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        using var json = JsonDocument.Parse(ran.Output);
        var random = json.RootElement.GetProperty("random");
        Assert.Equal((100_000, 0), (random.GetProperty("walks").GetInt32(),
            random.GetProperty("pointless").GetInt32()));
        Assert.InRange(random.GetProperty("max").GetInt32(), 1, 25);
        Assert.InRange(random.GetProperty("longest").GetInt32(), 1, 25);
        var samples = json.RootElement.GetProperty("samples");
        Assert.True(samples.GetProperty("cases").GetInt32() > 0);
        Assert.InRange(samples.GetProperty("mean").GetDouble(), 1, 8);
        output.WriteLine(ran.Output);
    }

    [Fact]
    public async Task Decide_EverySample_GivesWhatItExpects()
    {
        var paths = Directory.GetFiles(Samples, "*.yaml");
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            var text = await File.ReadAllTextAsync(path);
            Assert.Contains("expect:", text, StringComparison.Ordinal);
            foreach (var more in (string[])["--json", "--explain"])
            {
                var ran = await CommandLine.RunAsync(
                    "decide", path, more, "--book", Checkout.England);
                Assert.Equal((Path.GetFileName(path), ExitCodes.Ok, ""),
                    (Path.GetFileName(path), ran.Code, ran.Error));
            }
        }
    }

    [Fact]
    public async Task Draw_OffersTheTwoFlowcharts()
    {
        foreach (var id in (string[])["direct-care", "community-benefit"])
        {
            var ran = await RunAsync("draw", id);
            Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
            Assert.StartsWith("<svg", ran.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Check_BookThatComesWithTheProgram_IsEnglands()
    {
        var ran = await CommandLine.RunAsync("rulebook", "check");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.Equal((await RunAsync("check")).Output, ran.Output);
    }

    private static Task<Ran> RunAsync(params string[] args) =>
        CommandLine.RunAsync(["rulebook", .. args, "--book", Checkout.England]);
}
