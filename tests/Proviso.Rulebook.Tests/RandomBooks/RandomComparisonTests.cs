using System.Numerics;
using Proviso.Rulebook.Comparing;
using Proviso.Rulebook.Tests.Deciding;

namespace Proviso.Rulebook.Tests.RandomBooks;

public class RandomComparisonTests
{
    private const int Pairs = 150;

    [Fact]
    public void Of_TwoVersions_CountsAndCoversExactlyWhatChanges() => Seeds.Each(Pairs, seed =>
    {
        var (older, newer) = TwoVersions(seed);
        var day = BruteForce.Days[seed % BruteForce.Days.Count];
        if (IsContradictory(older, day) || IsContradictory(newer, day))
            return;
        var all = Joint(older, newer, day).ToList();
        var changed = all.Where(c => c.Kind is not null).ToList();
        var comparison = Comparison.Of(older, newer, day);
        Assert.Equal(new BigInteger(all.Count), comparison.Total);
        Assert.Equal(new BigInteger(changed.Count), comparison.Changed);
        Assert.Equal(changed.Select(c => c.Kind).Distinct().Order(StringComparer.Ordinal),
            comparison.Changes.Select(KindOf).Order(StringComparer.Ordinal));
        foreach (var change in comparison.Changes)
        {
            Assert.False(change.Cut);
            var own = changed.Where(c => c.Kind == KindOf(change)).ToList();
            Assert.Equal(new BigInteger(own.Count), change.Count);
            Assert.Equal(own, all.Where(c => change.Conditions.Any(t => Meets(c.Given, t))));
            Assert.All(change.Conditions, one => Assert.True(IsNeeded(one, change, own)));
            Assert.All(
                all.Where(c => change.Example.All(e => c.Given[e.Fact] == e.Answer)),
                c => Assert.Equal(KindOf(change), c.Kind));
        }
    });

    [Fact]
    public void Of_BookWithItself_ChangesNothing() => Seeds.Each(20, seed =>
    {
        var book = RandomBook.Read(RandomBook.Make(seed));
        var comparison = Comparison.Of(book, book, BruteForce.Days[0]);
        Assert.Equal(BigInteger.Zero, comparison.Changed);
        Assert.Empty(comparison.Changes);
        Assert.Empty(comparison.FactsAdded.Concat(comparison.FactsRemoved));
        Assert.Empty(comparison.AnswersAdded.Concat(comparison.AnswersRemoved));
    });

    [Fact]
    public void Find_LocalBooks_ReportsLooseningExactlyWhereBruteForceFindsOne() =>
        Seeds.Each(60, seed =>
        {
            var text = RandomBook.Make(seed);
            var national = RandomBook.Read(text);
            var together = RandomBook.Read(text, RandomBook.MakeLocal(
                seed + 1_000_000, text, national.Rules.Select(r => r.Id)));
            if (BruteForce.Days.Any(
                d => IsContradictory(national, d) || IsContradictory(together, d)))
            {
                return;
            }

            var loosened = BruteForce.Days.Select(day => Joint(national, together, day)
                .Where(c => Loosens(c.Old, c.New)).ToList()).ToList();
            var found = Tightening.Find(national, together);
            Assert.Equal(loosened.Exists(l => l.Count > 0), found.Count > 0);
            foreach (var (what, facts) in found)
            {
                Assert.NotEmpty(what);
                var size = Joint(national, together, BruteForce.Days[0])
                    .Count(c => facts.All(f => c.Given[f.Fact] == f.Answer));
                Assert.Contains(loosened, l =>
                    l.Count(c => facts.All(f => c.Given[f.Fact] == f.Answer)) == size);
            }
        });

    private sealed record Joined(
        Dictionary<string, string> Given, SlowOutcome Old, SlowOutcome New, string? Kind);

