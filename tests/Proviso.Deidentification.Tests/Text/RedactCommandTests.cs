using Proviso.Cli;

namespace Proviso.Deidentification.Tests.Text;

public sealed class RedactCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("proviso-redact").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public async Task Redact_FolderWithAFileThatCannotBeRead_DoesTheRestAndExitsTwo()
    {
        Put("a.txt", "Rang Mrs Anita Shah on 07700 900123.");
        Put("b.rtf", "{\\rtf1}");
        var (code, _, error) = await Run("redact", folder, "--out", Path.Combine(folder, "out"));
        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains("b.rtf: refused (format-unknown)", error, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "out", "a.redacted.txt"));
        Assert.DoesNotContain("Shah", text, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "out", "b.redacted.rtf")));
    }

    [Fact]
    public async Task Redact_KnownAndTreat_AreCarriedOutAndRestoreUndoes()
    {
        var note = Put("n.txt", "Liz had tea with Tom. Liz slept.");
        var known = Put("known.yaml", "people:\n- role: subject\n  names: [Elizabeth Okonkwo]\n"
            + "- role: third-party\n  names: [Thomas Bell]\n");
        var (code, _, error) = await Run("redact", note, "--known", known, "--mapping");
        Assert.True(code == ExitCodes.Ok, error);
        var redacted = Path.Combine(folder, "n.redacted.txt");
        Assert.Equal("[subject 1] had tea with [third party 1]. [subject 1] slept.",
            await File.ReadAllTextAsync(redacted));
        var back = Path.Combine(folder, "back.txt");
        (code, _, _) = await Run("redact", "restore", redacted, redacted + ".mapping.json",
            "--out", back);
        Assert.Equal(ExitCodes.Ok, code);
        Assert.Equal(await File.ReadAllTextAsync(note), await File.ReadAllTextAsync(back));
    }

    [Theory]
    [InlineData("usual: paint\n", "is not a treatment")]
    [InlineData("usual: surrogate\n", "secret")]
    [InlineData("usual: [\n", "line")]
    [InlineData("kinds: {planet: mask}\n", "is not a kind")]
    public async Task Redact_BadPlan_TellsWhatIsWrong(string yaml, string words)
    {
        var note = Put("n.txt", "x");
        var plan = Put("plan.yaml", yaml);
        var (code, _, error) = await Run("redact", note, "--treat", plan);
        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "n.redacted.txt")));
    }

    [Fact]
    public async Task Redact_LongText_FindsAcrossEveryCutInBoundedPieces()
    {
        var line = "Rang 07700 900123 and Mrs Okonkwo-Smythe of 14 Larch Road. ";
        var text = string.Concat(Enumerable.Repeat(line, (5 << 20) / line.Length));
        var (code, _, error) = await Run("redact", Put("long.txt", text));
        Assert.True(code == ExitCodes.Ok, error);
        var result = await File.ReadAllTextAsync(Path.Combine(folder, "long.redacted.txt"));
        Assert.DoesNotContain("07700", result, StringComparison.Ordinal);
        Assert.DoesNotContain("900123", result, StringComparison.Ordinal);
        Assert.DoesNotContain("Smythe", result, StringComparison.Ordinal);
        Assert.Equal(text.Length / line.Length, result.Split("Rang ").Length - 1);
    }

    [Fact]
    public async Task Redact_LongTextWithoutASpace_Ends()
    {
        var (code, _, _) = await Run(
            "redact", Put("one.txt", "http://" + new string('a', 5 << 20)));
        Assert.Equal(ExitCodes.Ok, code);
        var result = await File.ReadAllTextAsync(Path.Combine(folder, "one.redacted.txt"));
        Assert.True(result.Length < 5 << 20);
    }

    [Fact]
    public async Task Evaluate_MarkedTexts_PrintsTheMeasuresAsJson()
    {
        var data = Put("d.json", "[{\"full_text\":\"Rang 07700 900123.\",\"spans\":[{"
            + "\"entity_type\":\"PHONE\",\"start_position\":5,\"end_position\":17}]}]");
        var (code, output, error) = await Run("redact", "evaluate", data, "--json");
        Assert.True(code == ExitCodes.Ok, error);
        using var json = System.Text.Json.JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("recall").GetDouble());
        Assert.Equal(1, json.RootElement.GetProperty("precision").GetDouble());
        Assert.Equal(1, json.RootElement.GetProperty("f2").GetDouble());
        Assert.True(json.RootElement.GetProperty("mbPerSecond").GetDouble() > 0);
        Assert.Equal(1, json.RootElement.GetProperty("byKind").GetProperty("PHONE")
            .GetProperty("recall").GetDouble());
    }

    [Fact]
    public async Task Evaluate_SpanOutsideTheText_TellsTheSample()
    {
        var data = Put("d.json", "[{\"full_text\":\"\\uD83D\\uDE00\",\"spans\":[{"
            + "\"entity_type\":\"PHONE\",\"start_position\":0,\"end_position\":9}]}]");
        var (code, _, error) = await Run("redact", "evaluate", data);
        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains("Sample 1", error, StringComparison.Ordinal);
    }

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ProvisoCli.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
