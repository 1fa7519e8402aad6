using Proviso.Rulebook.Diagrams;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Compiling;

/// <summary>Finds rules that decide together and disagree.</summary>
internal static class Contradictions
{
    /// <summary>One problem for each two rules that do, with the simplest case in which.</summary>
    public static IReadOnlyList<Problem> In(Law law)
    {
        var found = new Dictionary<(Rule One, Rule Other), Problem>();
        var reached = law.Deciders.Reachable(law.NoAnswers());
        foreach (var set in reached.Order().Where(law.Nodes.IsContradiction))
        {
            var numbers = law.Nodes.DecidersTable[set];
            var one = law.Nodes.Rules[numbers[0]];
            var second = numbers.First(n => Disagree(one, law.Nodes.Rules[n]));
            var other = law.Nodes.Rules[second];
            if (!found.ContainsKey((one, other)))
                found[(one, other)] = Say(law, numbers[0], second);
        }

        return [.. found.Values];
    }

    private static bool Disagree(Rule one, Rule other) =>
        one.Then != other.Then || one.Adviser != other.Adviser;

    private static Problem Say(Law law, int one, int other)
    {
        var (first, second) = (law.Nodes.Rules[one], law.Nodes.Rules[other]);
        var store = law.Nodes.Store;
        var both = store.And(law.Nodes.Deciding(one), law.Nodes.Deciding(other));
        var path = Witness.Shortest(store, both, t => t == 1)!;
        return new Problem("contradiction", second.At,
            $"\"{first.Id}\" says {Says(first)} and \"{second.Id}\" says {Says(second)}, "
            + $"both of tier \"{first.Tier.Id}\", when {Witness.InWords(law.Book, path)}",
            $"the other is at {first.At}; let one override the other or part their conditions");
    }

    private static string Says(Rule rule) => rule.Adviser is null
        ? rule.Then.Name() : $"{rule.Then.Name()} from {rule.Adviser.Id}";
}
