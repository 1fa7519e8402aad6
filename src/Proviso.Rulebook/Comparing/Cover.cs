using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Diagrams;

namespace Proviso.Rulebook.Comparing;

/// <summary>One condition of a cover: for some facts, the answers that they may have.</summary>
/// <param name="Tests">Facts by id with the ids of the answers, in the book's order.</param>
public sealed record CoverTerm(IReadOnlyList<(string Fact, IReadOnlyList<string> Answers)> Tests)
{
    /// <summary>The condition as the language writes it.</summary>
    public override string ToString() => Tests.Count == 0
        ? "always"
        : string.Join(" and ", Tests.Select(t => $"{t.Fact} is {string.Join(" or ", t.Answers)}"));
}

/// <summary>Says where a diagram is true in few readable conditions.</summary>
internal sealed class Cover(DiagramStore store, VariableSpace space, int care)
{
    /// <summary>At most this many conditions are written out for one diagram.</summary>
    public const int MaxTerms = 200;

    /// <summary>Conditions that together hold exactly where the diagram does.</summary>
    /// <remarks>
    /// Each is prime: no test can be dropped and no answer added. They are found one after the
    /// other, the simplest first, and those that the others make superfluous are dropped again.
    /// Few, though not proved fewest: finding the fewest is NP-hard.
    /// </remarks>
    /// <returns>The conditions; and whether there were more than <see cref="MaxTerms"/>.</returns>
    public (IReadOnlyList<CoverTerm> Terms, bool Cut) Of(int where)
    {
        var outside = store.And(care, store.Not(where));
        var left = where;
        var found = new List<bool[]?[]>();
        while (left != DiagramStore.False && found.Count < MaxTerms)
        {
            var path = Witness.Shortest(store, left, t => t == 1)!;
            var term = Widen(path, outside);
            found.Add(term);
            left = store.And(left, store.Not(NodeOf(term)));
        }

        DropSuperfluous(found, where);
        return ([.. found.Select(Term)], left != DiagramStore.False);
    }

    private void DropSuperfluous(List<bool[]?[]> terms, int where)
    {
        for (var i = terms.Count - 1; i >= 0; i--)
        {
            var others = terms.Where((_, j) => j != i)
                .Aggregate(DiagramStore.False, (sum, t) => store.Or(sum, NodeOf(t)));
            if (store.And(where, store.And(NodeOf(terms[i]), store.Not(others)))
                == DiagramStore.False)
            {
                terms.RemoveAt(i);
            }
        }
    }

    private bool[]?[] Widen(IReadOnlyList<(int Variable, int Answer)> path, int outside)
    {
        var term = new bool[]?[store.Widths.Count];
        foreach (var (variable, answer) in path)
        {
            term[variable] = new bool[store.Widths[variable]];
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
        store.And(NodeOf(term), outside) == DiagramStore.False;

    private int NodeOf(bool[]?[] term)
    {
        var node = DiagramStore.True;
        for (var v = term.Length - 1; v >= 0; v--)
        {
            if (term[v] is { } mask)
                node = store.And(store.Literal(v, mask), node);
        }

        return node;
    }

    private CoverTerm Term(bool[]?[] term) => new([.. term
        .Select((mask, v) => (mask, v))
        .Where(t => t.mask is not null)
        .Select(t => (space.Variables[t.v].Id, (IReadOnlyList<string>)[.. t.mask!
            .Select((on, i) => (on, i)).Where(a => a.on)
            .Select(a => space.Variables[t.v].Answers[a.i])]))]);
}
