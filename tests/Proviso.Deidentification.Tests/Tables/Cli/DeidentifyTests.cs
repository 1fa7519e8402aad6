using System.Text.Json;
using Proviso.Cli;

namespace Proviso.Deidentification.Tests.Tables.Cli;

/// <summary>The commands as users call them, on the samples of the documentation.</summary>
public sealed class DeidentifyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("proviso-tables-").FullName;
    private readonly string samples = FindSamples();

    [Fact]
    public async Task Run_Sample_WritesAReleaseThatIsSafeAndSaysSo()
    {
        var release = Path.Combine(folder, "release.csv");
        var (code, output, error) = await Run([.. Request, "--out", release, "--json"]);
        Assert.Equal(("", ExitCodes.Ok), (error, code));
        using var json = JsonDocument.Parse(output);
        var figures = json.RootElement;
        Assert.True(figures.GetProperty("optimal").GetBoolean());
        Assert.Equal("LOW", figures.GetProperty("grade").GetProperty("grade").GetString());
        var lines = await File.ReadAllLinesAsync(release);
        Assert.Equal("sex,age,area,seen_on,diagnosis", lines[0]);
        Assert.Equal(200 - figures.GetProperty("suppressed").GetInt32(), lines.Length - 1);
        var classes = lines.Skip(1).GroupBy(l => string.Join(',', l.Split(',')[..3])).ToList();
        Assert.Equal(figures.GetProperty("classes").GetInt32(), classes.Count);
        Assert.All(classes, c =>
        {
            Assert.True(c.Count() >= 5);
            Assert.True(c.Select(l => l.Split(',')[^1]).Distinct().Count() >= 2);
        });
        Assert.DoesNotContain(
            "999 ", await File.ReadAllTextAsync(release), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Run_OutputThatExists_IsKeptUnlessForced()
    {
        var release = Path.Combine(folder, "release.csv");
        await File.WriteAllTextAsync(release, "mine");
        var (code, _, error) = await Run([.. Request, "--out", release]);
        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains("output-exists", error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(release));
        (code, _, _) = await Run([.. Request, "--out", release, "--force"]);
        Assert.Equal(ExitCodes.Ok, code);
        Assert.NotEqual("mine", await File.ReadAllTextAsync(release));
    }

    [Fact]
    public async Task Plan_ThenRun_RepeatsTheReleaseByteForByte()
    {
        var (first, second, plan) = (Path.Combine(folder, "1.csv"), Path.Combine(folder, "2.csv"),
            Path.Combine(folder, "plan.yaml"));
        Assert.Equal(0, (await Run([.. Request, "--out", first])).Code);
        Assert.Equal(0, (await Run(["deidentify", "plan", .. Request[2..], "--out", plan])).Code);
        Assert.Equal(0, (await Run(["deidentify", "run", "--plan", plan, "--out", second])).Code);
        Assert.Equal(await File.ReadAllBytesAsync(first), await File.ReadAllBytesAsync(second));
    }

    [Fact]
    public async Task Plan_WithRules_WritesThemAndRunRepeatsThem()
    {
        var (release, plan) = (Path.Combine(folder, "r.csv"), Path.Combine(folder, "plan.yaml"));
        var (code, _, error) = await Run([
            "deidentify", "plan", "--data", Path.Combine(samples, "clinic.csv"), "--hierarchy",
            "age=uk-age", "seen_on=dates:month,quarter,year", "area=prefix:2,1", "sex=list",
            "--k", "5", "--suppression", "0.1", "--remove", "nhs_number", "name", "--keep",
            "diagnosis", "--out", plan]);
        Assert.Equal(("", ExitCodes.Ok), (error, code));
        Assert.Contains("age: uk-age", await File.ReadAllTextAsync(plan), StringComparison.Ordinal);
        (code, _, error) = await Run(["deidentify", "run", "--plan", plan, "--out", release]);
        Assert.Equal(("", ExitCodes.Ok), (error, code));
        var lines = await File.ReadAllLinesAsync(release);
        Assert.All(
            lines.Skip(1).GroupBy(l => string.Join(',', l.Split(',')[..4])),
            c => Assert.True(c.Count() >= 5));
    }

    [Theory]
    [InlineData("rule-invalid", "age")]
    [InlineData("rule-invalid", "age=years")]
    [InlineData("rule-invalid", "age=uk-age", "age=intervals:5")]
    [InlineData("value-unfit", "seen_on=uk-age")]
    [InlineData("column-unknown", "colour=list")]
    [InlineData("column-both", "name=prefix:1")]
    [InlineData("tree-missing", "seen_on=tree:nowhere.csv")]
    public async Task Run_WrongRule_SaysWhat(string code, params string[] rules)
    {
        var (exit, _, error) = await Run([
            "deidentify", "run", "--data", Path.Combine(samples, "clinic.csv"), "--hierarchies",
            Path.Combine(samples, "hierarchies"), "--hierarchy", .. rules, "--k", "5",
            "--remove", "nhs_number", "name", "--keep", "diagnosis"]);
        Assert.Equal(ExitCodes.BadInput, exit);
        Assert.Contains(code, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("column-untreated", "--keep", "seen_on", "KEEP-ONLY")]
    [InlineData("sensitive-without-model", "--sensitive", "diagnosis", "NO-MODEL")]
    [InlineData("suppression-invalid", "--suppression", "1.1", "")]
    [InlineData("measure-unknown", "--measure", "beauty", "")]
    [InlineData("model-invalid", "--k", "0", "")]
    [InlineData("nothing-fits", "--k", "500", "")]
    [InlineData("column-unknown", "--remove", "colour", "")]
    [InlineData("file-missing", "--data", "nowhere.csv", "")]
    [InlineData("hierarchies-missing", "--hierarchies", "nowhere", "")]
    public async Task Run_WrongRequest_SaysWhatAndWritesNothing(
        string code, string option, string value, string kind)
    {
        var options = new Dictionary<string, string>
        {
            ["--data"] = Path.Combine(samples, "clinic.csv"),
            ["--hierarchies"] = Path.Combine(samples, "hierarchies"),
            ["--k"] = "5",
            ["--remove"] = "name",
            ["--suppression"] = "0",
        };
        options[option] = value;
        string[] rest = kind == "KEEP-ONLY"
            ? ["--remove", "name"]
            : kind == "NO-MODEL" ? [] : ["--keep", "seen_on", "diagnosis", "nhs_number"];
        var (exit, _, error) = await Run([
            "deidentify", "run", .. options.SelectMany(o => new[] { o.Key, o.Value }), .. rest,
            "--out", Path.Combine(folder, "release.csv")]);
        Assert.Equal(ExitCodes.BadInput, exit);
        Assert.Contains(code, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Run_IdentifierKept_IsGradedHigh()
    {
        var (code, output, _) = await Run([
            "deidentify", "run", "--data", Path.Combine(samples, "clinic.csv"), "--hierarchies",
            Path.Combine(samples, "hierarchies"), "--k", "5", "--suppression", "0.1",
            "--remove", "name", "--keep", "seen_on", "diagnosis", "nhs_number", "--json"]);
        Assert.Equal(ExitCodes.Ok, code);
        Assert.Contains("\"HIGH\"", output, StringComparison.Ordinal);
        Assert.Contains("independent auditor", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Intruder_CountsTrueAndFalseMatches()
    {
        string[] run =
        [
            .. Request, "--intruder", Path.Combine(samples, "clinic.csv"), "--identity",
            "nhs_number", "--json",
        ];
        var (code, output, error) = await Run(run);
        Assert.Equal(("", ExitCodes.Ok), (error, code));
        using var json = JsonDocument.Parse(output);
        var intruder = json.RootElement.GetProperty("intruder");
        Assert.Equal(0, intruder.GetProperty("claims").GetInt32());
        Assert.Equal(
            200 - json.RootElement.GetProperty("suppressed").GetInt32(),
            intruder.GetProperty("rows").GetInt32());

        // Each row fits the people of its class, and the suppressed ones who look like them.
        var classes = json.RootElement.GetProperty("classes").GetInt32();
        Assert.InRange(intruder.GetProperty("rightGuesses").GetDouble(), 1, classes);
    }

    [Fact]
    public async Task Plan_Json_SaysWhatThePlanSays()
    {
        var plan = Path.Combine(folder, "plan.yaml");
        var (code, output, _) = await Run(
            ["deidentify", "plan", .. Request[2..], "--out", plan, "--json"]);
        Assert.Equal(ExitCodes.Ok, code);
        using var json = JsonDocument.Parse(output);
        var text = await File.ReadAllTextAsync(plan);
        foreach (var level in json.RootElement.GetProperty("levels").EnumerateArray())
            Assert.Contains($"- {level.GetInt32()}", text, StringComparison.Ordinal);
        Assert.True(json.RootElement.GetProperty("optimal").GetBoolean());
    }

    [Theory]
    [InlineData("memory-too-small", "--memory", "1")]
    [InlineData("search-invalid", "--memory", "0")]
    [InlineData("search-invalid", "--seconds", "0")]
    [InlineData("output-unwritable", "--out", "nowhere/release.csv")]
    [InlineData("population-invalid", "--uniqueness", "0.1")]
    [InlineData("column-unknown", "--identity", "colour")]
    public async Task Run_WrongSetting_SaysWhatAndWritesNothing(string code, params string[] more)
    {
        var (exit, _, error) = await Run([.. Request, .. more]);
        Assert.Equal(ExitCodes.BadInput, exit);
        Assert.Contains(code, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("", "table-empty")]
    [InlineData("age,area,sex\n", "table-empty")]
    [InlineData("age,area,sex\n30,LS1,Female\n", "nothing-fits")]
    [InlineData("age,area,sex\n30,LS1\n", "ragged-row")]
    [InlineData("age,area,sex\n230,LS1,Female\n", "hierarchy-incomplete")]
    public async Task Run_WrongTable_SaysWhatAndWritesNothing(string text, string code)
    {
        var data = Path.Combine(folder, "data.csv");
        await File.WriteAllTextAsync(data, text);
        var (exit, _, error) = await Run([
            "deidentify", "run", "--data", data, "--hierarchies",
            Path.Combine(samples, "hierarchies"), "--k", "2", "--out",
            Path.Combine(folder, "release.csv")]);
        Assert.Equal(ExitCodes.BadInput, exit);
        Assert.Contains(code, error, StringComparison.Ordinal);
        Assert.Equal([data], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Assess_Sample_NamesIdentifiersAndCombinations()
    {
        var (code, output, _) = await Run(
            ["deidentify", "assess", "--data", Path.Combine(samples, "clinic.csv"), "--json"]);
        Assert.Equal(ExitCodes.Ok, code);
        using var json = JsonDocument.Parse(output);
        var kinds = json.RootElement.GetProperty("columns").EnumerateArray()
            .ToDictionary(c => c.GetProperty("column").GetString()!,
                c => c.GetProperty("kind").GetString());
        Assert.Equal(("NhsNumber", "Name", "Date", "Other"),
            (kinds["nhs_number"], kinds["name"], kinds["seen_on"], kinds["sex"]));
        Assert.NotEmpty(json.RootElement.GetProperty("combinations").EnumerateArray());
    }

    [Fact]
    public async Task Publish_Sample_ShowsNoCountBelowEight()
    {
        var (code, output, _) = await Run([
            "deidentify", "publish", "--data", Path.Combine(samples, "clinic.csv"), "--by", "area",
            "--across", "sex", "--json"]);
        Assert.Equal(ExitCodes.Ok, code);
        using var json = JsonDocument.Parse(output);
        var cells = json.RootElement.GetProperty("cells").EnumerateArray()
            .Select(c => c.GetProperty("shown").GetString()!).ToList();
        Assert.Contains("*", cells);
        Assert.All(cells, c => Assert.True(c is "*" or "0" || int.Parse(c) >= 10));
    }

    [Fact]
    public async Task Publish_ThreeColumnsAndAnEarlierRelease_HidesWhatBothWouldTell()
    {
        string[] by = ["deidentify", "publish", "--data", Path.Combine(samples, "clinic.csv"),
            "--rule", "threshold-10", "--json", "--by", "area", "sex", "diagnosis"];
        var (code, first, error) = await Run(by);
        Assert.Equal(("", ExitCodes.Ok), (error, code));
        var before = Path.Combine(folder, "before.json");
        await File.WriteAllTextAsync(before, first);
        Assert.Equal((first, ""), ((await Run([.. by, "--earlier", before])).Output, ""));
        (code, _, error) = await Run([.. by, "--earlier", Path.Combine(samples, "clinic.csv")]);
        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains("earlier-invalid", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_Sum_ShowsSumsAndHidesThoseOfFewRows()
    {
        var (code, output, error) = await Run([
            "deidentify", "publish", "--data", Path.Combine(samples, "clinic.csv"), "--by", "area",
            "--sum", "age"]);
        Assert.Equal(("", ExitCodes.Ok), (error, code));
        Assert.Contains("total\t", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_TotalsThatGiveSmallCountsAway_IsRefused()
    {
        var few = Path.Combine(folder, "few.csv");
        await File.WriteAllLinesAsync(
            few, ["area", .. Enumerable.Repeat("A", 3), .. Enumerable.Repeat("B", 20)]);
        var (code, output, error) = await Run([
            "deidentify", "publish", "--data", few, "--by", "area", "--rule",
            "threshold-10", "--earlier", WriteEarlier()]);
        Assert.Equal((ExitCodes.BadInput, ""), (code, output));
        Assert.Contains("counts-too-small", error, StringComparison.Ordinal);

        string WriteEarlier()
        {
            var path = Path.Combine(folder, "earlier.json");
            File.WriteAllText(path, """
                {"by":["area"],"cells":[{"at":[null],"shown":"23"},{"at":["B"],"shown":"20"}]}
                """);
            return path;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] Request =>
    [
        "deidentify", "run", "--data", Path.Combine(samples, "clinic.csv"), "--hierarchies",
        Path.Combine(samples, "hierarchies"), "--k", "5", "--suppression", "0.1", "--remove",
        "nhs_number", "name", "--keep", "seen_on", "--sensitive", "diagnosis", "--distinct", "2",
    ];

    private static async Task<(int Code, string Output, string Error)> Run(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ProvisoCli.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static string FindSamples()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var found = Path.Combine(at.FullName, "samples", "tables");
            if (Directory.Exists(found))
                return found;
        }

        throw new DirectoryNotFoundException("samples/tables");
    }
}
