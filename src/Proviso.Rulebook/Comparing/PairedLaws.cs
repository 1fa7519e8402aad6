using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Diagrams;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Comparing;

/// <summary>
/// What a book says for a combination: verdict, adviser and duties, by their ids.
/// </summary>
internal sealed record Says(Verdict Verdict, string Adviser, string Duties)
{
    public IReadOnlyList<string> DutyIds =>
        Duties.Length == 0 ? [] : Duties.Split(' ');

    public string Words => Adviser.Length == 0
        ? Verdict.Name() : $"{Verdict.Name()} from {Adviser}";
}

/// <summary>
/// Two books over the same variables in one store, so that they can be laid together.
/// </summary>
internal sealed class PairedLaws
{
    private readonly Interned<(Says Old, Says New)> _pairs =
        new(EqualityComparer<(Says, Says)>.Default);

    private readonly Dictionary<(int, int), int> _known = [];
    private readonly LawNodes _old;
    private readonly LawNodes _new;

    public PairedLaws(Book old, Book now, DateOnly day, int maxNodes)
    {
        Space = Join(old, now);
        Store = new DiagramStore(Space.Widths, maxNodes);
        try
        {
            _old = new LawNodes(old, day, Store, Space);
            _new = new LawNodes(now, day, Store, Space);
            Root = Pair(_old.EffectsRoot, _new.EffectsRoot);
            Shared = SharedAnswers(old, now);
        }
        catch (DiagramTooLargeException)
        {
            throw new BookTooLargeException(new Problem("too-large", now.At,
                $"the two books together grow beyond {maxNodes} nodes",
                "compare books that differ less, or keep the order of facts"));
        }

        Weights = new Weights([.. Space.Variables.Select(v => v.Answers.Select(a =>
            Presumes(now, v.Id, a) || (now.FindFact(v.Id) is null && Presumes(old, v.Id, a))
                ? 2 : 1).ToArray())]);
    }

    public VariableSpace Space { get; }

    public DiagramStore Store { get; }

    public Weights Weights { get; }

    /// <summary>Diagram whose terminals are pairs of what the two books say.</summary>
    public int Root { get; }

    /// <summary>Where every answer is one that both books know.</summary>
    public int Shared { get; }

    public (Says Old, Says New) PairOf(int terminal) => _pairs.Values[terminal];

    public IEnumerable<int> Terminals => Enumerable.Range(0, _pairs.Values.Count);

    private static bool Presumes(Book book, string fact, string answer) =>
        book.FindFact(fact) is { Presumed: { } presumed } f && f.Answers[presumed].Id == answer;

    // The newer book's order; facts that only the older one has come last.
    private static VariableSpace Join(Book old, Book now)
    {
        var variables = new List<(string Id, string[] Answers)>();
        foreach (var fact in now.Facts)
        {
            var more = old.FindFact(fact.Id)?.Answers.Select(a => a.Id) ?? [];
            variables.Add((fact.Id, [.. fact.Answers.Select(a => a.Id).Union(more)]));
        }

        foreach (var fact in old.Facts.Where(f => now.FindFact(f.Id) is null))
            variables.Add((fact.Id, [.. fact.Answers.Select(a => a.Id)]));
        return new VariableSpace(variables);
    }

    private int SharedAnswers(Book old, Book now)
    {
        var shared = DiagramStore.True;
        for (var v = Space.Variables.Count - 1; v >= 0; v--)
        {
            var (id, answers) = Space.Variables[v];
            if (old.FindFact(id) is { } one && now.FindFact(id) is { } two)
            {
                bool[] mask = [.. answers.Select(a => one.IndexOf(a) >= 0 && two.IndexOf(a) >= 0)];
                shared = Store.And(Store.Literal(v, mask), shared);
            }
        }

        return shared;
    }

    private int Pair(int one, int two)
    {
        if (one < 0 && two < 0)
            return ~_pairs.Get((Of(_old, ~one), Of(_new, ~two)));
        if (_known.TryGetValue((one, two), out var known))
            return known;
        var variable = Math.Min(Store.VariableOf(one), Store.VariableOf(two));
        var children = new int[Space.Variables[variable].Answers.Length];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Pair(
                Store.VariableOf(one) == variable ? Store.Child(one, i) : one,
                Store.VariableOf(two) == variable ? Store.Child(two, i) : two);
        }

        return _known[(one, two)] = Store.Node(variable, children);
    }

    private static Says Of(LawNodes law, int effect)
    {
        var (ruling, duties) = law.EffectTable[effect];
        var (verdict, adviser) = law.RulingTable[ruling];
        return new Says(verdict, adviser?.Id ?? "", string.Join(' ',
            duties.Select(d => law.Duties[d].Id).Distinct().Order(StringComparer.Ordinal)));
    }
}
