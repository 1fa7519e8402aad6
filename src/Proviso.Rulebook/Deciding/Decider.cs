using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Diagrams;

namespace Proviso.Rulebook.Deciding;

/// <summary>Decides one item: the outcome, or the fact that is needed first.</summary>
public static class Decider
{
    /// <summary>The outcome for what is known.</summary>
    /// <param name="law">The law of the day.</param>
    /// <param name="day">The day; it must lie in the law's period.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="next">When there is no outcome yet, the fact to ask for.</param>
    /// <returns>The outcome; null while an answer can still change the verdict or a duty.</returns>
    /// <exception cref="ArgumentException">The day is outside the law's period, or the facts
    /// belong to another book.</exception>
    public static Outcome? Decide(Law law, DateOnly day, CaseFacts facts, out Fact? next)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(facts);
        if (day < law.From || day > law.To)
            throw new ArgumentException("the day is outside this period of law", nameof(day));
        if (!ReferenceEquals(facts.Book, law.Book))
            throw new ArgumentException("the facts belong to another book", nameof(facts));
        var answers = facts.ToAnswers();
        next = null;
        var effect = law.Effects.Walk(answers);
        if (effect < 0)
        {
            // Answers given out of order may already have settled what the walk stumbled on.
            var left = law.Effects.Restrict(answers);
            if (left.Root >= 0)
            {
                next = law.Book.Facts[left.VariableOf(left.Root)];
                return null;
            }

            effect = ~left.Root;
        }

        return Describe(law, day, facts, answers, effect);
    }

    private static Outcome Describe(
        Law law, DateOnly day, CaseFacts facts, byte[] answers, int effect)
    {
        var (rulingNumber, dutyNumbers) = law.Nodes.EffectTable[effect];
        var ruling = law.Nodes.RulingTable[rulingNumber];
        var (certain, possible) = Deciders(law, answers);
        var reasons = new Reasons(law.Book, day, facts);
        var deciding = certain.Select(r => new DecidingRule(r, reasons.Because(r))).ToList();
        var duties = dutyNumbers.Select(d => law.Nodes.Duties[d])
            .OrderBy(d => d.Phase).ToList();
        var bases = law.Book.Bases.Where(b => b.InForce(day)
            && certain.Any(r => r.Bases.Contains(b.Id))).ToList();
        var used = Used(law, answers);
        foreach (var fact in deciding.SelectMany(d => d.Because))
            used.Add(fact.Fact.Index);
        var known = facts.Given.Where(g => used.Contains(g.Fact.Index)).ToList();
        return new Outcome(law.Book.Version, day, ruling.Verdict, ruling.Adviser, deciding,
            possible, Displaced(law, reasons, certain), bases, duties,
            Principles(law.Book, certain, bases, duties, known), known,
            [.. facts.Given.Where(g => !used.Contains(g.Fact.Index))],
            [.. known.Where(g => g.NotKnown)]);
    }

    // The rules that decide whatever the unasked facts are, and those that only may.
    private static (List<Rule> Certain, List<Rule> Possible) Deciders(Law law, byte[] answers)
    {
        var sets = law.Deciders.Reachable(answers)
            .Select(t => law.DecisionOf(t).Rules).ToList();
        var all = sets.SelectMany(s => s).Distinct().ToList();
        var certain = law.Nodes.Rules.Where(r => sets.TrueForAll(s => s.Contains(r))).ToList();
        return (certain, [.. law.Nodes.Rules.Where(r => all.Contains(r) && !certain.Contains(r))]);
    }

    // The facts that the walk looked at; where it stops at an unasked one, all that is left.
    private static HashSet<int> Used(Law law, byte[] answers)
    {
        var used = new HashSet<int>();
        foreach (var diagram in (Diagram[])[law.Effects, law.Deciders])
        {
            foreach (var at in diagram.OpenNodes(answers))
            {
                if (answers[diagram.VariableOf(at)] != Diagram.Unanswered)
                    used.Add(diagram.VariableOf(at));
            }
        }

        return used;
    }

    private static List<DisplacedRule> Displaced(Law law, Reasons reasons, List<Rule> deciding)
    {
        var applying = law.Nodes.Rules.Where(r => reasons.Applies(r) == true).ToList();
        var displaced = new List<DisplacedRule>();
        foreach (var rule in applying.Where(r => !deciding.Contains(r)))
        {
            var by = applying.Find(o => o.Overrides.Contains(rule.Id) && Stands(o));
            var stronger = deciding.Find(d => d.Tier.Rank < rule.Tier.Rank);
            if ((by ?? stronger) is { } displacing)
                displaced.Add(new DisplacedRule(rule, displacing, by is not null));
        }

        return displaced;

        // Overrides do not go round in a circle, so this comes to an end.
        bool Stands(Rule rule) =>
            !applying.Exists(o => o.Overrides.Contains(rule.Id) && Stands(o));
    }

    private static List<PrincipleAnswer> Principles(Book book, List<Rule> rules,
        List<Basis> bases, List<Duty> duties, List<GivenFact> facts) =>
        [.. book.Principles.Select(p => new PrincipleAnswer(p,
            [.. rules.Where(r => r.Serves.Contains(p))],
            [.. bases.Where(b => b.Serves.Contains(p))],
            [.. duties.Where(d => d.Serves.Contains(p))],
            [.. facts.Where(f => f.Fact.Serves.Contains(p))]))];
}
