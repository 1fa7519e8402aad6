using System.Text.RegularExpressions;
using Proviso.Cli;
using TestKit;

namespace Proviso.Deidentification.Tests.Tables.Cli;

/// <summary>The guide's commands and the examples of --help do what they say.</summary>
public sealed class ExamplesTests : IDisposable
{
    private static readonly string[] Outputs =
        ["--out", "--pdf", "--mapping", "--first-out", "--second-out"];

    private readonly TempFolder folder = new();

    [Fact]
    public async Task Guide_EveryCommandRuns_AndThenEveryExampleOfHelp()
    {
        var guide = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs", "guides", "anonymise-tables.md"));
        var commands = All(guide, @"```(?<x>[a-z]*\n.*?)\n```")
            .Where(block => !block.StartsWith("sh\n", StringComparison.Ordinal))
            .SelectMany(block => block.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Where(l => l.TrimStart('$', ' ').StartsWith("./proviso ", StringComparison.Ordinal))
            .Select(l => l.TrimStart('$', ' ')["./proviso ".Length..].Split(" | ")[0]).ToList();
        Assert.True(commands.Count >= 9);
        foreach (var command in commands)
            await RunAsync(command);

        var names = All(
            await CommandRun.GoodAsync("deidentify", "--help"), @"\n  (?<x>[a-z-]+)  +[A-Z]");
        Assert.Contains("relink", names);
        foreach (var name in names)
        {
            var help = await CommandRun.GoodAsync("deidentify", name, "--help");
            var example = Assert.Single(All(help, @"Example[^:]*: proviso (?<x>[^\n]+)"));
            Clear(name, example);
            await RunAsync(example);
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>An example writes what the guide wrote before it: nothing is replaced unasked.
    /// </summary>
    private void Clear(string name, string example)
    {
        var words = Words(example);
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (Outputs.Contains(words[i]) && name != "reidentify")
                File.Delete(words[i + 1]);
        }
    }

    private async Task RunAsync(string command)
    {
        var (code, _, error) = await CommandRun.RunAsync([.. Words(command)]);
        Assert.True((ExitCodes.Ok, "") == (code, error), $"{command}\n{error}");
    }

    private List<string> Words(string command) =>
    [
        .. new Regex("\"(?<x>[^\"]*)\"|(?<x>[^ ]+)", RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5)).Matches(command).Select(m => m.Groups["x"].Value).Select(
            w => w.StartsWith("samples/", StringComparison.Ordinal)
                ? Plan(Path.Combine(Repository.Root, w))
                : w.StartsWith("out/", StringComparison.Ordinal) ? folder[w[4..]] : w),
    ];

    // A plan names its files from where the command is run, which here is not the checkout.
    private string Plan(string path)
    {
        if (!path.EndsWith(".yaml", StringComparison.Ordinal))
            return path;
        var here = folder[Path.GetFileName(path)];
        File.WriteAllText(here, File.ReadAllText(path).Replace(
            ": samples/", $": {Repository.Root}/samples/", StringComparison.Ordinal));
        return here;
    }

    private static List<string> All(string text, string pattern) =>
    [
        .. new Regex(pattern, RegexOptions.ExplicitCapture | RegexOptions.Singleline,
            TimeSpan.FromSeconds(5)).Matches(text).Select(m => m.Groups["x"].Value),
    ];
}
