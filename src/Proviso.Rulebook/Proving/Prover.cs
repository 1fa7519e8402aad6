using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Diagrams;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Proving;

/// <summary>Proves a book over every combination of answers, in every period of law.</summary>
public sealed class Prover
{
    private readonly CompiledBook _compiled;
    private readonly Book _book;
    private readonly Problems _problems = new();
    private readonly HashSet<Rule> _alive = [];
    private readonly HashSet<Rule> _reached = [];
    private readonly Dictionary<Condition, (bool CanHold, bool CanFail)> _parts =
        new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<(Position At, string Hint)> _contradictions = [];
    private readonly HashSet<string> _failed = [];
    private int _examplesFailed;

    private Prover(CompiledBook compiled)
    {
        _compiled = compiled;
        _book = compiled.Book;
    }

    /// <summary>Proves a book.</summary>
    /// <exception cref="BookTooLargeException">A diagram grew beyond the limit.</exception>
    public static Proof Prove(CompiledBook compiled)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        return new Prover(compiled).Prove();
    }

    private Proof Prove()
    {
        var periods = 0;
        foreach (var law in _compiled.Laws)
        {
            periods++;
            FindContradictions(law);
            FindAlive(law);
            foreach (var (condition, node) in law.Seen)
                Note(condition, node);
            foreach (var invariant in _book.Invariants)
                Check(law, invariant);
        }

        ReportUnused();
        ReportConstant();
        foreach (var example in _book.Examples.Where(e => !_book.IsUnderLocal(e.At)))
            Run(example);
        var dead = ReportRules();
        return new Proof(_book.Facts.Count, _book.Rules.Count, periods, _compiled.Combinations,
            _contradictions.Count, dead, _book.Invariants.Count, _failed.Count,
            _book.Examples.Count, _examplesFailed, _compiled.Find(_book.StatedAt).NodeCount,
            _problems.InOrder());
    }

    // The same two rules may contradict each other in several periods.
    private void FindContradictions(Law law)
    {
        foreach (var problem in law.Contradictions)
        {
            if (_contradictions.Add((problem.At, problem.Hint)))
                _problems.Add(problem);
        }
    }

    private void FindAlive(Law law)
    {
        foreach (var set in law.Deciders.Reachable(law.NoAnswers()))
            _alive.UnionWith(law.DecisionOf(set).Rules);
    }

    private void Note(Condition condition, int node)
    {
        var (canHold, canFail) = _parts.GetValueOrDefault(condition);
        _parts[condition] =
            (canHold || node != DiagramStore.False, canFail || node != DiagramStore.True);
    }

    private void ReportConstant()
    {
        foreach (var (condition, can) in _parts)
        {
            if (condition is Condition.Always or Condition.Not { Inner: Condition.Always })
                continue;
            if (condition is Condition.All { Parts: [Condition.Always, ..] })
                continue;
            if (can.CanHold && can.CanFail)
                continue;
            _problems.Add("constant", condition.At,
                $"this condition is {(can.CanHold ? "always" : "never")} true",
                "take it out, or correct what it tests");
        }
    }

    private void Check(Law law, Invariant invariant)
    {
        if (_failed.Contains(invariant.Id))
            return;
        var store = law.Nodes.Store;
        int broken;

        // The law is shared by many threads, and compiling an invariant adds to its diagrams.
        lock (law.Nodes)
        {
            var when = law.Nodes.Conditions.Compile(invariant.When);
            var then = law.Nodes.Conditions.Compile(invariant.Then);
            Note(invariant.When, when);
            broken = store.And(when, invariant.Never ? then : store.Not(then));
        }

        if (broken == DiagramStore.False)
            return;
        _failed.Add(invariant.Id);
        var path = Witness.Shortest(store, broken, t => t == 1)!;
        _problems.Add("invariant", invariant.At,
            $"\"{invariant.Title}\" does not hold when {Witness.InWords(_book, path)}: "
            + "the outcome is then "
            + OutcomeOf(law, path),
            invariant.Never ? "this must never be" : "this must always be");
    }

    // The rules that decide when the path's answers are given and the rest is answered "last".
    private string OutcomeOf(Law law, IReadOnlyList<(int Variable, int Answer)> path)
    {
        var answers = law.Book.Facts.Select(f => (byte)(f.Answers.Count - 1)).ToArray();
        foreach (var (variable, answer) in path)
            answers[variable] = (byte)answer;
        var decision = law.TryDecide(answers)!;
        var by = decision.Rules.Count == 0
            ? "no rule applies" : string.Join(", ", decision.Rules.Select(r => r.Id));
        return $"{decision.Verdict.Name()} ({by})";
    }

    private void Run(Example example)
    {
        var day = example.Date ?? _book.StatedAt;
        var facts = example.Facts.Aggregate(CaseFacts.None(_book), (f, g) => f.With(g));
        var law = _compiled.Find(day);
        var answers = facts.ToAnswers();
        var rulings = law.Rulings.Reachable(answers);
        if (rulings.Count > 1)
        {
            var left = law.Rulings.Restrict(answers);
            Fail(example, "the facts do not settle the verdict",
                $"answer also \"{_book.Facts[left.VariableOf(left.Root)].Id}\"");
            return;
        }

        var ruling = law.Nodes.RulingTable[rulings.Single()];
        var sets = law.Deciders.Reachable(answers).Select(t => law.DecisionOf(t).Rules).ToList();
        var by = law.Nodes.Rules.Where(r => sets.TrueForAll(s => s.Contains(r))).ToList();
        _reached.UnionWith(by);
        var said = string.Join(", ", by.Select(r => r.Id));
        if (ruling.Verdict != example.Then
            || (example.Adviser is not null && example.Adviser != ruling.Adviser))
        {
            var whom = ruling.Adviser is null ? "" : $" from {ruling.Adviser.Id}";
            Fail(example, $"the verdict is {ruling.Verdict.Name()}{whom}, decided by {said}",
                $"{example.Then.Name()} was expected");
        }
        else if (!by.Select(r => r.Id).Order().SequenceEqual(example.By.Order()))
        {
            Fail(example, $"it is decided by: {said}", "\"by\" names all rules that decide");
        }
        else
        {
            CheckDuties(example, law, answers);
        }
    }

    private void CheckDuties(Example example, Law law, byte[] answers)
    {
        var due = law.Effects.Reachable(answers)
            .Select(t => law.Nodes.EffectTable[t].Duties)
            .Select(duties => duties.Select(d => law.Nodes.Duties[d].Id).ToList()).ToList();
        var missing = example.Duties.Where(d => !due.TrueForAll(set => set.Contains(d))).ToList();
        if (missing.Count > 0)
        {
            Fail(example, $"not due for certain: {string.Join(", ", missing)}",
                "correct the duties, or give the facts on which they hang");
        }

        var unwanted = example.NotDue.Where(d => due.Exists(set => set.Contains(d))).ToList();
        if (unwanted.Count > 0)
        {
            Fail(example, $"may be due: {string.Join(", ", unwanted)}",
                "correct \"not-due\", or give the facts on which they hang");
        }
    }

    private void Fail(Example example, string message, string hint)
    {
        _examplesFailed++;
        _problems.Add("example", example.At, $"\"{example.Title}\": {message}", hint);
    }

    private int ReportRules()
    {
        var dead = _book.Rules
            .Where(r => !_alive.Contains(r) && !_book.IsUnderLocal(r.At)).ToList();
        foreach (var rule in dead)
        {
            _problems.Add("dead-rule", rule.At, $"\"{rule.Id}\" can never decide",
                "a stronger rule decides wherever it applies, or its condition cannot hold");
        }

        foreach (var rule in _book.Rules.Where(r => _alive.Contains(r)
            && !_reached.Contains(r) && !_book.IsUnderLocal(r.At)))
        {
            _problems.Add("no-example", rule.At, $"no example reaches \"{rule.Id}\"",
                "add an example whose \"by\" names it");
        }

        return dead.Count;
    }

    private void ReportUnused()
    {
        IEnumerable<Condition> conditions = [
            .. _book.Rules.SelectMany(r => r.When.Tree().Concat(r.Unless.Tree())),
            .. _book.Duties.SelectMany(d => d.When.Tree()),
            .. _book.Defines.SelectMany(d => d.When.Tree()),
        ];
        var all = conditions.ToList();
        var facts = all.OfType<Condition.Answered>().Select(c => c.Fact).ToHashSet();
        foreach (var fact in _book.Facts.Where(f => !facts.Contains(f)))
            Unused(fact.Id, fact.At, "fact", "let a rule test it, or take it out");
        var defines = all.OfType<Condition.Defined>().Select(c => c.Id).ToHashSet();
        foreach (var define in _book.Defines.Where(d => !defines.Contains(d.Id)))
            Unused(define.Id, define.At, "define", "let a rule test it, or take it out");
        var duties = _book.Rules.SelectMany(r => r.Duties).ToHashSet();
        foreach (var duty in _book.Duties.Where(d => d.On.Count == 0 && !duties.Contains(d.Id)))
            Unused(duty.Id, duty.At, "duty", "let a rule name it, or give it \"on\"");
        var bases = _book.Rules.SelectMany(r => r.Bases).ToHashSet();
        foreach (var basis in _book.Bases.Where(b => !bases.Contains(b.Id)))
            Unused(basis.Id, basis.At, "basis", "let a rule rest on it, or take it out");
        var cited = AllCitations().Select(c => c.Source.Id).ToHashSet();
        foreach (var source in _book.Sources.Where(s => !cited.Contains(s.Id)))
            Unused(source.Id, source.At, "source", "cite it, or take it out");
    }

    private IEnumerable<Citation> AllCitations() =>
    [
        .. _book.Facts.SelectMany(f => f.Cites), .. _book.Defines.SelectMany(d => d.Cites),
        .. _book.Bases.SelectMany(b => b.Cites), .. _book.Duties.SelectMany(d => d.Cites),
        .. _book.Rules.SelectMany(r => r.Cites), .. _book.Invariants.SelectMany(i => i.Cites),
    ];

    private void Unused(string id, Position at, string what, string hint) =>
        _problems.Add("unused", at, $"nothing uses the {what} \"{id}\"", hint);
}