    // Facts and answers come, go and change what is presumed from one version to the other.
    private static (Book Older, Book Newer) TwoVersions(int seed)
    {
        var older = RandomBook.Make(seed);
        var facts = older.Facts.ToList();
        var first = facts[0];
        if (seed % 5 == 1)
            facts.Insert(1, new WrittenFact("extra", ["b0", "b1"], false, false, "b1"));
        if (seed % 5 == 2 && !first.IsYesNo)
            facts[0] = first with { Answers = [.. first.Answers, "new"] };
        if (seed % 5 == 3)
            facts.RemoveAt(facts.Count - 1);
        if (seed % 5 == 4)
            facts[0] = first with { Presumed = first.Presumed is null ? first.Answers[1] : null };
        if (seed % 7 == 0)
            facts[^1] = facts[^1] with { Presumed = facts[^1].Answers[seed % 2] };
        var newer = RandomBook.Make(seed + 500_000, facts);
        return (RandomBook.Read(older), RandomBook.Read(newer));
    }

    private static bool IsContradictory(Book book, DateOnly day) =>
        new BruteForce(book, day).Cases.Any(c => c.Outcome.Contradicts);

    private static IEnumerable<Joined> Joint(Book older, Book newer, DateOnly day)
    {
        var (slowOld, slowNew) = (new SlowEvaluator(older, day), new SlowEvaluator(newer, day));
        var facts = newer.Facts.Concat(older.Facts.Where(f => newer.FindFact(f.Id) is null))
            .Select(f => (f.Id, Answers: f.AllowedAnswers
                .Where(a => Knows(older, f.Id, a) && Knows(newer, f.Id, a)).ToList())).ToList();
        foreach (var combination in BruteForce.All([.. facts.Select(f => f.Answers.Count)]))
        {
            var given = facts.Zip(combination).ToDictionary(
                p => p.First.Id, p => p.First.Answers[p.Second]);
            var old = slowOld.Evaluate(AnswersOf(older, given));
            var now = slowNew.Evaluate(AnswersOf(newer, given));
            var kind = KindOf(Words(old), Words(now), Ids(now).Except(Ids(old)),
                Ids(old).Except(Ids(now)));
            var same = Words(old) == Words(now) && Ids(old).SetEquals(Ids(now));
            yield return new Joined(given, old, now, same ? null : kind);
        }
    }

    private static bool Knows(Book book, string fact, string answer) =>
        book.FindFact(fact)?.AllowedAnswers.Contains(answer) ?? true;

    private static byte[] AnswersOf(Book book, Dictionary<string, string> given) =>
        [.. book.Facts.Select(f => (byte)(given[f.Id] == Fact.NotKnown
            ? f.Presumed!.Value : f.IndexOf(given[f.Id])))];

    private static string Words(SlowOutcome outcome) => outcome.Adviser is { } adviser
        ? $"{outcome.Verdict.Name()} from {adviser.Id}" : outcome.Verdict.Name();

    private static HashSet<string> Ids(SlowOutcome outcome) =>
        [.. outcome.Duties.Select(d => d.Id)];

    private static string KindOf(Change change) =>
        KindOf(change.Old, change.New, change.DutiesAdded, change.DutiesRemoved);

    private static string KindOf(
        string old, string now, IEnumerable<string> added, IEnumerable<string> removed) =>
        $"{old} > {now} + {string.Join(' ', added.Order(StringComparer.Ordinal))}"
        + $" - {string.Join(' ', removed.Order(StringComparer.Ordinal))}";

    private static bool Meets(Dictionary<string, string> given, CoverTerm term) =>
        term.Tests.All(t => t.Answers.Contains(given[t.Fact]));

    private static bool IsNeeded(CoverTerm one, Change change, List<Joined> own) =>
        own.Exists(c => change.Conditions.All(t => t == one || !Meets(c.Given, t)));

    private static bool Loosens(SlowOutcome old, SlowOutcome now) =>
        now.Verdict < old.Verdict
        || (old.Verdict == Verdict.MustShare && now.Verdict != Verdict.MustShare)
        || ((now.Verdict is Verdict.MustShare or Verdict.Share || now.Verdict == old.Verdict)
            && !Ids(old).IsSubsetOf(Ids(now)));
}
