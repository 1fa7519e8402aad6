using Proviso.Rulebook.Asking;
using Proviso.Rulebook.Deciding;
using static Proviso.Rulebook.Tests.SmallBook;

namespace Proviso.Rulebook.Tests.Asking;

public class InterviewTests
{
    private static readonly Book Book = Sound(Fact("a"), Fact("b", "item"), Fact("c", "item"),
        Rule("one", "all of\n           a\n           b\n           c"),
        Rule("two", "all of\n           not a\n           c", "seek-advice from lead"));

    [Fact]
    public void Answer_TakenBack_IsAskedAgain()
    {
        var start = Start("x");
        var answered = start.Answer(Given(Book, "a", "yes"), null);
        Assert.Equal("b", answered.Next()!.Fact.Id);
        Assert.Equal("a", answered.TakeBack(Book.FindFact("a")!, null).Next()!.Fact.Id);
        Assert.Equal("b", answered.Next()!.Fact.Id);
        Assert.Equal("a", start.Next()!.Fact.Id);
    }

    [Fact]
    public void Answer_ThatBecameIrrelevant_IsKeptAndRevives()
    {
        var asked = Start("x").Answer(Given(Book, "a", "yes"), null)
            .Answer(Given(Book, "b", "no"), "x");
        Assert.Null(asked.Next());
        var changed = asked.Answer(Given(Book, "a", "no"), null);
        Assert.Equal("c", changed.Next()!.Fact.Id);
        Assert.Equal(["b"], changed.NotNeeded(changed.Items[0]).Select(g => g.Fact.Id));
        var decided = changed.Answer(Given(Book, "c", "yes"), "x");
        var outcome = Assert.Single(decided.Outcomes()).Outcome;
        Assert.Equal(Verdict.SeekAdvice, outcome.Verdict);
        Assert.Equal(["b"], outcome.NotNeeded.Select(g => g.Fact.Id));
        var revived = decided.Answer(Given(Book, "a", "yes"), null);
        Assert.Null(revived.Next());
        Assert.Equal(Verdict.DoNotShare, Assert.Single(revived.Outcomes()).Outcome.Verdict);
        Assert.DoesNotContain(revived.NotNeeded(revived.Items[0]), g => g.Fact.Id == "b");
    }

    [Fact]
    public void Answer_ChangedToNotKnown_CountsAsWhatTheLawPresumes()
    {
        var book = Sound("```fact capacity\nask Can they decide?\nabout request\n"
            + "not-known presumes yes\n```\n", Rule("one", "capacity"));
        var outcome = Decide(book, "capacity=not-known");
        Assert.Equal(Verdict.Share, outcome.Verdict);
        Assert.Equal(["capacity"], outcome.Presumed.Select(g => g.Fact.Id));
        Assert.Empty(Decide(book, "capacity=yes").Presumed);
    }

    [Fact]
    public void Next_TwoItems_AsksRequestFactsOnceAndItemFactsForEach()
    {
        var interview = Start("x", "y");
        Assert.Equal(("a", null), Asked(interview));
        interview = interview.Answer(Given(Book, "a", "yes"), null);
        Assert.Equal(("b", "x"), Asked(interview));
        interview = interview.Answer(Given(Book, "b", "no"), "x");
        Assert.Equal(("b", "y"), Asked(interview));
        interview = interview.Answer(Given(Book, "b", "yes"), "y");
        Assert.Equal(("c", "y"), Asked(interview));
        interview = interview.Answer(Given(Book, "c", "yes"), "y");
        Assert.Null(interview.Next());
        Assert.Equal([Verdict.DoNotShare, Verdict.Share],
            interview.Outcomes().Select(o => o.Outcome.Verdict));
    }

    [Fact]
    public void Next_SaysWhyByWhatEachAnswerCanLeadTo()
    {
        var why = Start("x").Answer(Given(Book, "a", "no"), null).Next()!.Why;
        Assert.Equal("Yes: then ask for advice before you decide.\nNo: then do not share this.",
            why);
    }

    [Fact]
    public void Start_WithoutItems_IsRefused() => Assert.Throws<ArgumentException>(
        () => Interview.Start(Law(Book), Book.StatedAt, []));

    [Fact]
    public void Answer_UnknownItem_IsRefused() => Assert.Throws<ArgumentException>(
        () => Start("x").Answer(Given(Book, "b", "yes"), "z"));

    [Fact]
    public void Outcomes_WhileAQuestionIsOpen_AreRefused() =>
        Assert.Throws<InvalidOperationException>(() => Start("x").Outcomes());

    private static Interview Start(params string[] items) => Interview.Start(Law(Book),
        Book.StatedAt, [.. items.Select(i => new InterviewItem(i, CaseFacts.None(Book)))]);

    private static (string Fact, string? Item) Asked(Interview interview) =>
        (interview.Next()!.Fact.Id, interview.Next()!.Item);
}
