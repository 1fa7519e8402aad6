using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;

namespace Proviso.Rulebook.Tests.RandomBooks;

public class RandomExplanationTests
{
    private const int Books = 120;

    [Fact]
    public void Enough_AnySettledCase_ForcesTheVerdictAndHoldsNothingSuperfluous() =>
        EachSettled((brute, law, facts) =>
        {
            var enough = Explainer.Enough(law, facts);
            Assert.All(enough, g => Assert.Equal(facts[g.Fact], g));
            Assert.True(IsForced(brute, enough), "the facts do not force the verdict");
            foreach (var one in enough)
            {
                Assert.False(IsForced(brute, enough.Where(g => g != one)),
                    $"{one.Fact.Id} is superfluous");
            }
        });

    [Fact]
    public void Nearest_AnySettledCase_NeedsTheFewestChangedAnswers() =>
        EachSettled((brute, law, facts) =>
        {
            var verdict = brute.Agreeing(facts.Given).First().Outcome.Verdict;
            var nearest = Explainer.Nearest(law, facts, verdict);
            var others = brute.Cases.Select(c => c.Outcome.Verdict).Distinct()
                .Where(v => v != verdict);
            Assert.Equal(others.Order(), nearest.Select(n => n.Verdict).Order());
            Assert.Equal(nearest.Select(n => n.Changes.Count).Order(),
                nearest.Select(n => n.Changes.Count));
            foreach (var (other, changes, also) in nearest)
            {
                var fewest = brute.Cases.Where(c => c.Outcome.Verdict == other).Min(c =>
                    facts.Given.Count(g => c.Answers[g.Fact.Index] != g.Answer));
                Assert.Equal(fewest, changes.Count);
                Assert.All(changes, g => Assert.NotEqual(facts[g.Fact]!.Answer, g.Answer));
                Assert.All(also, g => Assert.Null(facts[g.Fact]));
                var changed = changes.Concat(also).Aggregate(facts, (f, g) => f.With(g));
                Assert.All(brute.Agreeing(changed.Given),
                    c => Assert.Equal(other, c.Outcome.Verdict));
            }
        });

    private static bool IsForced(BruteForce brute, IEnumerable<GivenFact> known)
    {
        var agreeing = brute.Agreeing(known).ToList();
        return agreeing.TrueForAll(c => c.Outcome.SameRuling(agreeing[0].Outcome));
    }

    private static void EachSettled(Action<BruteForce, Law, CaseFacts> check) =>
        Seeds.Each(Books, seed =>
        {
            var book = RandomBook.Read(RandomBook.Make(seed));
            var day = BruteForce.Days[seed % BruteForce.Days.Count];
            var brute = new BruteForce(book, day);
            if (brute.Cases.Any(c => c.Outcome.Contradicts))
                return;
            var law = BruteForce.LawOf(new CompiledBook(book), day);
            var random = new Random(seed);
            for (var i = 0; i < 12; i++)
            {
                var all = i % 2 == 0;
                var facts = brute.Facts(brute.Cases[random.Next(brute.Cases.Count)].Answers,
                    _ => all || random.Next(4) > 0);
                if (IsForced(brute, facts.Given))
                    check(brute, law, facts);
            }
        });
}
