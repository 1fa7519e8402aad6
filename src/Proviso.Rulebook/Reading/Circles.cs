namespace Proviso.Rulebook.Reading;

/// <summary>Finds defines, and overrides, that lead back to themselves.</summary>
internal sealed class Circles(Problems problems)
{
    public void Report(IReadOnlyList<Define> defines, IReadOnlyList<Rule> rules)
    {
        var uses = Graph(defines, d => d.When.Tree().OfType<Condition.Defined>().Select(c => c.Id));
        ReportIn(uses, "circle-of-defines", "these defines lead back to themselves",
            "state one of them without the others");
        var overrides = Graph(rules, r => r.Overrides);
        ReportIn(overrides, "circle-of-overrides", "these rules override each other in a circle",
            "decide which of them gives way");
    }

    private static Dictionary<string, (Position At, HashSet<string> To)> Graph<T>(
        IEnumerable<T> parts, Func<T, IEnumerable<string>> to)
        where T : IDated
    {
        var graph = new Dictionary<string, (Position At, HashSet<string> To)>();
        foreach (var part in parts)
        {
            if (!graph.TryGetValue(part.Id, out var node))
                graph[part.Id] = node = (part.At, []);
            node.To.UnionWith(to(part));
        }

        return graph;
    }

    // Depth-first with a stack of our own: a chain may be as long as a book has parts.
    private void ReportIn(Dictionary<string, (Position At, HashSet<string> To)> graph,
        string code, string message, string hint)
    {
        var done = new HashSet<string>();
        foreach (var start in graph.Keys)
        {
            var path = new List<string>();
            var onPath = new HashSet<string>();
            var stack = new Stack<(string Id, bool Leave)>();
            stack.Push((start, false));
            while (stack.TryPop(out var step))
            {
                if (step.Leave)
                {
                    path.RemoveAt(path.Count - 1);
                    onPath.Remove(step.Id);
                    done.Add(step.Id);
                    continue;
                }

                if (onPath.Contains(step.Id))
                {
                    var circle = path[path.IndexOf(step.Id)..];
                    problems.Add(code, graph[step.Id].At,
                        $"{message}: {string.Join(" → ", circle)} → {step.Id}", hint);
                    continue;
                }

                if (done.Contains(step.Id) || !graph.TryGetValue(step.Id, out var node))
                    continue;
                path.Add(step.Id);
                onPath.Add(step.Id);
                stack.Push((step.Id, true));
                foreach (var next in node.To)
                    stack.Push((next, false));
            }
        }
    }
}
