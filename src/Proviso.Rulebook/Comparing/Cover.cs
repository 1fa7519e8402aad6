using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Diagrams;

namespace Proviso.Rulebook.Comparing;

/// <summary>One condition of a cover: for some facts, the answers that they may have.</summary>
/// <param name="Tests">Facts by id with the ids of the answers that they may have, and of those
/// that they may not, in the book's order.</param>
public sealed record CoverTerm(IReadOnlyList<CoverTest> Tests)
{
    /// <summary>The condition as the language writes it.</summary>
    public override string ToString() =>
        Tests.Count == 0 ? "always" : string.Join(" and ", Tests);
}

/// <summary>One fact of a condition.</summary>
public sealed record CoverTest(
    string Fact, IReadOnlyList<string> Answers, IReadOnlyList<string> Others)
{
    /// <summary>The test as the language writes it, by the shorter list of answers.</summary>
    public override string ToString() => Others.Count < Answers.Count
        ? $"{Fact} is not {string.Join(" or ", Others)}"
        : $"{Fact} is {string.Join(" or ", Answers)}";
}

/// <summary>Says where a diagram is true in few readable conditions.</summary>
/// <remarks>
/// It works in a store of its own, so that one large cover does not use up the room of the others;
/// where that is used up, the conditions found so far are given.
/// </remarks>
internal sealed class Cover
{
    private readonly DiagramStore _store;
    private readonly VariableSpace _space;
    private readonly int _care;
    private readonly int _where;

    /// <summary>Takes over the diagram to cover, and where it matters.</summary>
    public Cover(DiagramStore from, VariableSpace names, int where, int care)
    {
        _space = names;
        _store = new DiagramStore(
            from.Widths, Math.Min(from.MaxNodes, MaxNodes), from.TooLarge);
        _where = from.CopyTo(_store, where);
        _care = from.CopyTo(_store, care);
    }

    // Beyond this a cover has long stopped being readable.
    private const int MaxNodes = 200_000;

    /// <summary>At most this many conditions are written out for one diagram.</summary>
    public const int MaxTerms = 200;

    /// <summary>Conditions that together hold exactly where the diagram does.</summary>
    /// <remarks>
    /// Each is prime: no test can be dropped and no answer added. They are found one after the
    /// other, the simplest first, and those that the others make superfluous are dropped again.
    /// Few, though not proved fewest: finding the fewest is NP-hard.
    /// </remarks>
    /// <returns>The conditions; and whether there were more than <see cref="MaxTerms"/>.</returns>
    public (IReadOnlyList<CoverTerm> Terms, bool Cut) Find()
    {
        var found = new List<bool[]?[]>();
        var left = _where;
        try
        {
            var outside = _store.And(_care, _store.Not(_where));
            while (left != DiagramStore.False && found.Count < MaxTerms)
            {
                var path = Witness.Shortest(_store, left, t => t == 1)!;
                var term = Widen(path, outside);
                found.Add(term);
                left = _store.And(left, _store.Not(NodeOf(term)));
            }

            DropSuperfluous(found);
        }
        catch (BookTooLargeException)
        {
            return ([.. found.Select(Term)], left != DiagramStore.False);
        }

        return ([.. found.Select(Term)], left != DiagramStore.False);
    }

    private void DropSuperfluous(List<bool[]?[]> terms)
    {
        for (var i = terms.Count - 1; i >= 0; i--)
        {
            var others = terms.Where((_, j) => j != i)
                .Aggregate(DiagramStore.False, (sum, t) => _store.Or(sum, NodeOf(t)));
            if (_store.And(_where, _store.And(NodeOf(terms[i]), _store.Not(others)))
                == DiagramStore.False)
            {
                terms.RemoveAt(i);
            }
        }
    }

    private bool[]?[] Widen(IReadOnlyList<(int Variable, int Answer)> path, int outside)
    {
        var term = new bool[]?[_store.Widths.Count];
        foreach (var (variable, answer) in path)
        {
            term[variable] = new bool[_store.Widths[variable]];
            term[variable]![answer] = true;
        }

        foreach (var (variable, _) in path.Reverse())
        {
            var mask = term[variable]!;
            term[variable] = null;
            if (IsInside(term, outside))
                continue;
            term[variable] = mask;
            for (var i = 0; i < mask.Length; i++)
            {
                if (mask[i])
                    continue;
                mask[i] = true;
                if (!IsInside(term, outside))
                    mask[i] = false;
            }
        }

        return term;
    }

    private bool IsInside(bool[]?[] term, int outside) =>
        _store.And(NodeOf(term), outside) == DiagramStore.False;

    private int NodeOf(bool[]?[] term)
    {
        var node = DiagramStore.True;
        for (var v = term.Length - 1; v >= 0; v--)
        {
            if (term[v] is { } mask)
                node = _store.And(_store.Literal(v, mask), node);
        }

        return node;
    }

    private CoverTerm Term(bool[]?[] term) => new([.. term
        .Select((mask, v) => (mask, v))
        .Where(t => t.mask is not null)
        .Select(t => new CoverTest(_space.Variables[t.v].Id,
            Marked(t.v, t.mask!, on: true), Marked(t.v, t.mask!, on: false)))]);

    private string[] Marked(int variable, bool[] mask, bool on) =>
        [.. _space.Variables[variable].Answers.Where((_, i) => mask[i] == on)];
}
