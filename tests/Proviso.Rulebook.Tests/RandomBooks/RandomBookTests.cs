using System.Numerics;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Tests.Deciding;

namespace Proviso.Rulebook.Tests.RandomBooks;

public class RandomBookTests
{
    private const int Books = 150;

    [Fact]
    public void Read_RandomConditions_MeanWhatTheyWereWrittenFor() => Seeds.Each(Books, seed =>
    {
        var written = RandomBook.Make(seed);
        var book = RandomBook.Read(written);
        var slow = new SlowEvaluator(book, BruteForce.Days[0]);
        foreach (var answers in BruteForce.All([.. book.Facts.Select(f => f.Answers.Count)]))
        {
            int[] meant = [.. answers];
            foreach (var (id, condition) in written.Written)
            {
                var rule = book.Rules.Single(r => r.Id == id);
                Assert.Equal(condition.Holds(meant), slow.Holds(rule.When, answers));
            }
        }
    });

    [Fact]
    public void Verdict_EveryFullCase_AgreesWithSlowEvaluator() => Seeds.Each(Books, seed =>
    {
        var book = RandomBook.Read(RandomBook.Make(seed));
        var compiled = new CompiledBook(book);
        foreach (var day in BruteForce.Days)
        {
            var law = BruteForce.LawOf(compiled, day);
            Assert.InRange(day, law.From, law.To);
            foreach (var (answers, slow) in new BruteForce(book, day).Cases)
            {
                var decision = law.TryDecide(answers)!;
                Assert.Equal(slow.Deciding, decision.Rules);
                if (slow.Contradicts)
                    continue;
                Assert.True(law.TryVerdict(answers, out var verdict));
                Assert.Equal(slow.Verdict, verdict);
                Assert.Equal(slow.Verdict, decision.Verdict);
                Assert.Equal(slow.Adviser, decision.Adviser);
            }
        }
    });

    [Fact]
    public void Outcome_FullCases_AgreesWithSlowEvaluator() => Seeds.Each(Books, seed =>
    {
        var book = RandomBook.Read(RandomBook.Make(seed));
        var compiled = new CompiledBook(book);
        var random = new Random(seed);
        foreach (var day in BruteForce.Days)
        {
            var brute = new BruteForce(book, day);
            if (brute.Cases.Any(c => c.Outcome.Contradicts))
                continue;
            foreach (var (answers, slow) in brute.Cases.Where(_ => random.Next(20) == 0))
            {
                var outcome = Decider.Decide(
                    BruteForce.LawOf(compiled, day), day, brute.Facts(answers), out var next)!;
                Assert.Null(next);
                Assert.Equal(slow.Verdict, outcome.Verdict);
                Assert.Equal(slow.Adviser, outcome.Adviser);
                Assert.Equal(slow.Deciding, outcome.Deciding.Select(d => d.Rule));
                Assert.Empty(outcome.Either);
                Assert.Equal(Ids(slow.Duties), Ids(outcome.Duties));
                Assert.Equal(slow.Deciding.Count == 0, outcome.ByDefault);
                CheckDisplaced(slow, outcome);
            }
        }
    });

    [Fact]
    public void Outcome_PartialCases_IsGivenExactlyWhenNothingCanChangeIt() =>
        Seeds.Each(Books, seed =>
        {
            var book = RandomBook.Read(RandomBook.Make(seed));
            var compiled = new CompiledBook(book);
            var random = new Random(seed);
            var day = BruteForce.Days[seed % BruteForce.Days.Count];
            var brute = new BruteForce(book, day);
            if (brute.Cases.Any(c => c.Outcome.Contradicts))
                return;
            for (var i = 0; i < 30; i++)
            {
                var share = random.Next(1, 10);
                var facts = brute.Facts(brute.Cases[random.Next(brute.Cases.Count)].Answers,
                    _ => random.Next(10) < share);
                CheckPartial(brute, BruteForce.LawOf(compiled, day), facts);
            }
        });

    [Fact]
    public void Combinations_EveryBook_AreThoseOfAnswersThatPeopleCanGive() =>
        Seeds.Each(Books, seed =>
        {
            var written = RandomBook.Make(seed);
            var expected = written.Facts.Aggregate(BigInteger.One, (product, f) =>
                product * (f.Answers.Count + (f.Presumed is null ? 0 : 1)));
            Assert.Equal(expected, new CompiledBook(RandomBook.Read(written)).Combinations);
        });

    private static void CheckPartial(BruteForce brute, Law law, CaseFacts facts)
    {
        var agreeing = brute.Agreeing(facts.Given).ToList();
        var first = agreeing[0].Outcome;
        var settled = agreeing.TrueForAll(c => c.Outcome.SameEffect(first));
        var outcome = Decider.Decide(law, brute.Day, facts, out var next);
        Assert.Equal(settled, outcome is not null);
        Assert.Equal(settled, next is null);
        if (outcome is null)
        {
            Assert.Null(facts[next!]);
            Assert.True(CanChange(agreeing, next!), $"{next!.Id} cannot change anything");
            return;
        }

        Assert.Equal(first.Verdict, outcome.Verdict);
        Assert.Equal(Ids(first.Duties), Ids(outcome.Duties));
        var certain = brute.Slow.Rules
            .Where(r => agreeing.TrueForAll(c => c.Outcome.Deciding.Contains(r))).ToList();
        Assert.Equal(certain, outcome.Deciding.Select(d => d.Rule));
        Assert.Equal(brute.Slow.Rules.Where(r => !certain.Contains(r)
            && agreeing.Exists(c => c.Outcome.Deciding.Contains(r))), outcome.Either);
        var answers = law.NoAnswers();
        foreach (var given in facts.Given)
            answers[given.Fact.Index] = (byte)given.Answer;
        if (law.TryVerdict(answers, out var verdict))
            Assert.Equal(first.Verdict, verdict);
    }

    /// <summary>Whether two cases that differ in this fact alone differ in their effect.</summary>
    internal static bool CanChange(
        IReadOnlyList<(byte[] Answers, SlowOutcome Outcome)> agreeing, Fact fact) =>
        agreeing.GroupBy(c => string.Join(' ', c.Answers.Where((_, i) => i != fact.Index)))
            .Any(g => g.Any(c => !c.Outcome.SameEffect(g.First().Outcome)));


    private static void CheckDisplaced(SlowOutcome slow, Outcome outcome)
    {
        var expected = slow.Applying.Where(r => !slow.Deciding.Contains(r)).ToList();
        Assert.Equal(expected, outcome.Overridden.Select(o => o.Rule));
        foreach (var (rule, by, isOverridden) in outcome.Overridden)
        {
            Assert.Equal(!slow.Standing.Contains(rule), isOverridden);
            Assert.Contains(by, slow.Standing);
            if (isOverridden)
            {
                Assert.Contains(rule.Id, by.Overrides);
            }
            else
            {
                Assert.Contains(by, slow.Deciding);
                Assert.True(by.Tier.Rank < rule.Tier.Rank);
            }
        }
    }

    private static IEnumerable<string> Ids(IEnumerable<Duty> duties) =>
        duties.Select(d => d.Id).Order(StringComparer.Ordinal);
}
