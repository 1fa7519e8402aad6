namespace Proviso.Cli.Tests.Ask;

public sealed class AskCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _book;

    public AskCommandTests() => _book = _folder.WriteBook(SmallBook.Text);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ask_Answers_LeadToTheOutcome()
    {
        var ran = await AskAsync("", "1", "1");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.Contains("Who asks?\n[2 to 3 questions left]", ran.Output, StringComparison.Ordinal);
        Assert.Contains("[the last question]", ran.Output, StringComparison.Ordinal);
        Assert.Contains("the information: You may share this.", ran.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Is it urgent?", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_NotKnown_StandsForWhatTheLawPresumes()
    {
        var ran = await AskAsync("", "1", "3", "1");
        Assert.Equal(ExitCodes.Ok, ran.Code);
        Assert.Contains("I do not know (the law presumes: Yes)", ran.Output,
            StringComparison.Ordinal);
        Assert.Contains("Presumed by law because it is not known", ran.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Why_SaysWhatEachAnswerCanLeadToAndAsksAgain()
    {
        var ran = await AskAsync("", "3", "1", "2");
        Assert.Equal(ExitCodes.Ok, ran.Code);
        Assert.Contains("A carer: then it may be: you may share this; do not share this.",
            ran.Output, StringComparison.Ordinal);
        Assert.Equal(2, Count(ran.Output, "Who asks?"));
        Assert.Contains("Do not share this.", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Back_AsksTheQuestionBeforeAgain()
    {
        var ran = await AskAsync("", "1", "5", "2", "2");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.Equal(2, Count(ran.Output, "Who asks?"));
        Assert.Contains("Ask for advice before you decide: The Guardian.", ran.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Change_TakesAnEarlierAnswerBack()
    {
        var ran = await AskAsync("", "2", "1", "5", "1", "1", "1", "1");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.Contains("  1  The request comes from the police", ran.Output,
            StringComparison.Ordinal);
        Assert.Contains("Answered, but it makes no difference here", ran.Output,
            StringComparison.Ordinal);
        Assert.Contains("You may share this.", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ChangeNothing_AsksTheSameAgain()
    {
        var ran = await AskAsync("", "1", "6", "2", "1");
        Assert.Equal(ExitCodes.Ok, ran.Code);
        Assert.Equal(2, Count(ran.Output, "Can the person decide?\n"));
    }

    [Fact]
    public async Task Ask_Stop_ExitsThree()
    {
        var ran = await AskAsync("", "4");
        Assert.Equal(ExitCodes.FactsMissing, ran.Code);
        Assert.Contains("Not decided", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_EndOfInput_ExitsThree()
    {
        Assert.Equal(ExitCodes.FactsMissing, (await AskAsync()).Code);
        Assert.Equal(ExitCodes.FactsMissing, (await AskAsync("", "1")).Code);
        Assert.Equal(ExitCodes.FactsMissing, (await AskAsync("one item")).Code);
    }

    [Fact]
    public async Task Ask_WhatIsNoChoice_IsAskedForAgain()
    {
        var ran = await AskAsync("", "0", "9", "carer", "", "99999999999", "1", "1");
        Assert.Equal(ExitCodes.Ok, ran.Code);
        Assert.Equal(5, Count(ran.Output, "That is not one of the choices. Type a number from 1"));
    }

    [Fact]
    public async Task Ask_SeveralItems_AsksForEachByName()
    {
        var ran = await AskAsync("a letter", "a letter", "a record", "", "2", "1", "1", "2");
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.Contains("That name is used already", ran.Output, StringComparison.Ordinal);
        Assert.Contains("What is it? (a record)", ran.Output, StringComparison.Ordinal);
        Assert.Contains("a letter: You must share this.", ran.Output, StringComparison.Ordinal);
        Assert.Contains("a record: Ask for advice", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Save_WritesACaseThatDecidesAlike()
    {
        var saved = _folder.PathOf("saved.yaml");
        var asked = await SaveAsync(saved, "a \"quoted\": letter # x", "", "2", "1", "1");
        Assert.Equal((ExitCodes.Ok, ""), (asked.Code, asked.Error));
        var decided = await CommandLine.RunAsync("decide", saved, "--book", _book);
        Assert.Equal((ExitCodes.Ok, ""), (decided.Code, decided.Error));
        Assert.Contains("A \"quoted\": letter # x: You must share this.", decided.Output,
            StringComparison.Ordinal);
        Assert.Equal([saved], Directory.GetFiles(Path.GetDirectoryName(saved)!, "saved*"));
    }

    [Fact]
    public async Task Ask_InterruptedAfterAnAnswer_HasSavedIt()
    {
        var saved = _folder.PathOf("saved.yaml");
        Assert.Equal(ExitCodes.FactsMissing, (await SaveAsync(saved, "", "1")).Code);
        Assert.Contains("requester: carer", await File.ReadAllTextAsync(saved),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_SaveWhereNothingCanBeWritten_IsSaidBeforeTheFirstQuestion()
    {
        var ran = await SaveAsync(_folder.PathOf("missing/saved.yaml"), "", "1", "1");
        Assert.Equal(ExitCodes.BadInput, ran.Code);
        Assert.DoesNotContain("Who asks?", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_CaseWithExpectations_KeepsThemWhenSaved()
    {
        var known = _folder.Write("known.yaml",
            "items: [{ name: a letter }]\nexpect: [{ item: a letter, verdict: share }]\n");
        var saved = _folder.PathOf("saved.yaml");
        await CommandLine.RunAsync(["1"], ["ask", known, "--book", _book, "--save", saved]);
        Assert.Contains("{ item: \"a letter\", verdict: share }",
            await File.ReadAllTextAsync(saved), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_StoppedAndSaved_GoesOnFromThere()
    {
        var saved = _folder.PathOf("saved.yaml");
        Assert.Equal(ExitCodes.FactsMissing, (await SaveAsync(saved, "", "1", "7")).Code);
        var ran = await CommandLine.RunAsync(["3"], ["ask", saved, "--book", _book,
            "--save", saved, "--force"]);
        Assert.Equal((ExitCodes.Ok, ""), (ran.Code, ran.Error));
        Assert.DoesNotContain("Who asks?", ran.Output, StringComparison.Ordinal);
        Assert.Contains("capacity: not-known", await File.ReadAllTextAsync(saved),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Save_RefusesToOverwriteBeforeAnythingIsAsked()
    {
        var saved = _folder.Write("saved.yaml", "mine");
        (await SaveAsync(saved, "", "1", "1")).IsRefused("exists already", "--force");
        Assert.Equal("mine", await File.ReadAllTextAsync(saved));
    }

    [Fact]
    public async Task Ask_SaveWhereNothingCanBeWritten_IsSaid()
    {
        var ran = await SaveAsync(_folder.PathOf("no/such/folder/x.yaml"), "", "1", "1");
        Assert.Equal(ExitCodes.BadInput, ran.Code);
        Assert.Contains("cannot be written", ran.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.BadInput, (await SaveAsync("", "", "1", "1")).Code);
    }

    [Fact]
    public async Task Ask_BadCase_IsRefused()
    {
        var path = _folder.Write("bad.yaml", "facts: { requestr: carer }");
        (await CommandLine.RunAsync("ask", path, "--book", _book)).IsRefused("requester");
    }

    private Task<Ran> AskAsync(params string[] lines) =>
        CommandLine.RunAsync(lines, ["ask", "--book", _book]);

    private Task<Ran> SaveAsync(string path, params string[] lines) =>
        CommandLine.RunAsync(lines, ["ask", "--book", _book, "--save", path]);

    private static int Count(string text, string part) =>
        text.Split(part, StringSplitOptions.None).Length - 1;
}
