namespace Proviso.Rulebook.Diagrams;

/// <summary>Finds the simplest way to a terminal.</summary>
internal static class Witness
{
    /// <summary>The fewest answers that lead from the root to a wanted terminal.</summary>
    /// <returns>Variables with answers, from the root down; null when none leads there.</returns>
    public static IReadOnlyList<(int Variable, int Answer)>? Shortest(
        DiagramStore store, int root, Func<int, bool> wanted)
    {
        var steps = new Dictionary<int, int>();
        int Length(int at) => at >= 0 ? steps[at] : wanted(~at) ? 0 : int.MaxValue / 2;
        Measure(root);
        if (Length(root) >= int.MaxValue / 2)
            return null;
        var path = new List<(int Variable, int Answer)>();
        for (var at = root; at >= 0;)
        {
            var variable = store.VariableOf(at);
            var best = Enumerable.Range(0, store.Widths[variable])
                .MinBy(a => Length(store.Child(at, a)));
            path.Add((variable, best));
            at = store.Child(at, best);
        }

        return path;

        void Measure(int at)
        {
            if (at < 0 || steps.ContainsKey(at))
                return;
            var shortest = int.MaxValue / 2;
            for (var a = 0; a < store.Widths[store.VariableOf(at)]; a++)
            {
                var child = store.Child(at, a);
                Measure(child);
                shortest = Math.Min(shortest, Length(child) + 1);
            }

            steps[at] = Math.Min(shortest, int.MaxValue / 2);
        }
    }
}
