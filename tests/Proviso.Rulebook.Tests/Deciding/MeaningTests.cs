using System.Text;
using System.Text.Json;
using Proviso.Rulebook.Asking;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Proving;
using Proviso.Rulebook.Reading;
using static Proviso.Rulebook.Tests.SmallBook;

namespace Proviso.Rulebook.Tests.Deciding;

/// <summary>The five sentences of "What a decision means" in the guide to the language.</summary>
public class MeaningTests
{
    private static readonly string ThreeFacts = Fact("a") + Fact("b") + Fact("c");

    [Fact]
    public void Sentence1_TheStrongestTierOfTheRulesThatApplyAndAreNotOverridden_Decides()
    {
        var book = Sound(ThreeFacts, Rule("low", "a"),
            Rule("high", "b", "do-not-share", tier: "strong"),
            Rule("exception", "c", "share", "overrides high"));
        Assert.Equal(Verdict.Share, Decide(book, "a=yes b=no c=no").Verdict);
        var outranking = Decide(book, "a=yes b=yes c=no");
        Assert.Equal(Verdict.DoNotShare, outranking.Verdict);
        Assert.Equal(["high"], outranking.Deciding.Select(d => d.Rule.Id));
        var (rule, by, isOverridden) = Assert.Single(outranking.Overridden);
        Assert.Equal(("low", "high", false), (rule.Id, by.Id, isOverridden));
        var overriding = Decide(book, "a=yes b=yes c=yes");
        Assert.Equal(Verdict.Share, overriding.Verdict);
        Assert.Equal(["low", "exception"], overriding.Deciding.Select(d => d.Rule.Id));
        Assert.True(Assert.Single(overriding.Overridden).IsOverridden);
    }

    [Fact]
    public void Sentence1_ARuleThatIsItselfOverridden_OverridesNothing()
    {
        var book = Sound(ThreeFacts, Rule("first", "a", "do-not-share"),
            Rule("second", "b", "share", "overrides first"),
            Rule("third", "c", "do-not-share", "overrides second"));
        Assert.Equal(Verdict.Share, Decide(book, "a=yes b=yes c=no").Verdict);
        var outcome = Decide(book, "a=yes b=yes c=yes");
        Assert.Equal(["first", "third"], outcome.Deciding.Select(d => d.Rule.Id));
    }

    [Fact]
    public void Sentence1_AnOverriddenOverrider_IsNotNamedAsWhatDisplaces()
    {
        var book = Sound(ThreeFacts, Rule("low", "a"),
            Rule("middle", "b", "share", "overrides low"),
            Rule("top", "c", "do-not-share", "overrides middle", "strong"));
        var outcome = Decide(book, "a=yes b=yes c=yes");
        Assert.Equal([("low", "top", false), ("middle", "top", true)], outcome.Overridden
            .Select(o => (o.Rule.Id, o.By.Id, o.IsOverridden)));
    }

    [Theory]
    [InlineData("2026-02-28", Verdict.DoNotShare)]
    [InlineData("2026-03-01", Verdict.Share)]
    [InlineData("2026-04-30", Verdict.Share)]
    [InlineData("2026-05-01", Verdict.DoNotShare)]
    public void Sentence1_OnTheDateAskedAbout_FirstAndLastDayIncluded(string date, Verdict expected)
    {
        var book = Sound(Fact("a"),
            Rule("dated", "a", "share", "from 2026-03-01\nto 2026-04-30"));
        var day = DateOnly.Parse(date);
        var outcome = Decider.Decide(
            new CompiledBook(book).On(day), day, Facts(book, "a=yes"), out _)!;
        Assert.Equal(expected, outcome.Verdict);
    }

    [Fact]
    public void Sentence2_AContradiction_DoesNotCompileAndShowsTheSimplestCombination()
    {
        var book = Sound(ThreeFacts, Rule("one", "any of\n           all of\n             a\n"
            + "             c\n           b"), Rule("two", "b", "do-not-share"));
        var compiled = new CompiledBook(book);
        var refused = Assert.Throws<BookRefusedException>(() => compiled.On(book.StatedAt));
        var problem = Assert.Single(refused.Problems);
        Assert.Equal("contradiction", problem.Code);
        Assert.Equal("\"one\" says share and \"two\" says do-not-share, both of tier \"weak\", "
            + "when b is yes", problem.Message);
        Assert.Equal(1, Prover.Prove(compiled).Contradictions);
    }

    [Fact]
    public void Sentence2_OutOfForceOnThatDay_IsNoContradictionThen()
    {
        var book = Sound(Fact("a"), Rule("one", "a", "share", "to 2026-05-31"),
            Rule("two", "a", "do-not-share", "from 2026-05-31"));
        var compiled = new CompiledBook(book);
        Assert.NotNull(compiled.On(new DateOnly(2026, 5, 30)));
        Assert.NotNull(compiled.On(new DateOnly(2026, 6, 1)));
        Assert.Throws<BookRefusedException>(() => compiled.On(new DateOnly(2026, 5, 31)));
        Assert.Equal(1, Prover.Prove(compiled).Contradictions);
    }

