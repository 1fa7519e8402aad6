using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Proving;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Tests.RandomBooks;

public class RandomProofTests
{
    private const int Books = 150;

    [Fact]
    public void Prove_Contradictions_AreFoundExactlyWhereBruteForceFindsThem() =>
        Each((book, periods, proof) =>
        {
            var contradicting = periods.SelectMany(p => p.Cases).Where(c => c.Outcome.Contradicts)
                .Select(c => c.Outcome).ToList();
            var found = proof.Problems.Where(p => p.Code == "contradiction").ToList();
            Assert.Equal(contradicting.Count > 0, found.Count > 0);
            Assert.Equal(found.Count, proof.Contradictions);
            foreach (var problem in found)
            {
                var rule = book.Rules.Single(r => r.At == problem.At);
                Assert.Contains(contradicting, o => o.Deciding.Contains(rule));
            }

            foreach (var outcome in contradicting)
                Assert.Contains(found, p => outcome.Deciding.Any(r => r.At == p.At));
        });

    [Fact]
    public void Prove_DeadRules_AreThoseThatDecideNoCombination() =>
        Each((book, periods, proof) =>
        {
            var alive = periods.SelectMany(p => p.Cases).SelectMany(c => c.Outcome.Deciding)
                .ToHashSet();
            var dead = book.Rules.Where(r => !alive.Contains(r)).ToList();
            Assert.Equal(Places(dead.Select(r => r.At)), Places(proof, "dead-rule"));
            Assert.Equal(dead.Count, proof.DeadRules);
        });

    [Fact]
    public void Prove_ConstantConditions_AreThoseThatNeverVary() => Each((book, periods, proof) =>
    {
        var seen = new Dictionary<Condition, (bool CanHold, bool CanFail)>(
            ReferenceEqualityComparer.Instance);
        foreach (var period in periods)
        {
            foreach (var condition in Compiled(book, period).Distinct())
            {
                var (canHold, canFail) = seen.GetValueOrDefault(condition);
                seen[condition] = (
                    canHold || period.Cases.Any(c => Holds(period, condition, c)),
                    canFail || period.Cases.Any(c => !Holds(period, condition, c)));
            }
        }

        var constant = seen.Where(s => !IsLeftOut(s.Key) && !(s.Value.CanHold && s.Value.CanFail))
            .Select(s => $"{s.Key.At} {(s.Value.CanHold ? "always" : "never")}");
        Assert.Equal(constant.Distinct().Order(StringComparer.Ordinal),
            proof.Problems.Where(p => p.Code == "constant")
                .Select(p => $"{p.At} {p.Message.Split(' ')[^2]}")
                .Distinct().Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Prove_Invariants_FailExactlyWhereACombinationBreaksThem() =>
        Each((book, periods, proof) =>
        {
            var failing = book.Invariants.Where(i => periods.Any(p => p.Cases.Any(c =>
                p.Slow.Holds(i.When, c.Answers, c.Outcome)
                && p.Slow.Holds(i.Then, c.Answers, c.Outcome) == i.Never))).ToList();
            Assert.Equal(Places(failing.Select(i => i.At)), Places(proof, "invariant"));
            Assert.Equal(failing.Count, proof.InvariantsFailed);
        }, onlySound: true);

    [Fact]
    public void Prove_Unused_AreTheFactsDefinesAndDutiesThatNothingNames() =>
        Each((book, _, proof) =>
        {
            var conditions = book.Rules.SelectMany(r => (Condition[])[r.When, r.Unless])
                .Concat(book.Duties.Select(d => d.When)).Concat(book.Defines.Select(d => d.When))
                .SelectMany(c => c.Tree()).ToList();
            var unused = book.Facts
                .Where(f => !conditions.Exists(c => c is Condition.Answered a && a.Fact == f))
                .Select(f => f.At)
                .Concat(book.Defines.Where(d =>
                    !conditions.Exists(c => c is Condition.Defined x && x.Id == d.Id))
                    .Select(d => d.At))
                .Concat(book.Duties.Where(d => d.On.Count == 0
                    && !book.Rules.Any(r => r.Duties.Contains(d.Id))).Select(d => d.At));
            Assert.Equal(Places(unused), Places(proof, "unused"));
        });

    private static void Each(
        Action<Book, IReadOnlyList<BruteForce>, Proof> check, bool onlySound = false) =>
        Seeds.Each(Books, seed =>
        {
            var book = RandomBook.Read(RandomBook.Make(seed));
            List<BruteForce> periods =
                [.. BruteForce.Days.Select(day => new BruteForce(book, day))];
            if (onlySound && periods.Exists(p => p.Cases.Any(c => c.Outcome.Contradicts)))
                return;
            check(book, periods, Prover.Prove(new CompiledBook(book)));
        });

    // A condition matters where something in force uses it; a define where such a one leads to it.
    private static IEnumerable<Condition> Compiled(Book book, BruteForce period)
    {
        var open = new Queue<Condition>(period.Slow.Rules
            .SelectMany(r => (Condition[])[r.When, r.Unless])
            .Concat(period.Slow.Duties.Where(d => d.On.Count > 0).Select(d => d.When)));
        var followed = new HashSet<string>();
        while (open.TryDequeue(out var whole))
        {
            foreach (var part in whole.Tree())
            {
                yield return part;
                if (part is Condition.Defined d && followed.Add(d.Id)
                    && period.Slow.Defines.TryGetValue(d.Id, out var define))
                {
                    open.Enqueue(define);
                }
            }
        }

        foreach (var invariant in book.Invariants)
            yield return invariant.When;
    }

    private static bool Holds(BruteForce period, Condition condition,
        (byte[] Answers, Deciding.SlowOutcome Outcome) c) =>
        period.Slow.Holds(condition, c.Answers, c.Outcome);

    // A field that was left out stands for "always", and is no mistake.
    private static bool IsLeftOut(Condition condition) => condition
        is Condition.Always or Condition.Not { Inner: Condition.Always }
        or Condition.All { Parts: [Condition.Always, ..] };

    private static IEnumerable<string> Places(Proof proof, string code) =>
        Places(proof.Problems.Where(p => p.Code == code).Select(p => p.At));

    private static IEnumerable<string> Places(IEnumerable<Position> places) =>
        places.Select(p => p.ToString()).Order(StringComparer.Ordinal);
}
