using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Diagrams;

namespace Proviso.Rulebook.Deciding;

/// <summary>The fewest answers that would have to differ for another verdict.</summary>
/// <param name="Verdict">The other verdict.</param>
/// <param name="Changes">Answers that would be other than they are.</param>
/// <param name="Also">Answers that would be needed besides, to facts not answered now.</param>
public sealed record NearestOutcome(
    Verdict Verdict, IReadOnlyList<GivenFact> Changes, IReadOnlyList<GivenFact> Also);

/// <summary>Explains a verdict by the diagram that reached it.</summary>
public static class Explainer
{
    /// <summary>
    /// A smallest set of the known facts that forces the verdict whatever the rest.
    /// </summary>
    /// <remarks>
    /// Subset-minimal: without any one of them another verdict is possible. It is found by taking
    /// facts away one at a time, from both ends of the book's order, and keeping the smaller set.
    /// </remarks>
    /// <param name="law">The law.</param>
    /// <param name="facts">What is known; it must settle the verdict.</param>
    /// <returns>The set in the book's order.</returns>
    public static IReadOnlyList<GivenFact> Enough(Law law, CaseFacts facts)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(facts);
        var first = Reduce(law, facts, facts.Given.Reverse());
        var second = Reduce(law, facts, facts.Given);
        return second.Count < first.Count ? second : first;
    }

    /// <summary>For each other verdict that can be reached, the nearest way to it.</summary>
    /// <remarks>
    /// Fewest changed answers first, then fewest further answers; among equals those later in the
    /// book's order, because they are about the circumstances and not about who is asking.
    /// </remarks>
    public static IReadOnlyList<NearestOutcome> Nearest(Law law, CaseFacts facts, Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(facts);
        var diagram = law.Rulings;
        var answers = facts.ToAnswers();
        var none = new byte[answers.Length];
        Array.Fill(none, Diagram.Unanswered);
        var order = diagram.OpenNodes(none);
        var nearest = new List<NearestOutcome>();
        foreach (var other in Enum.GetValues<Verdict>().Where(v => v != verdict))
        {
            var cost = new Dictionary<int, long>(order.Count);
            foreach (var at in order)
                cost[at] = Best(law, diagram, at, answers, other, cost).Cost;
            if (CostOf(law, diagram.Root, other, cost) < Unreachable)
                nearest.Add(Follow(law, diagram, answers, other, cost));
        }

        return [.. nearest.OrderBy(n => n.Changes.Count).ThenBy(n => n.Also.Count)];
    }

    private const long Unreachable = long.MaxValue / 4;

    private static long CostOf(Law law, int at, Verdict verdict, Dictionary<int, long> cost) =>
        at >= 0 ? cost[at] : law.Nodes.RulingTable[~at].Verdict == verdict ? 0 : Unreachable;

    // A changed answer costs a million, a further one a thousand; an early fact a little more.
    private static (long Cost, int Answer) Best(Law law, Diagram diagram, int at, byte[] answers,
        Verdict verdict, Dictionary<int, long> cost)
    {
        var variable = diagram.VariableOf(at);
        var answered = answers[variable];
        var lateness = answers.Length - variable;
        (long Cost, int Answer) best = (Unreachable, 0);
        for (var i = 0; i < diagram.WidthOf(at); i++)
        {
            var step = answered == i ? 0
                : (answered == Diagram.Unanswered ? 1_000 : 1_000_000) + (lateness / 10);
            var total = Math.Min(Unreachable,
                CostOf(law, diagram.Child(at, i), verdict, cost) + step);
            if (total < best.Cost)
                best = (total, i);
        }

        return best;
    }

    private static NearestOutcome Follow(Law law, Diagram diagram, byte[] answers, Verdict verdict,
        Dictionary<int, long> cost)
    {
        var changes = new List<GivenFact>();
        var also = new List<GivenFact>();
        for (var at = diagram.Root; at >= 0;)
        {
            var variable = diagram.VariableOf(at);
            var answer = Best(law, diagram, at, answers, verdict, cost).Answer;
            if (answers[variable] != answer)
            {
                var given = new GivenFact(law.Book.Facts[variable], answer);
                (answers[variable] == Diagram.Unanswered ? also : changes).Add(given);
            }

            at = diagram.Child(at, answer);
        }

        return new NearestOutcome(verdict, changes, also);
    }

    private static List<GivenFact> Reduce(
        Law law, CaseFacts facts, IEnumerable<GivenFact> inTurn)
    {
        var answers = facts.ToAnswers();
        var target = law.Rulings.Reachable(answers);
        if (target.Count != 1)
            throw new ArgumentException("the facts do not settle the verdict", nameof(facts));
        foreach (var given in inTurn)
        {
            answers[given.Fact.Index] = Diagram.Unanswered;
            if (!law.Rulings.Reachable(answers).SetEquals(target))
                answers[given.Fact.Index] = (byte)given.Answer;
        }

        return [.. facts.Given.Where(g => answers[g.Fact.Index] != Diagram.Unanswered)];
    }
}
