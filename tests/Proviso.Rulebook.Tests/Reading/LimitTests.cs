using System.Text;
using Proviso.Rulebook.Asking;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Proving;
using Proviso.Rulebook.Reading;
using static Proviso.Rulebook.Tests.SmallBook;

namespace Proviso.Rulebook.Tests.Reading;

/// <summary>Each limit of the guide, at it and just outside.</summary>
public class LimitTests
{
    [Theory]
    [InlineData(50, null)]
    [InlineData(51, "too-deep")]
    public void Read_NestedConditions_AreReadFiftyDeep(int depth, string? code)
    {
        var when = new StringBuilder("all of\n");
        for (var i = 1; i < depth; i++)
            when.Append(' ', i).Append(i % 2 == 0 ? "all of\n" : "any of\n");
        when.Append(' ', depth).Append('a');
        Check(code, Fact("a") + Rule("x", when.ToString()));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "answers")]
    public void Read_Answers_MayBeTwoHundred(int count, string? code) =>
        Check(code, Wide("a", count) + Rule("x", "a is a0"));

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, "too-many-facts")]
    public void Read_Facts_MayBeAThousand(int count, string? code) => Check(code,
        string.Concat(Enumerable.Range(0, count).Select(i => Fact($"f{i}"))));

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "id-form")]
    public void Read_Ids_MayHaveSixtyFourCharacters(int length, string? code) =>
        Check(code, Fact(new string('a', length)));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "file-too-long")]
    public void Read_Files_MayHaveFourMebibytes(int more, string? code)
    {
        var line = new string('x', 79) + "\n";
        var text = new StringBuilder(Head).Append(Fact("a"));
        while (text.Length + line.Length <= BookFile.MaxLength)
            text.Append(line);
        text.Append('\n', BookFile.MaxLength - text.Length + more);
        var problems = BookReader.Read([new BookFile("a.md", text.ToString())]).Problems;
        if (code is null)
            Assert.Empty(problems);
        else
            Assert.Contains(problems, p => p.Code == code && p.At.Line == 1);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "file-too-long")]
    public void Read_Files_MayHaveTwoHundredThousandLines(int more, string? code)
    {
        foreach (var end in "\n\r")
        {
            var problems = BookReader.Read([new BookFile("a.md", Head),
                new BookFile("b.md", new string(end, BookFile.MaxLines + more))]).Problems;
            Assert.Equal(code, problems.SingleOrDefault()?.Code);
        }
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, "no-files")]
    public void Read_Books_MayHaveAThousandFiles(int count, string? code)
    {
        var files = Enumerable.Range(1, count - 1)
            .Select(i => new BookFile($"f{i:0000}.md", "Prose.")).Prepend(
                new BookFile("a.md", Head));
        Assert.Equal(code, BookReader.Read(files).Problems.SingleOrDefault()?.Code);
    }

    [Theory]
    [InlineData(10_000, null)]
    [InlineData(10_001, "too-many-blocks")]
    public void Read_Books_MayHaveTenThousandBlocksInAll(int count, string? code)
    {
        const int InHead = 6;
        var half = (count - InHead) / 2;
        string Many(int from, int to) => string.Concat(Enumerable.Range(from, to - from)
            .Select(i => $"```source s{i}\ntitle S\nwhere w\nstatus unverified\n```\n"));
        var reading = BookReader.Read([
            new BookFile("a.md", Head), new BookFile("b.md", Many(0, half)),
            new BookFile("c.md", Many(half, count - InHead)),
        ]);
        Assert.Equal(code, reading.Problems.SingleOrDefault()?.Code);
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(51, "too-deep")]
    public void Read_ChainsOfDefines_AreReadFiftyLong(int length, string? code)
    {
        var text = new StringBuilder(Fact("a"));
        for (var i = 0; i < length; i++)
        {
            text.Append($"```define d{i}\nmeans d\n")
                .Append(i == 0 ? "when a\n" : $"when not d{i - 1}\n").Append("```\n");
        }

        Check(code, text.Append(Rule("x", $"d{length - 1}")).ToString());
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(51, "too-deep")]
    public void Read_ChainsOfOverrides_AreReadFiftyLong(int length, string? code) =>
        Check(code, Fact("a") + string.Concat(Enumerable.Range(0, length).Select(i =>
            Rule($"r{i}", "a", more: i == 0 ? "" : $"overrides r{i - 1}"))));

    [Fact]
    public void Prove_DefinesThatNameEachOtherTwice_TakesNoLongerThanTheyAreMany()
    {
        var text = new StringBuilder(Fact("a") + Fact("b"));
        text.Append("```define d0\nmeans d\nwhen a\n```\n```define e0\nmeans e\nwhen b\n```\n");
        for (var i = 1; i < 49; i++)
        {
            text.Append($"```define d{i}\nmeans d\nwhen all of\n  d{i - 1}\n  e{i - 1}\n```\n")
                .Append($"```define e{i}\nmeans e\nwhen any of\n  d{i - 1}\n  e{i - 1}\n```\n");
        }

        var book = Sound(text.ToString(), Rule("x", "all of\n           d48\n           e48"));
        Assert.Equal(Verdict.Share, Decide(book, "a=yes b=yes").Verdict);
        Assert.Equal(Verdict.DoNotShare, Decide(book, "a=yes b=no").Verdict);
        Assert.Equal(0, Prover.Prove(new CompiledBook(book)).Contradictions);
    }

    [Fact]
    public void Decide_RulesThatAllOverrideEachOther_TakesNoLongerThanTheyAreMany()
    {
        var rules = Enumerable.Range(0, 45).Select(i => Rule($"r{i}", "a", more: i == 0 ? "" :
            "overrides " + string.Join(", ", Enumerable.Range(0, i).Select(j => $"r{j}"))));
        var outcome = Decide(Sound(Fact("a"), string.Concat(rules)), "a=yes");
        Assert.Equal(["r44"], outcome.Deciding.Select(d => d.Rule.Id));
        Assert.All(outcome.Overridden, o => Assert.Equal("r44", o.By.Id));
    }

    [Fact]
    public void Next_FactOfTwoHundredAnswers_IsAskedAndDecides()
    {
        var book = Sound(Wide("a", 200), Wide("b", 200),
            Rule("x", "all of\n           a is a7\n           b is not a9"));
        var interview = Interview.Start(Law(book), book.StatedAt,
            [new InterviewItem("x", CaseFacts.None(book))]);
        var question = interview.Next()!;
        Assert.Equal(("a", 1, 2), (question.Fact.Id, question.AtLeast, question.AtMost));
        interview = interview.Answer(Given(book, "b", "a199"), null);
        Assert.Equal(1, interview.Next()!.AtMost);
        interview = interview.Answer(Given(book, "a", "a7"), null);
        Assert.Equal(Verdict.Share, Assert.Single(interview.Outcomes()).Outcome.Verdict);
    }

    [Fact]
    public void On_DiagramBeyondTheLimit_IsRefusedWithAdvice()
    {
        // Pairs of equal answers with all first halves before all second ones: exponential.
        var facts = string.Concat(Enumerable.Range(0, 24).Select(i => Fact($"f{i}")));
        var pairs = string.Concat(Enumerable.Range(0, 12).Select(i =>
            $"           any of\n             all of\n               f{i}\n"
            + $"               f{i + 12}\n             none of\n               f{i}\n"
            + $"               f{i + 12}\n"));
        var book = Sound(facts, Rule("x", "all of\n" + pairs.TrimEnd()));
        var refused = Assert.Throws<BookTooLargeException>(
            () => new CompiledBook(book, maxNodes: 1000).On(book.StatedAt));
        var problem = Assert.Single(refused.Problems);
        Assert.Equal("too-large", problem.Code);
        Assert.Contains("put the facts that decide most first", problem.Hint,
            StringComparison.Ordinal);
        Assert.NotNull(new CompiledBook(book, maxNodes: 100_000).On(book.StatedAt));
    }

    private static string Wide(string id, int count) =>
        $"```fact {id}\nask Which {id}?\nabout request\nanswers\n" + string.Concat(
            Enumerable.Range(0, count).Select(i => $"  a{i} Answer {i}\n")) + "```\n\n";

    private static void Check(string? code, string blocks)
    {
        var problems = Read(blocks).Problems;
        if (code is null)
            Assert.Empty(problems.Select(p => p.ToString()));
        else
            Assert.Equal(code, Assert.Single(problems).Code);
    }
}
