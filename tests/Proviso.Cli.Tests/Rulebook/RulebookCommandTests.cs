using System.Text.Json;
using System.Xml.Linq;

namespace Proviso.Cli.Tests.Rulebook;

public sealed class RulebookCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _book;

    public RulebookCommandTests() => _book = _folder.WriteBook(SmallBook.Text);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_SoundBook_SaysSo()
    {
        var ran = await RunAsync("check");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.EndsWith("): no problems.\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_FaultyBook_ListsEveryProblemAsTextAndAsJson()
    {
        var book = _folder.WriteBook(SmallBook.Text
            .Replace("requester is carer\n           capacity\nthen     ",
                "requester is carr\n           capacity\nthen     ", StringComparison.Ordinal)
            .Replace("by     police-ask", "by     police-asks", StringComparison.Ordinal), "bad");
        (await CommandLine.RunAsync("rulebook", "check", "--book", book)).IsRefused(
            "unknown-name", "did you mean \"carer\"?", "did you mean \"police-ask\"?",
            "2 problems");
        var ran = await CommandLine.RunAsync("rulebook", "check", "--json", "--book", book);
        Assert.Equal(ExitCodes.BadInput, ran.Code);
        using var json = JsonDocument.Parse(ran.Output);
        var problems = json.RootElement.GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal(2, problems.Count);
        Assert.Equal("unknown-name", problems[0].GetProperty("code").GetString());
        Assert.True(problems[0].GetProperty("line").GetInt32() > 50);
    }

    [Fact]
    public async Task Check_FolderWithoutFiles_IsRefused()
    {
        _folder.Write("empty/readme.txt", "x");
        (await CommandLine.RunAsync("rulebook", "check", "--book", _folder.PathOf("empty")))
            .IsRefused("the book has 0 Markdown files");
    }

    [Fact]
    public async Task Check_FileThatIsNotUtf8_IsRefused()
    {
        await File.WriteAllBytesAsync(Path.Combine(_book, "z.md"), [0xC3, 0x28]);
        (await RunAsync("check")).IsRefused("is not UTF-8: byte 0 is wrong");
    }

    [Fact]
    public async Task Prove_SoundBook_GivesTheExactFigures()
    {
        var ran = await RunAsync("prove");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.Contains("24 combinations of answers, every one covered", ran.Output,
            StringComparison.Ordinal);
        ran = await RunAsync("prove", "--json");
        using var json = JsonDocument.Parse(ran.Output);
        var root = json.RootElement;
        Assert.Equal("24", root.GetProperty("combinations").GetString());
        foreach (var (name, value) in ((string, int)[])[("facts", 4), ("rules", 3), ("periods", 1),
            ("contradictions", 0), ("deadRules", 0), ("invariants", 0), ("invariantsFailed", 0),
            ("examples", 3), ("examplesFailed", 0)])
        {
            Assert.Equal(value, root.GetProperty(name).GetInt32());
        }

        Assert.True(root.GetProperty("nodes").GetInt32() > 3);
    }

    [Fact]
    public async Task Prove_WhatDoesNotHold_ExitsFourWithTheCase()
    {
        var book = _folder.WriteBook(SmallBook.Text
            + "```never no-share\ntitle  Nothing goes\nthen   verdict is share\n```\n", "never");
        var ran = await CommandLine.RunAsync("rulebook", "prove", "--book", book);
        Assert.Equal(ExitCodes.CheckFailed, ran.Code);
        Assert.Contains("\"Nothing goes\" does not hold when requester is carer, capacity is yes: "
            + "the outcome is then share (carer-may)", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_ListsRequirementsAndFailsForOneWithoutAnAnswer()
    {
        var ran = await RunAsync("coverage");
        Assert.Equal(ExitCodes.Ok, ran.Code);
        Assert.Contains("R-1  To be answered\n    rules: carer-may, police-ask, police-letter\n",
            ran.Output, StringComparison.Ordinal);
        var book = _folder.WriteBook(SmallBook.Text + "```requirements\nR-2  Not answered\n```\n",
            "uncovered");
        ran = await CommandLine.RunAsync("rulebook", "coverage", "--json", "--book", book);
        Assert.Equal(ExitCodes.CheckFailed, ran.Code);
        using var json = JsonDocument.Parse(ran.Output);
        Assert.Equal((2, 1), (json.RootElement.GetProperty("ids").GetInt32(),
            json.RootElement.GetProperty("covered").GetInt32()));
        Assert.Equal("R-2", json.RootElement.GetProperty("uncovered")[0].GetString());
    }

    [Fact]
    public async Task Compare_TwoVersions_CountsWhatChanges()
    {
        var newer = _folder.WriteBook(SmallBook.Text.Replace(
            "requester is carer\n           capacity\nthen", "requester is carer\nthen",
            StringComparison.Ordinal), "newer");
        var ran = await CommandLine.RunAsync("rulebook", "compare", _book, newer);
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.StartsWith("4 of 24 combinations change their verdict or duties (16.6667",
            ran.Output, StringComparison.Ordinal);
        Assert.Contains("do-not-share becomes share (4 combinations)\n  duties added: tell\n",
            ran.Output, StringComparison.Ordinal);
        Assert.Contains("\n  when requester is carer and capacity is no\n", ran.Output,
            StringComparison.Ordinal);
        ran = await CommandLine.RunAsync("rulebook", "compare", _book, newer, "--json");
        using var json = JsonDocument.Parse(ran.Output);
        Assert.Equal("4", json.RootElement.GetProperty("changed").GetString());
        Assert.Equal("24", json.RootElement.GetProperty("total").GetString());
        var same = await CommandLine.RunAsync("rulebook", "compare", _book, _book);
        Assert.StartsWith("0 of 24", same.Output, StringComparison.Ordinal);
        (await CommandLine.RunAsync("rulebook", "compare", _book, newer, "--date", "soon"))
            .IsRefused("\"soon\" is not a date");
        (await CommandLine.RunAsync("rulebook", "compare", _book)).IsRefused("--help");
    }

    [Fact]
    public async Task Draw_WritesTheFlowchartWhole()
    {
        var ran = await RunAsync("draw");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.Equal("svg", XDocument.Parse(ran.Output).Root!.Name.LocalName);
        Assert.Contains("Who asks?", ran.Output, StringComparison.Ordinal);
        var file = _folder.PathOf("out.svg");
        var path = _folder.Write("case.yaml", SmallBook.Case);
        ran = await RunAsync("draw", "whole", "--case", path, "--item", "the record", "--output",
            file);
        Assert.Equal((ExitCodes.Ok, "", ""), (ran.Code, ran.Output, ran.Error));
        Assert.Contains("class=\"seek-advice p\"", await File.ReadAllTextAsync(file),
            StringComparison.Ordinal);
        ran = await RunAsync("draw", "--given", "requester=carer");
        Assert.DoesNotContain("Who asks?", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draw_WrongNames_AreRefused()
    {
        (await RunAsync("draw", "hole")).IsRefused("The book offers: whole.");
        (await RunAsync("draw", "--given", "requestr=carer")).IsRefused("\"requester\"?");
        (await RunAsync("draw", "--given", "requester=me")).IsRefused("one of: carer, police");
        (await RunAsync("draw", "--given", "requester")).IsRefused("one of: carer, police");
        var path = _folder.Write("case.yaml", SmallBook.Case);
        (await RunAsync("draw", "--case", path, "--item", "x"))
            .IsRefused("It has: the letter, the record");
        (await RunAsync("draw", "--case", _folder.PathOf("none"))).IsRefused("There is no file");
        (await RunAsync("draw", "--output", _folder.PathOf("no/x.svg")))
            .IsRefused("cannot be written");
        (await RunAsync("draw", "--output", "")).IsRefused("cannot be written");
    }

    [Fact]
    public async Task Questions_CountsSamplesAndRandomPeople()
    {
        _folder.Write("samples/one.yaml", SmallBook.Case);
        _folder.Write("samples/two.yaml", "facts: { requester: carer, capacity: no }");
        var samples = _folder.PathOf("samples");
        var ran = await RunAsync("questions", "--samples", samples, "--walks", "2000", "--json");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        using var json = JsonDocument.Parse(ran.Output);
        var counted = json.RootElement.GetProperty("samples");
        Assert.Equal((2, 3.0, 4), (counted.GetProperty("cases").GetInt32(),
            counted.GetProperty("mean").GetDouble(), counted.GetProperty("max").GetInt32()));
        var random = json.RootElement.GetProperty("random");
        Assert.Equal((2000, 3, 3, 0), (random.GetProperty("walks").GetInt32(),
            random.GetProperty("max").GetInt32(), random.GetProperty("longest").GetInt32(),
            random.GetProperty("pointless").GetInt32()));
        Assert.InRange(random.GetProperty("mean").GetDouble(), 2.1, 2.4);
        ran = await RunAsync("questions", "--samples", samples, "--walks", "10");
        Assert.Contains("2 sample cases: 3.0 questions on average, 4 at most", ran.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_WrongInput_IsRefused()
    {
        var samples = _folder.PathOf("samples");
        (await RunAsync("questions", "--samples", samples)).IsRefused("no folder of sample cases");
        _folder.Write("samples/open.yaml", "facts: { requester: carer }");
        (await RunAsync("questions", "--samples", samples, "--walks", "1"))
            .IsRefused("does not answer \"capacity\", which is asked");
        (await RunAsync("questions", "--samples", samples, "--walks", "0"))
            .IsRefused("from 1 to 10,000,000");
        (await RunAsync("questions", "--walks", "many")).IsRefused("many");
    }

    [Fact]
    public async Task Explain_Rule_SaysEverythingAboutIt()
    {
        var ran = await RunAsync("explain", "police-letter");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        foreach (var words in (string[])["An urgent letter goes at once  [police-letter]",
            "Chapter: Small", "When:\n  all of these hold:\n    The request comes from the police",
            "Then: You must share this", "The police ask urgently"])
        {
            Assert.Contains(words, ran.Output, StringComparison.Ordinal);
        }

        ran = await RunAsync("explain", "police-letter", "--json");
        using var json = JsonDocument.Parse(ran.Output);
        var version = Assert.Single(json.RootElement.GetProperty("versions").EnumerateArray());
        Assert.Equal("must-share", version.GetProperty("verdict").GetString());
        (await RunAsync("explain", "police-leter")).IsRefused("Did you mean \"police-letter\"?");
    }

    [Theory]
    [InlineData("then     do-not-share\nnext     Stop.\noverrides police-ask", ExitCodes.Ok, "")]
    [InlineData("then     must-share\nbasis    consent", ExitCodes.CheckFailed,
        "The local book loosens the national one: it turns seek-advice from guardian "
        + "into must-share, when requester is police, urgent is yes, kind is record.")]
    public async Task Prove_LocalBook_MayOnlyTighten(string rule, int code, string message)
    {
        var local = _folder.WriteBook("```book local\ntitle L\nversion 1\nnation England\n"
            + "publisher L\ndate 2026-06-01\nextends small\n```\n\n```rule local-rule\n"
            + "title Ours\nwhen all of\n  requester is police\n  kind is record\n  urgent\n"
            + "because Ours.\ntier strong\ncites act\nmeets R-1\n" + rule + "\n```\n\n"
            + "```example local-example\ntitle Ours\nfacts requester is police\n  kind is record\n"
            + "  urgent\nthen " + rule.Split('\n')[0]["then     ".Length..]
            + "\nby local-rule\n```\n", "local");
        var ran = await RunAsync("prove", "--local", local);
        Assert.Equal(code, ran.Code);
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
        Assert.Equal(code, (await RunAsync("check", "--local", local)).Code);
    }

    [Fact]
    public async Task ExplainDrawCoverage_LocalBook_CountsToo()
    {
        var local = _folder.WriteBook("```book local\ntitle L\nversion 1\nnation England\n"
            + "publisher L\ndate 2026-06-01\nextends small\n```\n\n```fact night\n"
            + "ask Is it night?\nabout request\n```\n\n```rule local-rule\n"
            + "title Ours\nwhen all of\n  requester is carer\n  night\nthen do-not-share\n"
            + "because Ours.\nnext No.\ntier strong\ncites act\nmeets R-1\n```\n", "local");
        Assert.Contains("Ours  [local-rule]",
            (await RunAsync("explain", "local-rule", "--local", local)).Output,
            StringComparison.Ordinal);
        Assert.Contains("Is it night?", (await RunAsync("draw", "--local", local)).Output,
            StringComparison.Ordinal);
        Assert.Contains("local-rule", (await RunAsync("coverage", "--local", local)).Output,
            StringComparison.Ordinal);
        (await RunAsync("explain", "local-rule")).IsRefused("There is no rule \"local-rule\".");
        Assert.Equal("unknown-name", Assert.Single(
            (await RunAsync("explain", "local-rule", "--json")).Problems()).Code);
    }

    [Fact]
    public async Task Compare_AChangeOfALaterPeriod_IsShownUnderItsDay()
    {
        var newer = _folder.WriteBook(SmallBook.Text + "\n```rule later\ntitle Later\n"
            + "when requester is carer\nthen seek-advice from guardian\nbecause Later.\n"
            + "next Ask.\ntier strong\ncites act\nmeets R-1\nfrom 2027-01-01\n```\n", "newer");
        var ran = await CommandLine.RunAsync("rulebook", "compare", _book, newer);
        Assert.StartsWith("0 of 24", ran.Output, StringComparison.Ordinal);
        Assert.Contains("== The law from 2027-01-01", ran.Output, StringComparison.Ordinal);
        ran = await CommandLine.RunAsync("rulebook", "compare", _book, newer, "--json");
        using var json = JsonDocument.Parse(ran.Output);
        Assert.NotEqual("0", json.RootElement.GetProperty("periods").EnumerateArray().Last()
            .GetProperty("changed").GetString());
    }

    [Fact]
    public async Task Draw_ToALinkOrADevice_LeavesItInPlace()
    {
        var target = _folder.Write("target.svg", "old");
        var link = _folder.PathOf("link.svg");
        File.CreateSymbolicLink(link, target);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("draw", "--output", link)).Code);
        Assert.NotNull(File.ResolveLinkTarget(link, returnFinalTarget: false));
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(target), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("draw", "--output", "/dev/null")).Code);
        Assert.Equal("", await File.ReadAllTextAsync("/dev/null"));
    }

    [Fact]
    public async Task Prove_LocalBookThatTightensANationalExample_IsNotHeldAgainstIt()
    {
        var local = _folder.WriteBook("```book local\ntitle L\nversion 1\nnation England\n"
            + "publisher L\ndate 2026-06-01\nextends small\n```\n\n```rule local-rule\n"
            + "title Ours\nwhen requester is carer\nthen do-not-share\nbecause Ours.\nnext No.\n"
            + "tier strong\ncites act\nmeets R-1\n```\n\n```example local-example\ntitle Ours\n"
            + "facts requester is carer\nthen do-not-share\nby local-rule\n```\n", "local");
        var ran = await RunAsync("prove", "--local", local);
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("decide --help")]
    [InlineData("rulebook compare --help")]
    [InlineData("--version")]
    public async Task Help_IsNoMistake(string args)
    {
        var ran = await CommandLine.RunAsync(args.Split(' '));
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.NotEmpty(ran.Output);
    }

    private Task<Ran> RunAsync(params string[] args) =>
        CommandLine.RunAsync(["rulebook", .. args, "--book", _book]);
}
