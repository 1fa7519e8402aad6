using System.Text;

namespace Proviso.Cli.Tests.Cases;

/// <summary>Every way of getting a case file wrong: a clear word, exit code 2, no output.</summary>
public sealed class BadCaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _book;

    public BadCaseTests() => _book = _folder.WriteBook(SmallBook.Text);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> BadCases() => new()
    {
        { "unknown fact", "facts: { requestr: carer }",
            ":1:10: there is no fact \"requestr\"; did you mean \"requester\"?" },
        { "unknown answer", "facts: { requester: carr }", ":1:21: \"carr\" is not an answer of "
            + "\"requester\". Did you mean \"carer\"? Answers: carer, police" },
        { "not known where it is no answer", "facts: { urgent: not-known }", "Answers: yes, no" },
        { "list for an answer", "facts: { requester: [carer] }",
            "\"requester\" takes one answer, not a list: carer, police" },
        { "group for an answer", "facts: { requester: { is: carer } }",
            "takes one answer, not a group of names with values" },
        { "list of facts", "facts: [requester, carer]", "\"facts\" holds lines of the form" },
        { "word for facts", "facts: carer", "\"facts\" holds lines of the form" },
        { "list for a case", "- facts",
            "a case is a group of names with values, and this is a list" },
        { "word for a case", "carer", "and this is a single value" },
        { "group for items", "items: { name: x }", "\"items\" is a list" },
        { "no items", "items: []", "\"items\" is a list" },
        { "word for an item", "items: [letter]", "an item has a \"name\" and \"facts\"" },
        { "item without a name", "items: [ { facts: {} } ]", "this item has no \"name\"" },
        { "items of one name", "items: [ { name: a }, { name: a } ]",
            "two items are called \"a\"; name them apart" },
        { "fact of the request in an item",
            "items:\n  - name: a\n    facts: { requester: carer }",
            ":3:14: \"requester\" is about the whole request; move it to \"facts\" above" },
        { "unknown part of an item", "items: [ { name: a, fact: {} } ]",
            "there is no part of an item \"fact\"; did you mean \"facts\"?" },
        { "unknown part of a case", "factz: {}", "did you mean \"facts\"?" },
        { "list for a title", "title: [a]", "a single line of text belongs here" },
        { "word for a date", "date: today", "write it as 2026-11-21" },
        { "day that is not", "date: 2026-02-30", "write it as 2026-11-21" },
        { "part twice", "facts: {}\nfacts: {}", ":2:1: \"facts\" stands twice; keep one" },
        { "fact twice", "facts:\n  urgent: yes\n  urgent: no",
            "\"urgent\" is answered twice; keep one answer" },
        { "expected item that is not",
            "items: [ { name: a } ]\nexpect: [ { item: b, verdict: share } ]",
            "there is no item \"b\"" },
        { "expected verdict that is not", "expect: { verdict: shared }",
            "\"shared\" is not a verdict: must-share, share," },
        { "word for an expectation", "expect: share", "an expectation has \"item\" and" },
        { "empty", "", "the file is empty. A case has \"facts\" and \"items\"." },
        { "blank", " \n\n ", "the file is empty" },
        { "comment alone", "# nothing\n", "the file is empty" },
        { "second document", "facts: {}\n---\nfacts: {}\n", "a second document begins here" },
        { "unclosed JSON", "{\"facts\": {\"urgent\": \"yes\"", "neither YAML nor JSON" },
        { "JSON without a colon", "{\"facts\" {}}", "neither YAML nor JSON" },
        { "unclosed quote", "title: \"never closed", "neither YAML nor JSON" },
        { "tab for indentation", "facts:\n\turgent: yes", "neither YAML nor JSON" },
        { "control character", "title: \u0001", ":1:8: this text holds a control character" },
        { "escaped control character", "title: \"\\e[2J\"", "a control character" },
        { "reference", "facts: &a { urgent: yes }\nitems: *a", "references to other parts" },
        { "list for a name", "? [a, b]\n: c", "a name must be a single word" },
    };

    [Theory]
    [MemberData(nameof(BadCases))]
    public async Task Decide_BadCase_IsRefusedInClearWords(string what, string text, string message)
    {
        Assert.NotEmpty(what);
        (await RunAsync(text)).IsRefused(message);
        var problems = (await RunAsync(text, "--json")).Problems();
        Assert.Contains(message, string.Join('\n', problems.Select(p => p.Said)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("facts: { requestr: carer }", "unknown-name")]
    [InlineData("facts: { requester: carr }", "unknown-name")]
    [InlineData("facts: carer", "wrong-kind")]
    [InlineData("items: [ { facts: {} } ]", "missing-field")]
    [InlineData("items: [ { name: a }, { name: a } ]", "twice")]
    [InlineData("items:\n  - name: a\n    facts: { requester: carer }", "misplaced")]
    [InlineData("date: 2026-02-30", "date")]
    [InlineData("title: \"never closed", "not-a-case")]
    [InlineData("", "not-a-case")]
    public async Task Decide_BadCaseAsJson_HasAStableCode(string text, string code)
    {
        var problem = Assert.Single((await RunAsync(text, "--json")).Problems());
        Assert.Equal(code, problem.Code);
    }

    [Fact]
    public async Task Decide_UnreadableInputAsJson_HasAStableCode()
    {
        var none = _folder.PathOf("none.yaml");
        var ran = await CommandLine.RunAsync("decide", none, "--book", _book, "--json");
        Assert.Equal([("file-unreadable", $":0:0: There is no file \"{none}\". ")],
            ran.Problems());
        ran = await CommandLine.RunAsync(
            "decide", none, "--book", _folder.PathOf("nobook"), "--json");
        Assert.Equal("no-folder", Assert.Single(ran.Problems()).Code);
        var bad = _folder.WriteBook(
            SmallBook.Text.Replace("requester is carer", "requester is carr",
                StringComparison.Ordinal), "bad");
        ran = await CommandLine.RunAsync("decide", none, "--book", bad, "--json");
        Assert.Contains(ran.Problems(), p => p.Code == "unknown-name"
            && p.Said.Contains("did you mean \"carer\"?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Decide_SeveralMistakes_AreAllListed()
    {
        var ran = await RunAsync("""
            date: soon
            facts: { requestr: carer, urgent: maybe }
            items: [ { facts: { kind: leter } } ]
            expect: [ { verdict: never } ]
            """);
        ran.IsRefused("case.yaml:1:7:", "case.yaml:2:10:", "case.yaml:2:35:", "case.yaml:3:27:");
        Assert.True(ran.Error.Split('\n').Length >= 6, ran.Error);
    }

    [Fact]
    public async Task Decide_BillionLaughs_IsRefusedAtOnce()
    {
        var bomb = new StringBuilder("a0: &a0 lol\n");
        for (var i = 1; i < 40; i++)
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        (await RunAsync(bomb.ToString())).IsRefused("references to other parts");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("{\"a\":[")]
    public async Task Decide_DeepNesting_IsRefused(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 200_000 / part.Length));
        var ran = await RunAsync(text);
        ran.IsRefused();
        Assert.True(ran.Error.Contains("deeper than 12", StringComparison.Ordinal)
            || ran.Error.Contains("neither YAML nor JSON", StringComparison.Ordinal)
            || ran.Error.Contains("single word", StringComparison.Ordinal), ran.Error);
    }

    [Theory]
    [InlineData(200, ExitCodes.FactsMissing)]
    [InlineData(201, ExitCodes.BadInput)]
    public async Task Decide_Items_MayBeTwoHundred(int count, int code)
    {
        var items = Enumerable.Range(0, count).Select(i => $"  - name: item {i}\n");
        var ran = await RunAsync("items:\n" + string.Concat(items));
        Assert.Equal(code, ran.Code);
        if (code == ExitCodes.BadInput)
            ran.IsRefused("201 items; a case has at most 200");
    }

    [Theory]
    [InlineData(0, ExitCodes.FactsMissing)]
    [InlineData(1, ExitCodes.BadInput)]
    public async Task Decide_File_MayHaveAMebibyte(int more, int code)
    {
        const string Start = "facts: {}\n#";
        var ran = await RunAsync(Start + new string('x', (1024 * 1024) - Start.Length + more));
        Assert.Equal(code, ran.Code);
        if (code == ExitCodes.BadInput)
            ran.IsRefused("longer than 1048576 bytes");
    }

    [Fact]
    public async Task Decide_HundredMegabytes_IsRefusedWithoutReadingThem()
    {
        var path = _folder.PathOf("large.yaml");
        await using (var file = File.Create(path))
            file.SetLength(100_000_000);
        var before = GC.GetTotalAllocatedBytes();
        (await CommandLine.RunAsync("decide", path, "--book", _book)).IsRefused("longer than");
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 60_000_000);
    }

    [Fact]
    public async Task Decide_DeviceWithoutEnd_IsRefused()
    {
        if (!File.Exists("/dev/zero"))
            return;
        (await CommandLine.RunAsync("decide", "/dev/zero", "--book", _book))
            .IsRefused("longer than");
    }

    [Theory]
    [InlineData(new byte[] { 0x66, 0xFF, 0xFE })]
    [InlineData(new byte[] { 0x61, 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public async Task Decide_InvalidUtf8_IsRefused(byte[] bytes)
    {
        var path = _folder.PathOf("bytes.yaml");
        await File.WriteAllBytesAsync(path, bytes);
        (await CommandLine.RunAsync("decide", path, "--book", _book)).IsRefused("is not UTF-8");
    }

    [Fact]
    public async Task Decide_MissingFileFolderOrName_IsRefused()
    {
        var path = _folder.PathOf("none.yaml");
        (await CommandLine.RunAsync("decide", path, "--book", _book))
            .IsRefused($"There is no file \"{path}\".");
        (await CommandLine.RunAsync("decide", _folder.PathOf(""), "--book", _book)).IsRefused();
        (await CommandLine.RunAsync("decide", "", "--book", _book)).IsRefused();
        (await CommandLine.RunAsync("decide", path, "--book", _folder.PathOf("nobook")))
            .IsRefused("There is no folder");
        (await CommandLine.RunAsync("decide")).IsRefused("--help");
        (await CommandLine.RunAsync("decide", path, "--bok", _book)).IsRefused("--bok");
        (await CommandLine.RunAsync()).IsRefused("--help");
        (await CommandLine.RunAsync("decid")).IsRefused("decid");
    }

    [Fact]
    public async Task Decide_MutatedCases_NeverCrashAndWriteNothingWhenRefused()
    {
        var codes = new HashSet<int>();
        for (var seed = 1; seed <= (Environment.GetEnvironmentVariable("PROVISO_LONG") == "1"
            ? 10_000 : 400); seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder(SmallBook.Case);
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0: text.Remove(at, 1); break;
                    case 1: text[at] = (char)random.Next(32, 127); break;
                    case 2: text.Insert(at, (char)random.Next(1, 0xD800)); break;
                    default: text.Insert(at, "\n:{[&*!|>'\"%@`-? "[random.Next(17)]); break;
                }
            }

            var ran = await RunAsync(text.ToString(), "--json");
            codes.Add(ran.Code);
            if (ran.Code == ExitCodes.BadInput)
                ran.Problems();
            else
                Assert.NotEmpty(ran.Output);
        }

        Assert.Contains(ExitCodes.BadInput, codes);
        Assert.Contains(ExitCodes.Ok, codes);
        Assert.All(codes, c => Assert.Contains(c, (int[])[ExitCodes.Ok, ExitCodes.BadInput,
            ExitCodes.FactsMissing, ExitCodes.CheckFailed]));
    }

    private Task<Ran> RunAsync(string text, params string[] more) => CommandLine.RunAsync(
        ["decide", _folder.Write("case.yaml", text), "--book", _book, .. more]);
}
