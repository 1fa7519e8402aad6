using Proviso.Rulebook.Charts;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Tests.RandomBooks;
using static Proviso.Rulebook.Tests.SmallBook;

namespace Proviso.Rulebook.Tests.Charts;

public class FlowChartTests
{
    private const string Kind = """
        ```fact kind
        ask      What kind is it?
        about    request
        answers
          no        No
          no-other  No other
          c         Three
          d         Four
          e         Five
          f         Six
        ```


        """;

    [Fact]
    public void Write_SmallBook_ShowsEveryQuestionAndVerdict()
    {
        var book = Sound(Fact("a"), Fact("b"), Rule("one", "a"),
            Rule("two", "all of\n           not a\n           b", "seek-advice from lead"));
        var chart = Draw(book, "");
        Assert.Equal("Small", chart.Title);
        Assert.Equal(["Is a so?", "Is b so?"], chart.Questions);
        Assert.Equal(["Ask for advice before you decide: The safeguarding lead",
            "Do not share this", "You may share this"],
            chart.Boxes.Where(b => !b.IsQuestion).Select(b => b.Text)
                .Order(StringComparer.Ordinal));
        chart.IsTidy();
    }

    [Fact]
    public void Write_SettledFacts_AreNotDrawn()
    {
        var book = Sound(Fact("a"), Fact("b"), Rule("one", "all of\n           a\n           b"));
        var law = Law(book);
        var chart = new DrawnChart(SvgWriter.Write(FlowChart.OfVerdict(
            law, Facts(book, "a=yes"), CaseFacts.None(book)), "Left"));
        Assert.Equal(["Is b so?"], chart.Questions);
        var settled = FlowChart.OfVerdict(law, Facts(book, "a=no"), CaseFacts.None(book));
        Assert.Equal(0, settled.Questions);
        Assert.Equal("Do not share this",
            Assert.Single(new DrawnChart(SvgWriter.Write(settled, "Left")).Boxes).Text);
    }

    [Theory]
    [InlineData("kind=no a=yes", "You may share this")]
    [InlineData("kind=no-other a=yes", "Do not share this")]
    [InlineData("kind=c a=no", "Do not share this")]
    [InlineData("kind=f a=yes", "Do not share this")]
    public void Write_PathOfACase_IsMarkedByItsOwnAnswersAlone(string facts, string end)
    {
        // "No" is part of the labels "No other" and "anything but No".
        var book = Sound(Kind, Fact("a"), Rule("one", "all of\n           kind is no\n"
            + "           a"));
        var chart = Draw(book, facts);
        var marked = chart.Boxes.Where(b => b.OnPath).OrderBy(b => b.Y).ToList();
        Assert.Equal(end, marked[^1].Text);
        Assert.Equal(marked.Count - 1, chart.MarkedArrows);
        Assert.Equal(facts.StartsWith("kind=no a", StringComparison.Ordinal) ? 3 : 2, marked.Count);
    }

    [Fact]
    public void Write_BoxReachedTwice_IsMarkedFromWhereThePathReachesIt()
    {
        // The box of "c" is drawn below "b" first, and the path comes to it straight from "a".
        var book = Sound(Fact("a"), Fact("b"), Kind,
            Rule("one", "all of\n           kind is not no or c\n           any of\n"
            + "             not a\n             b"));
        var chart = Draw(book, "a=no kind=no-other");
        Assert.Equal(["Is a so?", "What kind is it?", "You may share this"],
            chart.Boxes.Where(b => b.OnPath).OrderBy(b => b.Y).Select(b => b.Text));
        Assert.Equal(2, chart.MarkedArrows);
        var other = Draw(book, "a=no kind=c");
        Assert.Equal(["Is a so?", "What kind is it?", "Do not share this"],
            other.Boxes.Where(b => b.OnPath).OrderBy(b => b.Y).Select(b => b.Text));
    }