    [Fact]
    public void Sentence2_AdviceFromTwoRoles_IsAContradiction()
    {
        var book = Sound(Fact("a"), Rule("one", "a", "seek-advice from lead"),
            Rule("two", "a", "seek-advice from guardian"));
        Assert.Throws<BookRefusedException>(() => Law(book));
    }

    [Fact]
    public void Sentence3_NoRuleApplies_IsDoNotShareAndSaysSo()
    {
        var book = Sound(Fact("a"), Rule("one", "a"));
        var outcome = Decide(book, "a=no");
        Assert.Equal(Verdict.DoNotShare, outcome.Verdict);
        Assert.True(outcome.ByDefault);
        Assert.Empty(outcome.Deciding);
        Assert.Contains("No rule permits sharing this", OutcomeWords.Brief(outcome),
            StringComparison.Ordinal);
        Assert.Contains("\"byDefault\":true", Json(book, "a=no"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(10, OutcomeWords.NarrowestLine)]
    [InlineData(500, OutcomeWords.WidestLine)]
    public void Brief_KeepsToTheWidthWithinItsBounds(int width, int longest)
    {
        var book = Sound(Fact("a"), Rule("one", "a").Replace("Because of one.",
            string.Join(' ', Enumerable.Repeat("words that fill a line", 20)) + ".",
            StringComparison.Ordinal));
        var lines = OutcomeWords.Brief(Decide(book, "a=yes"), width).Split('\n');
        Assert.InRange(lines.Max(l => l.Length), longest - 8, longest);
    }

    [Fact]
    public void Sentence4_EveryOutcome_NamesRulesDutiesAndVersion()
    {
        var book = Sound(ThreeFacts, Duty("named"), Duty("attached", "on share\nwhen b"),
            Rule("low", "b", "do-not-share"), Rule("high", "a", "share", "duties named", "strong"));
        var outcome = Decide(book, "a=yes b=yes c=no");
        Assert.Equal(["high"], outcome.Deciding.Select(d => d.Rule.Id));
        Assert.Equal(["low"], outcome.Overridden.Select(o => o.Rule.Id));
        Assert.Equal(["named", "attached"], outcome.Duties.Select(d => d.Id));
        Assert.Equal($"small 1 ({book.Digest[..12]})", outcome.BookVersion);
        Assert.Equal(["named"], Decide(book, "a=yes b=no c=no").Duties.Select(d => d.Id));
    }

    [Fact]
    public void Sentence4_SameFactsDateAndVersion_GiveTheSameBytes()
    {
        string[] blocks = [ThreeFacts, Duty("u", "on share"), Rule("one", "a"), Rule("two", "b")];
        var book = Sound(blocks);
        var first = Json(book, "a=yes b=yes c=no");
        Assert.Equal(first, Json(book, "a=yes b=yes c=no"));
        Assert.Equal(first, Json(book, "c=no b=yes a=yes"));
        Assert.Equal(first, Json(Sound(blocks), "a=yes b=yes c=no"));
    }

    [Fact]
    public void Sentence4_EveryExampleOfEngland_GivesTheSameBytesFromABookReadAgain()
    {
        var (one, other) = (Repository.England, new CompiledBook(
            BookReader.Read(Repository.EnglandFiles.Reverse()).Book!));
        Assert.Equal(one.Book.Digest, other.Book.Digest);
        var decided = 0;
        foreach (var (first, second) in one.Book.Examples.Zip(other.Book.Examples))
        {
            var (a, b) = (JsonOf(one, first), JsonOf(other, second));
            Assert.Equal(a, b);
            decided += a.Length > 0 ? 1 : 0;
        }

        Assert.True(decided > 20, $"only {decided} examples settle their duties too");
    }

    [Fact]
    public void Sentence5_AQuestionIsAsked_OnlyIfAnAnswerCanStillChangeVerdictOrDuties()
    {
        var book = Sound(ThreeFacts, Duty("extra", "on share\nwhen c"), Rule("one", "a"),
            Rule("other", "all of\n           a\n           b"));
        var interview = Interview.Start(Law(book), book.StatedAt,
            [new InterviewItem("x", CaseFacts.None(book))]);
        Assert.Equal("a", interview.Next()!.Fact.Id);
        Assert.Null(interview.Answer(Given(book, "a", "no"), null).Next());
        var shared = interview.Answer(Given(book, "a", "yes"), null);
        Assert.Equal("c", shared.Next()!.Fact.Id);
        var (_, outcome) = Assert.Single(shared.Answer(Given(book, "c", "yes"), null).Outcomes());
        Assert.Equal(["one"], outcome.Deciding.Select(d => d.Rule.Id));
        Assert.Equal(["other"], outcome.Either.Select(r => r.Id));
    }

    private static string JsonOf(CompiledBook compiled, Example example)
    {
        var day = example.Date ?? compiled.Book.StatedAt;
        var facts = example.Facts.Aggregate(CaseFacts.None(compiled.Book), (f, g) => f.With(g));
        return Json(compiled.On(day), day, facts);
    }

    private static string Json(Book book, string words) =>
        Json(Law(book), book.StatedAt, Facts(book, words));

    private static string Json(Law law, DateOnly day, CaseFacts facts)
    {
        if (Decider.Decide(law, day, facts, out _) is not { } outcome)
            return "";
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            OutcomeJson.WriteMembers(writer, law, facts, outcome);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
