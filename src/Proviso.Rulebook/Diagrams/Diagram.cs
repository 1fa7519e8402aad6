namespace Proviso.Rulebook.Diagrams;

/// <summary>A finished decision diagram, packed for walking.</summary>
/// <remarks>
/// Nodes stand in one array in the order in which a walk meets them: the variable, then a child
/// for each answer. A child below zero is the terminal <c>~child</c>.
/// </remarks>
public sealed class Diagram
{
    /// <summary>
    /// The mark of an unanswered variable in the answers given to <see cref="Walk"/>.
    /// </summary>
    public const byte Unanswered = byte.MaxValue;

    private readonly int[] _cells;
    private readonly int[] _widths;
    private readonly int _root;

    internal Diagram(DiagramStore store, int root)
    {
        _widths = [.. store.Widths];
        (_cells, _root, NodeCount) = Pack(store, root);
    }

    /// <summary>How many nodes it has.</summary>
    public int NodeCount { get; }

    internal int Root => _root;

    /// <summary>Walks from the root to a terminal. Allocates nothing.</summary>
    /// <param name="answers">For each variable the index of its answer, or
    /// <see cref="Unanswered"/>.</param>
    /// <returns>The terminal; or, below zero, <c>~variable</c> of the first variable on the way
    /// that is unanswered.</returns>
    public int Walk(ReadOnlySpan<byte> answers)
    {
        var cells = _cells;
        var at = _root;
        while (at >= 0)
        {
            var variable = cells[at];
            var answer = answers[variable];
            if (answer == Unanswered)
                return ~variable;
            at = cells[at + 1 + answer];
        }

        return ~at;
    }

    /// <summary>The places of the cells that a walk reads: variable and child, in turn.</summary>
    internal int[] PlacesRead(ReadOnlySpan<byte> answers)
    {
        var places = new List<int>();
        for (var at = _root; at >= 0;)
        {
            var child = at + 1 + answers[_cells[at]];
            places.Add(at);
            places.Add(child);
            at = _cells[child];
        }

        return [.. places];
    }

    internal int[] CopyCells() => [.. _cells];

    internal int VariableOf(int at) => _cells[at];

    internal int Child(int at, int answer) => _cells[at + 1 + answer];

    internal int WidthOf(int at) => _widths[_cells[at]];

    /// <summary>
    /// Every node that the answers leave open, below the root first, with a mark per node.
    /// </summary>
    internal IReadOnlyList<int> OpenNodes(ReadOnlySpan<byte> answers)
    {
        var seen = new HashSet<int>();
        var order = new List<int>();
        var stack = new Stack<(int At, bool Done)>();
        stack.Push((_root, false));
        while (stack.TryPop(out var top))
        {
            if (top.At < 0 || (!top.Done && !seen.Add(top.At)))
                continue;
            if (top.Done)
            {
                order.Add(top.At);
                continue;
            }

            stack.Push((top.At, true));
            var answer = answers[_cells[top.At]];
            for (var i = 0; i < WidthOf(top.At); i++)
            {
                if (answer == Unanswered || answer == i)
                    stack.Push((Child(top.At, i), false));
            }
        }

        return order;
    }

    /// <summary>What is left once some variables have their answers, reduced again.</summary>
    internal Diagram Restrict(ReadOnlySpan<byte> answers)
    {
        // What is left is never larger than the whole, so it needs no limit.
        var store = new DiagramStore(_widths, int.MaxValue,
            () => throw new InvalidOperationException("What is left grew."));
        var made = new Dictionary<int, int>();
        int Of(int at) => at < 0 ? at : made[at];
        foreach (var at in OpenNodes(answers))
        {
            var answer = answers[_cells[at]];
            if (answer != Unanswered)
            {
                made[at] = Of(Child(at, answer));
                continue;
            }

            var children = new int[WidthOf(at)];
            for (var i = 0; i < children.Length; i++)
                children[i] = Of(Child(at, i));
            made[at] = store.Node(_cells[at], children);
        }

        return new Diagram(store, Of(_root));
    }

    /// <summary>The same diagram with other terminals, reduced again.</summary>
    internal Diagram Map(Func<int, int> terminal)
    {
        var store = new DiagramStore(_widths, int.MaxValue,
            () => throw new InvalidOperationException("What is mapped grew."));
        var made = new Dictionary<int, int>();
        int Of(int at) => at < 0 ? ~terminal(~at) : made[at];
        Span<byte> none = new byte[_widths.Length];
        none.Fill(Unanswered);
        foreach (var at in OpenNodes(none))
        {
            var children = new int[WidthOf(at)];
            for (var i = 0; i < children.Length; i++)
                children[i] = Of(Child(at, i));
            made[at] = store.Node(_cells[at], children);
        }

        return new Diagram(store, Of(_root));
    }

    /// <summary>The fewest and the most variables on the way from the root to a terminal.</summary>
    internal (int Fewest, int Most) Depth()
    {
        Span<byte> none = new byte[_widths.Length];
        none.Fill(Unanswered);
        var depths = new Dictionary<int, (int Fewest, int Most)>();
        (int Fewest, int Most) Of(int at) => at < 0 ? (0, 0) : depths[at];
        foreach (var at in OpenNodes(none))
        {
            var (fewest, most) = (int.MaxValue, 0);
            for (var i = 0; i < WidthOf(at); i++)
            {
                var child = Of(Child(at, i));
                fewest = Math.Min(fewest, child.Fewest + 1);
                most = Math.Max(most, child.Most + 1);
            }

            depths[at] = (fewest, most);
        }

        return Of(_root);
    }

    /// <summary>The terminals that can still be reached.</summary>
    internal IReadOnlySet<int> Reachable(ReadOnlySpan<byte> answers)
    {
        var found = new HashSet<int>();
        if (_root < 0)
            found.Add(~_root);
        foreach (var at in OpenNodes(answers))
        {
            var answer = answers[_cells[at]];
            for (var i = 0; i < WidthOf(at); i++)
            {
                if ((answer == Unanswered || answer == i) && Child(at, i) < 0)
                    found.Add(~Child(at, i));
            }
        }

        return found;
    }

    private static (int[] Cells, int Root, int Nodes) Pack(DiagramStore store, int root)
    {
        if (root < 0)
            return ([], root, 0);
        var places = new Dictionary<int, int> { [root] = 0 };
        var order = new List<int> { root };
        var length = 1 + store.Widths[store.VariableOf(root)];
        for (var i = 0; i < order.Count; i++)
        {
            for (var a = 0; a < store.Widths[store.VariableOf(order[i])]; a++)
            {
                var child = store.Child(order[i], a);
                if (child < 0 || !places.TryAdd(child, length))
                    continue;
                order.Add(child);
                length += 1 + store.Widths[store.VariableOf(child)];
            }
        }

        var cells = new int[length];
        foreach (var at in order)
        {
            var place = places[at];
            cells[place] = store.VariableOf(at);
            for (var a = 0; a < store.Widths[cells[place]]; a++)
            {
                var child = store.Child(at, a);
                cells[place + 1 + a] = child < 0 ? child : places[child];
            }
        }

        return (cells, 0, order.Count);
    }
}
