using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Proviso.Cli.Tests;

/// <summary>Runs what the documentation prints, and shows where it prints something else.</summary>
/// <remarks>
/// A fenced block of kind "console" holds commands after "$ " and the output that follows each. The
/// twelve digits of a book's digest may differ, since they change with every edit of the book.
/// Stores and backups that a page makes lie in a folder of its own. With PROVISO_UPDATE_DOCS=1 the
/// blocks are rewritten with what really comes out.
/// </remarks>
public sealed partial class DocumentationTests
{
    [GeneratedRegex(@"\([0-9a-f]{12}\)", RegexOptions.None, 1000)]
    private static partial Regex Digest { get; }

    [GeneratedRegex("\"[^\"]*\"|\\S+", RegexOptions.None, 1000)]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"^[\w-]+(\.db|\.backup|\.db\.keys)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Made { get; }

    public static TheoryData<string> Pages() =>
    [
        "README.md", "CONTRIBUTING.md",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md",
                SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Repository.Root, p)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task EveryConsoleBlock_PrintsWhatThePageSays(string page)
    {
        var path = Path.Combine(Repository.Root, page);
        var written = await File.ReadAllLinesAsync(path);
        using var folder = new TemporaryFolder();
        var real = await WithRealOutput(written, folder);
        if (Environment.GetEnvironmentVariable("PROVISO_UPDATE_DOCS") == "1")
            await File.WriteAllTextAsync(path, string.Join('\n', real) + "\n");
        else
            Assert.Equal(Undated(real), Undated(written));
    }

    [Theory]
    [InlineData("direct-care")]
    [InlineData("community-benefit")]
    public async Task TheDrawings_AreTheBooksOwn(string drawing)
    {
        using var folder = new TemporaryFolder();
        var (code, output) = await Run($"./proviso rulebook draw {drawing}", folder);
        Assert.Equal(0, code);
        var kept = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs", "images", $"{drawing}.svg"));
        Assert.Equal(kept, output);
    }

    private static string Undated(IEnumerable<string> lines) =>
        Digest.Replace(string.Join('\n', lines), "(…)");

    private static async Task<List<string>> WithRealOutput(
        string[] lines, TemporaryFolder folder)
    {
        var result = new List<string>();
        var inBlock = false;
        foreach (var line in lines)
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
                inBlock = !inBlock && line.Trim() == "```console";
            var indent = line.Length - line.TrimStart().Length;
            if (inBlock && line.TrimStart().StartsWith("$ ", StringComparison.Ordinal))
            {
                result.Add(line);
                var (_, output) = await Run(line.TrimStart()[2..], folder);
                result.AddRange(output.TrimEnd('\n').Split('\n')
                    .Select(l => l.Length == 0 ? l : new string(' ', indent) + l));
            }
            else if (!inBlock || line.Trim() == "```console")
            {
                result.Add(line);
            }
        }

        return result;
    }

    // One command of ours, with at most a "| head -N" after it.
    private static async Task<(int Code, string Output)> Run(
        string command, TemporaryFolder folder)
    {
        var parts = command.Split('|', 2, StringSplitOptions.TrimEntries);
        string[] words =
        [
            .. Word.Matches(parts[0]).Select(m => m.Value.Trim('"')).Select(w =>
                Made.IsMatch(w) ? folder.PathOf(w) : w),
        ];
        Assert.Equal("./proviso", words[0]);
        var output = new StringWriter(new StringBuilder(), CultureInfo.InvariantCulture);
        var error = new StringWriter(new StringBuilder(), CultureInfo.InvariantCulture);
        var code = await ProvisoCli.RunAsync(words[1..], output, error, TextReader.Null);
        var lines = output.ToString()
            .Replace(Path.GetDirectoryName(folder.PathOf("x")) + "/", "", StringComparison.Ordinal)
            .Split('\n');
        if (parts.Length == 2)
        {
            Assert.StartsWith("head -", parts[1], StringComparison.Ordinal);
            var count = int.Parse(parts[1]["head -".Length..], CultureInfo.InvariantCulture);
            lines = [.. lines.Take(count), ""];
        }

        return (code, string.Join('\n', lines));
    }
}
