using System.Text.Json;

namespace Proviso.Cli.Tests.Decide;

public sealed class DecideCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _book;

    public DecideCommandTests() => _book = _folder.WriteBook(SmallBook.Text);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Decide_Text_SaysVerdictReasonDutiesAndNextStep()
    {
        var ran = await RunAsync(SmallBook.Case);
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.StartsWith("Two things\nDecided by the law of 1 June 2026, rule book small 1 (",
            ran.Output, StringComparison.Ordinal);
        foreach (var words in (string[])["The letter: You must share this.",
            "The law says so. [police-letter]", "- The request comes from the police",
            "The record: Ask for advice before you decide: The Guardian.",
            "Write down what they need.", "Source: An Act (not yet verified at the source)"])
        {
            Assert.Contains(words, ran.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("would change", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_Explain_SaysWhatWasEnoughWhatGaveWayAndWhatWouldChangeIt()
    {
        var ran = await RunAsync(SmallBook.Case, "--explain");
        Assert.Equal(ExitCodes.Ok, ran.Code);
        Assert.Contains("The police ask the Guardian (seek-advice) gives way to: An urgent letter "
            + "goes at once,", ran.Output, StringComparison.Ordinal);
        Assert.Contains("- Ask for advice before you decide, if: It is a record", ran.Output,
            StringComparison.Ordinal);
        Assert.Contains("These facts alone already force this answer", ran.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_Json_HasTheMembersThatWerePromised()
    {
        var ran = await RunAsync("""
            date: 2026-06-01
            facts: { requester: carer, capacity: not-known, urgent: no }
            """, "--json");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        using var json = JsonDocument.Parse(ran.Output);
        var root = json.RootElement;
        Assert.StartsWith("small 1 (", Text(root, "book"), StringComparison.Ordinal);
        Assert.Equal(64, Text(root, "digest").Length);
        Assert.Equal("2026-06-01", Text(root, "date"));
        Assert.Equal(0, root.GetProperty("missing").GetArrayLength());
        var item = Assert.Single(root.GetProperty("items").EnumerateArray());
        Assert.Equal(("the information", "share"), (Text(item, "name"), Text(item, "verdict")));
        var rule = Assert.Single(item.GetProperty("deciding").EnumerateArray());
        Assert.Equal("carer-may", Text(rule, "rule"));
        var cite = Assert.Single(rule.GetProperty("cites").EnumerateArray());
        Assert.Equal(("act", "s1", "unverified"),
            (Text(cite, "source"), Text(cite, "place"), Text(cite, "verified")));
        var duty = Assert.Single(item.GetProperty("duties").EnumerateArray());
        Assert.Equal(("tell", "after", "guardian", "within 3 days", "P3D"), (Text(duty, "id"),
            Text(duty, "when"), Text(duty, "by"), Text(duty, "due"), Text(duty, "within")));
        Assert.Equal("consent", Text(item.GetProperty("basis")[0], "id"));
        Assert.Equal(["requester=carer", "capacity=not-known"], Facts(item, "enough"));
        Assert.Equal(["capacity=not-known"], Facts(item, "presumed"));
        Assert.Equal(["urgent=no"], Facts(item, "notNeeded"));
        Assert.Empty(item.GetProperty("overridden").EnumerateArray());
        Assert.Contains(item.GetProperty("nearest").EnumerateArray(), n =>
            Text(n, "verdict") == "do-not-share" && Facts(n, "changes").Single() == "capacity=no");
    }

    [Fact]
    public async Task Decide_SameCaseTwice_WritesTheSameBytes()
    {
        var first = await RunAsync(SmallBook.Case, "--json");
        Assert.Equal(first.Output, (await RunAsync(SmallBook.Case, "--json")).Output);
    }

    [Fact]
    public async Task Decide_FactsMissing_ExitsThreeWithTheNextQuestion()
    {
        const string Open = "facts: { requester: police }\nitems:\n  - name: it\n";
        var ran = await RunAsync(Open);
        Assert.Equal(ExitCodes.FactsMissing, ran.Code);
        Assert.Contains("It: not decided yet", ran.Output, StringComparison.Ordinal);
        Assert.Contains("Still needed: Is it urgent?", ran.Error, StringComparison.Ordinal);
        Assert.Contains("urgent: yes", ran.Error, StringComparison.Ordinal);
        Assert.Contains("1 to 2 more answers", ran.Error, StringComparison.Ordinal);
        ran = await RunAsync(Open, "--json");
        Assert.Equal(ExitCodes.FactsMissing, ran.Code);
        using var json = JsonDocument.Parse(ran.Output);
        var missing = Assert.Single(json.RootElement.GetProperty("missing").EnumerateArray());
        Assert.Equal(("urgent", "Is it urgent?"),
            (Text(missing, "fact"), Text(missing, "question")));
        Assert.Equal(["yes", "no"],
            missing.GetProperty("answers").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(JsonValueKind.Null,
            json.RootElement.GetProperty("items")[0].GetProperty("verdict").ValueKind);
    }

    [Fact]
    public async Task Decide_ExpectationThatFails_ExitsFour()
    {
        var ran = await RunAsync(SmallBook.Case.Replace(
            "verdict: seek-advice", "verdict: share", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.CheckFailed, ran.Code);
        Assert.Equal("the record: share was expected, and the verdict is seek-advice.\n",
            ran.Error);
    }

    [Fact]
    public async Task Decide_JsonCase_IsReadAsYamlIs()
    {
        var ran = await RunAsync("""
            {
            	"title": "Caf\u00e9 \ud83d\ude00 \/",
            	"date": "2026-06-01",
            	"facts": {"requester": "carer", "capacity": "yes"}
            }
            """);
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.StartsWith("Café 😀 /\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_FactOfTheItemAboveTheItems_HoldsForEachThatDoesNotSayOtherwise()
    {
        var ran = await RunAsync("""
            date: 2026-06-01
            facts: { requester: police, urgent: yes, kind: letter }
            items:
              - name: one
              - { name: two, facts: { kind: record } }
            expect:
              - { item: one, verdict: must-share }
              - { item: two, verdict: seek-advice }
            """);
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
    }

    [Fact]
    public async Task Decide_ContradictoryBook_IsRefusedWithTheSimplestCombination()
    {
        var book = _folder.WriteBook(SmallBook.Text.Replace(
            "tier     strong", "tier     weak", StringComparison.Ordinal), "contradictory");
        var ran = await CommandLine.RunAsync(
            "decide", _folder.Write("case.yaml", SmallBook.Case), "--book", book);
        ran.IsRefused("contradiction", "requester is police, urgent is yes, kind is letter",
            "1 problem");
    }

    [Fact]
    public async Task Decide_BookWithMistakes_ListsThemAll()
    {
        var book = _folder.WriteBook(SmallBook.Text
            .Replace("requester is carer", "requestr is carer", StringComparison.Ordinal)
            .Replace("tier     strong", "tier     strng", StringComparison.Ordinal), "wrong");
        var ran = await CommandLine.RunAsync(
            "decide", _folder.Write("case.yaml", SmallBook.Case), "--book", book);
        ran.IsRefused("did you mean \"requester\"?", "did you mean \"strong\"?", "^^^^^^^^");
    }

    private Task<Ran> RunAsync(string text, params string[] more) => CommandLine.RunAsync(
        ["decide", _folder.Write("case.yaml", text), "--book", _book, .. more]);

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString()!;

    private static IEnumerable<string> Facts(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray()
            .Select(f => $"{Text(f, "fact")}={Text(f, "answer")}");
}
