using System.Text.Json;

namespace Proviso.Cli.Tests;

/// <summary>What a command did.</summary>
internal sealed record Ran(int Code, string Output, string Error)
{
    /// <summary>Asserts a refusal: exit code 2, why, and nothing written.</summary>
    public void IsRefused(params string[] words)
    {
        Assert.Equal(ExitCodes.BadInput, Code);
        Assert.Empty(Output);
        Assert.NotEmpty(Error);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        foreach (var word in words)
            Assert.Contains(word, Error, StringComparison.Ordinal);
    }

    /// <summary>Asserts a refusal as JSON: exit code 2 and what is wrong, nothing else.</summary>
    /// <returns>Each problem as its code, and its place and message as the text has
    /// them.</returns>
    public IReadOnlyList<(string Code, string Said)> Problems()
    {
        Assert.Equal((ExitCodes.BadInput, ""), (Code, Error));
        using var json = JsonDocument.Parse(Output);
        var member = Assert.Single(json.RootElement.EnumerateObject());
        Assert.Equal("problems", member.Name);
        var problems = member.Value.EnumerateArray().Select(p => (
            p.GetProperty("code").GetString()!,
            $"{p.GetProperty("file")}:{p.GetProperty("line")}:{p.GetProperty("column")}: "
            + $"{p.GetProperty("message")} {p.GetProperty("hint")}")).ToList();
        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.Matches("^[a-z][a-z0-9-]+$", p.Item1));
        return problems;
    }
}

/// <summary>Runs the command line as users do.</summary>
internal static class CommandLine
{
    public static Task<Ran> RunAsync(params string[] args) => RunAsync([], args);

    /// <summary>Runs a command with lines of input.</summary>
    public static async Task<Ran> RunAsync(string[] lines, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader(string.Concat(lines.Select(l => l + "\n")));
        var code = await ProvisoCli.RunAsync(args, output, error, input);
        return new Ran(code, output.ToString(), error.ToString());
    }
}

/// <summary>A folder of its own for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("proviso-").FullName;

    public string PathOf(string name) => Path.Combine(_path, name);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a book of one file and gives its folder.</summary>
    public string WriteBook(string text, string folder = "book")
    {
        Write(Path.Combine(folder, "book.md"), text);
        return PathOf(folder);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}

/// <summary>The checkout that the tests run in.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    public static string England => Path.Combine(Root, "rulebook", "england");

    /// <summary>The folder of shared documents; null where it is not there.</summary>
    public static string? Shared
    {
        get
        {
            var path = Environment.GetEnvironmentVariable("PROVISO_SHARED")
                ?? Path.Combine(Path.GetDirectoryName(Root)!, "shared");
            return Directory.Exists(path) ? path : null;
        }
    }

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null;
            folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Proviso.slnx")))
                return folder;
        }

        throw new InvalidOperationException("The tests run inside a checkout of Proviso.");
    }
}
