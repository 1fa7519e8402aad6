namespace Proviso.Rulebook.Reading;

/// <summary>Finds defines, and overrides, that lead back to themselves or too far.</summary>
internal sealed class Circles(Problems problems)
{
    // Compiling follows a chain by calling itself, so a chain may not be of any length.
    private const int MaxChain = 50;

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
        var done = new Dictionary<string, int>();
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
                    done[step.Id] = Length(step.Id);
                    continue;
                }

                if (onPath.Contains(step.Id))
                {
                    var circle = path[path.IndexOf(step.Id)..];
                    problems.Add(code, graph[step.Id].At,
                        $"{message}: {string.Join(" → ", circle)} → {step.Id}", hint);
                    continue;
                }

                if (done.ContainsKey(step.Id) || !graph.TryGetValue(step.Id, out var node))
                    continue;
                path.Add(step.Id);
                onPath.Add(step.Id);
                stack.Push((step.Id, true));
                foreach (var next in node.To)
                    stack.Push((next, false));
            }
        }

        // How many parts the longest chain from here has; told where it becomes too long.
        int Length(string id)
        {
            var length = 1 + graph[id].To.Select(next => done.GetValueOrDefault(next))
                .DefaultIfEmpty(0).Max();
            if (length == MaxChain + 1)
            {
                problems.Add("too-deep", graph[id].At,
                    $"\"{id}\" leads on through more than {MaxChain} others", "shorten the chain");
            }

            return length;
        }
    }
}
