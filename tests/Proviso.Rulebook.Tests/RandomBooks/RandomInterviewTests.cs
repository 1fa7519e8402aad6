using Proviso.Rulebook.Asking;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;

namespace Proviso.Rulebook.Tests.RandomBooks;

public class RandomInterviewTests
{
    [Fact]
    public void Next_EveryWayThroughAnInterview_AsksOnlyWhatMattersAndEndsAtTheOutcome() =>
        Each((brute, law, known) =>
        {
            var longest = Walk(brute, Interview.Start(law, brute.Day,
                [new InterviewItem("one", known)])).Most;
            if (known.Given.Any())
                return;
            var count = QuestionCount.Sample(law, 200, new Random(1));
            Assert.Equal(longest, count.Longest);
            Assert.InRange(count.Max, 0, longest);
            Assert.InRange(count.Mean, 0, count.Max);
            Assert.Equal(0, count.Pointless);
        });

    [Fact]
    public void Next_TwoItems_IsBoundedByAtLeastAndAtMostOnEveryWay() =>
        Each((brute, law, known) => WalkTwo(brute, Interview.Start(law, brute.Day, [
            new InterviewItem("one", known),
            new InterviewItem("two", known.Given.Where(g => g.Fact.About == FactScope.Request)
                .Aggregate(CaseFacts.None(brute.Book), (f, g) => f.With(g))),
        ]), new Random(brute.Cases.Count)));

    // Returns how many questions the shortest and the longest way on from here asks.
    private static (int Fewest, int Most) Walk(BruteForce brute, Interview interview)
    {
        var facts = interview.Items[0].Facts;
        var agreeing = brute.Agreeing(facts.Given).ToList();
        if (interview.Next() is not { } question)
        {
            var outcome = Assert.Single(interview.Outcomes()).Outcome;
            Assert.All(agreeing, c => Assert.True(c.Outcome.SameEffect(agreeing[0].Outcome)));
            Assert.Equal(agreeing[0].Outcome.Verdict, outcome.Verdict);
            return (0, 0);
        }

        Assert.Null(facts[question.Fact]);
        Assert.Equal(question.Fact.About == FactScope.Item ? "one" : null, question.Item);
        Assert.True(RandomBookTests.CanChange(agreeing, question.Fact));
        var ways = question.Fact.Answers.Select((_, i) => Walk(brute,
            interview.Answer(new GivenFact(question.Fact, i), question.Item))).ToList();
        var (fewest, most) = (ways.Min(w => w.Fewest) + 1, ways.Max(w => w.Most) + 1);
        Assert.Equal(fewest, question.AtLeast);
        Assert.Equal(most, question.AtMost);
        return (fewest, most);
    }

    private static void WalkTwo(BruteForce brute, Interview start, Random random)
    {
        for (var walk = 0; walk < 10; walk++)
        {
            var interview = start;
            var promised = new List<(int Asked, int AtLeast, int AtMost)>();
            var asked = 0;
            while (interview.Next() is { } question)
            {
                promised.Add((asked, question.AtLeast, question.AtMost));
                var open = interview.Items.Where(i => question.Item is null
                    ? i.Facts[question.Fact] is null : i.Name == question.Item);
                Assert.Contains(open, i => RandomBookTests.CanChange(
                    [.. brute.Agreeing(i.Facts.Given)], question.Fact));
                interview = interview.Answer(new GivenFact(question.Fact,
                    random.Next(question.Fact.Answers.Count)), question.Item);
                asked++;
            }

            Assert.All(promised, p => Assert.InRange(asked - p.Asked, p.AtLeast, p.AtMost));
            foreach (var (item, (_, outcome)) in interview.Items.Zip(interview.Outcomes()))
            {
                Assert.All(brute.Agreeing(item.Facts.Given),
                    c => Assert.Equal(c.Outcome.Verdict, outcome.Verdict));
            }
        }
    }

    private static void Each(Action<BruteForce, Law, CaseFacts> check) => Seeds.Each(60, seed =>
    {
        var book = RandomBook.Read(RandomBook.Make(seed));
        var day = BruteForce.Days[seed % BruteForce.Days.Count];
        var brute = new BruteForce(book, day);
        if (brute.Cases.Count > 200 || brute.Cases.Any(c => c.Outcome.Contradicts))
            return;
        var law = BruteForce.LawOf(new CompiledBook(book), day);
        var random = new Random(seed);
        check(brute, law, CaseFacts.None(book));
        check(brute, law, brute.Facts(brute.Cases[random.Next(brute.Cases.Count)].Answers,
            _ => random.Next(3) == 0));
    });
}