    [Fact]
    public void Write_Duty_IsDrawnAsDueOrNot()
    {
        var book = Sound(Fact("a"), Fact("b"), Duty("u", "on share\nwhen b"), Rule("one", "a"));
        var chart = new DrawnChart(SvgWriter.Write(FlowChart.OfDuty(
            Law(book), "u", CaseFacts.None(book), Facts(book, "a=yes b=yes")), "Duty"));
        Assert.Equal(["Is a so?", "Is b so?"], chart.Questions);
        Assert.Equal("This duty is due", chart.Boxes.Where(b => b.OnPath).MaxBy(b => b.Y)!.Text);
    }

    [Fact]
    public void Write_ControlCharactersAndMarkup_StayWellFormed()
    {
        var book = Sound("```fact a\nask Is \u0001 <b>&\"so\" 𝛼?\nabout request\n```\n",
            Rule("one", "a"));
        Assert.Equal("Is \uFFFD <b>&\"so\" 𝛼?", Draw(book, "").Questions.Single());
    }

    [Fact]
    public void Write_RandomBooks_AreTidyAndShowWhatTheDiagramAsks() => Seeds.Each(60, seed =>
    {
        var book = RandomBook.Read(RandomBook.Make(seed));
        var law = BruteForce.LawOf(new CompiledBook(book), BruteForce.Days[0]);
        var brute = new BruteForce(book, BruteForce.Days[0]);
        if (brute.Cases.Any(c => c.Outcome.Contradicts))
            return;
        var (answers, outcome) = brute.Cases[seed % brute.Cases.Count];
        var flow = FlowChart.OfVerdict(law, CaseFacts.None(book), brute.Facts(answers));
        var chart = new DrawnChart(SvgWriter.Write(flow, "Random"));
        chart.IsTidy();
        if (flow.IsCut)
            return;
        Assert.Equal(flow.Questions, chart.Boxes.Count(b => b.IsQuestion));
        var end = chart.Boxes.Where(b => b.OnPath).MaxBy(b => b.Y)!;
        Assert.Contains(outcome.Verdict.Name(), end.Classes);
        Assert.Equal(chart.Boxes.Count(b => b.OnPath) - 1, chart.MarkedArrows);
    });

    [Theory]
    [InlineData("direct-care", "relationship consent duty-to-safeguard")]
    [InlineData("community-benefit",
        "anonymised-enough de-identified-enough required-by-law consent override")]
    public void Write_DrawingsOfEngland_AskInTheOrderOfTheFlowcharts(string id, string facts)
    {
        var book = Repository.England.Book;
        var drawing = book.Drawings.Single(d => d.Id == id);
        var given = drawing.Given.Aggregate(CaseFacts.None(book), (f, g) => f.With(g));
        var chart = new DrawnChart(SvgWriter.Write(FlowChart.OfVerdict(
            Repository.England.On(book.StatedAt), given, CaseFacts.None(book)), drawing.Title));
        chart.IsTidy();
        Assert.Equal(drawing.Title, chart.Title);
        var asked = chart.Questions.ToList();
        var order = facts.Split(' ').Select(f => asked.IndexOf(book.FindFact(f)!.Question))
            .ToList();
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
        Assert.Equal(0, order[0]);
    }

    [Fact]
    public void OfVerdict_WholeOfEngland_IsCutToWhatCanBeRead()
    {
        var book = Repository.England.Book;
        var flow = FlowChart.OfVerdict(Repository.England.On(book.StatedAt),
            CaseFacts.None(book), CaseFacts.None(book));
        Assert.True(flow.IsCut);
        var chart = new DrawnChart(SvgWriter.Write(flow, book.Title));
        Assert.InRange(chart.Boxes.Count(b => b.IsQuestion), 1, FlowChart.MaxQuestions);
        Assert.Contains(chart.Boxes, b => b.Text == "More questions follow");
        chart.IsTidy();
    }

    private static DrawnChart Draw(Book book, string path) => new(SvgWriter.Write(
        FlowChart.OfVerdict(Law(book), CaseFacts.None(book), Facts(book, path)), book.Title));
}
