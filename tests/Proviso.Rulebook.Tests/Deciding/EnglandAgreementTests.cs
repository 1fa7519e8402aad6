using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;

namespace Proviso.Rulebook.Tests.Deciding;

/// <summary>
/// The engine against the slow evaluator on England's book: a million cases, in every period.
/// </summary>
public class EnglandAgreementTests
{
    private const int FullCases = 840_000;
    private const int DecidedCases = 40_000;
    private const int PartialCases = 600;
    private const int Completions = 200;

    private static readonly Book Book = Repository.England.Book;

    private static int Scale => Repository.IsLongRun ? 10 : 1;

    [Fact]
    public void TryDecide_RandomFullCases_AgreesWithSlowEvaluator() => EachPeriod((law, day, n) =>
    {
        var slow = new SlowEvaluator(Book, day);
        var random = new Random(7 + n);
        for (var i = FullCases * Scale / n; i > 0; i--)
        {
            var answers = RandomCase(random);
            var expected = slow.Evaluate(answers);
            var decision = law.TryDecide(answers);
            var isVerdict = law.TryVerdict(answers, out var verdict);
            if (!isVerdict || decision is null || verdict != expected.Verdict
                || decision.Verdict != expected.Verdict || decision.Adviser != expected.Adviser
                || !decision.Rules.SequenceEqual(expected.Deciding) || expected.Contradicts)
            {
                Assert.Fail($"{InWords(answers)}: {verdict}, and not {expected.Verdict}");
            }
        }
    });

    [Fact]
    public void Decide_RandomFullCases_AgreesWithSlowEvaluator() => EachPeriod((law, day, n) =>
    {
        var slow = new SlowEvaluator(Book, day);
        var random = new Random(70 + n);
        for (var i = DecidedCases * Scale / n; i > 0; i--)
        {
            var answers = RandomCase(random);
            var expected = slow.Evaluate(answers);
            var outcome = Decider.Decide(law, day, Facts(answers, _ => true), out _)!;
            Assert.Equal(expected.Verdict, outcome.Verdict);
            Assert.Equal(expected.Adviser, outcome.Adviser);
            Assert.Equal(expected.Deciding, outcome.Deciding.Select(d => d.Rule));
            Assert.True(Same(expected, outcome), InWords(answers));
            Assert.Equal(expected.Applying.Count - expected.Deciding.Count,
                outcome.Overridden.Count);
            Assert.All(outcome.Overridden,
                o => Assert.Equal(!expected.Standing.Contains(o.Rule), o.IsOverridden));
        }
    });

    [Fact]
    public void Decide_RandomPartialCases_AgreesWithSlowEvaluator() => EachPeriod((law, day, n) =>
    {
        var slow = new SlowEvaluator(Book, day);
        var random = new Random(700 + n);
        var (settled, open) = (0, 0);
        for (var i = PartialCases * Scale / n; i > 0; i--)
        {
            var known = RandomCase(random);
            var share = random.Next(20, 100);
            var given = Book.Facts.Select(_ => random.Next(100) < share).ToArray();
            var facts = Facts(known, f => given[f]);
            if (Decider.Decide(law, day, facts, out var next) is { } outcome)
            {
                settled++;
                CheckCompletions(slow, outcome, known, given, random);
            }
            else
            {
                open++;
                Assert.False(given[next!.Index]);
                CheckTwoDiffer(law, day, slow, facts, next, random);
            }
        }

        Assert.True(settled > 10 && open > 10, $"{settled} settled and {open} open");
    });

    private static void CheckCompletions(
        SlowEvaluator slow, Outcome outcome, byte[] known, bool[] given, Random random)
    {
        for (var i = 0; i < Completions; i++)
        {
            var completed = RandomCase(random);
            for (var f = 0; f < completed.Length; f++)
                completed[f] = given[f] ? known[f] : completed[f];
            var expected = slow.Evaluate(completed);
            if (expected.Verdict != outcome.Verdict || expected.Adviser != outcome.Adviser
                || !Same(expected, outcome)
                || !outcome.Deciding.All(d => expected.Deciding.Contains(d.Rule)))
            {
                Assert.Fail(InWords(completed));
            }
        }
    }

    // Interviews from here that end differently; the slow evaluator says whether they really do.
    private static void CheckTwoDiffer(Law law, DateOnly day, SlowEvaluator slow, CaseFacts facts,
        Fact next, Random random)
    {
        SlowOutcome? first = null;
        for (var attempt = 0; attempt < 400; attempt++)
        {
            var completed = facts.With(
                new GivenFact(next, attempt % next.Answers.Count));
            while (Decider.Decide(law, day, completed, out var fact) is null)
                completed = completed.With(new GivenFact(fact!, random.Next(fact!.Answers.Count)));
            var answers = Book.Facts.Select(f => (byte)(completed[f]?.Answer ?? 0)).ToArray();
            var outcome = slow.Evaluate(answers);
            first ??= outcome;
            if (!outcome.SameEffect(first))
                return;
        }

        Assert.Fail($"no two cases differ, and {next.Id} is asked");
    }

    private static bool Same(SlowOutcome expected, Outcome outcome) => expected.Duties
        .OrderBy(d => d.Phase).SequenceEqual(outcome.Duties, ReferenceEqualityComparer.Instance);

    private static void EachPeriod(Action<Law, DateOnly, int> check)
    {
        List<Law> laws = [.. Repository.England.Laws];
        foreach (var law in laws)
            check(law, law.To == DateOnly.MaxValue ? law.From : law.To, laws.Count);
    }

    // Answers drawn evenly stop at the first gates, so half the cases start from an example.
    private static byte[] RandomCase(Random random)
    {
        var answers = new byte[Book.Facts.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = (byte)random.Next(Book.Facts[i].Answers.Count);
        if (random.Next(2) == 0)
        {
            foreach (var given in Book.Examples[random.Next(Book.Examples.Count)].Facts)
                answers[given.Fact.Index] = (byte)given.Answer;
            for (var flips = random.Next(4); flips > 0; flips--)
            {
                var fact = random.Next(answers.Length);
                answers[fact] = (byte)random.Next(Book.Facts[fact].Answers.Count);
            }
        }

        return answers;
    }

    private static CaseFacts Facts(byte[] answers, Func<int, bool> given) =>
        Book.Facts.Where(f => given(f.Index)).Aggregate(CaseFacts.None(Book),
            (facts, f) => facts.With(new GivenFact(f, answers[f.Index])));

    private static string InWords(byte[] answers) => string.Join(", ",
        Book.Facts.Select(f => $"{f.Id} is {f.Answers[answers[f.Index]].Id}"));
}
