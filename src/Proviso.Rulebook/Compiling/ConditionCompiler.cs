using Proviso.Rulebook.Diagrams;

namespace Proviso.Rulebook.Compiling;

/// <summary>Which variable a fact is, and which of the variable's answers are the fact's.</summary>
/// <remarks>
/// One book's facts are its own variables. Two books that are compared share theirs, and then an
/// answer of one book can be unknown to the other.
/// </remarks>
internal sealed class VariableSpace
{
    private readonly Dictionary<string, int> _variables = [];

    /// <summary>The variables of one book: its facts in order.</summary>
    public VariableSpace(Book book)
        : this([.. book.Facts.Select(f => (f.Id, f.AllowedAnswers
            .Where(a => a != Fact.NotKnown).ToArray()))])
    {
    }

    /// <summary>Variables with the ids of their answers.</summary>
    public VariableSpace(IReadOnlyList<(string Id, string[] Answers)> variables)
    {
        Variables = variables;
        for (var i = 0; i < variables.Count; i++)
            _variables[variables[i].Id] = i;
    }

    public IReadOnlyList<(string Id, string[] Answers)> Variables { get; }

    public IReadOnlyList<int> Widths => [.. Variables.Select(v => v.Answers.Length)];

    public int VariableOf(Fact fact) => _variables[fact.Id];

    public bool[] Mask(Fact fact, Func<int, bool> holds)
    {
        var answers = Variables[VariableOf(fact)].Answers;
        var mask = new bool[answers.Length];
        for (var i = 0; i < mask.Length; i++)
        {
            var own = fact.IndexOf(answers[i]);
            mask[i] = own >= 0 && holds(own);
        }

        return mask;
    }
}

/// <summary>Turns conditions into diagrams for one day's law.</summary>
internal sealed class ConditionCompiler(
    DiagramStore store, VariableSpace space, IReadOnlyDictionary<string, Define> defines)
{
    private readonly Dictionary<string, int> _defines = [];

    /// <summary>Set once the outcome is compiled, for invariants.</summary>
    public LawNodes? Outcome { get; set; }

    /// <summary>Sees each part of each condition with its diagram.</summary>
    public Action<Condition, int>? Seen { get; set; }

    public int Compile(Condition condition)
    {
        var node = condition switch
        {
            Condition.Always => DiagramStore.True,
            Condition.Answered a => store.Literal(
                space.VariableOf(a.Fact), space.Mask(a.Fact, i => a.Holds[i])),
            Condition.Defined d => Define(d.Id),
            Condition.Not n => store.Not(Compile(n.Inner)),
            Condition.All all => Fold(all.Parts, DiagramStore.True, store.And),
            Condition.Any any => Fold(any.Parts, DiagramStore.False, store.Or),
            Condition.VerdictIs v => v.Verdicts
                .Aggregate(DiagramStore.False, (sum, x) => store.Or(sum, Outcome!.VerdictIs(x))),
            Condition.DutyDue d => Outcome!.DutyDue(d.Id),
            Condition.DecidedBy d => Outcome!.DecidedBy(d.Id),
            Condition.RestsOn r => Outcome!.RestsOn(r.Id),
            _ => throw new InvalidOperationException("A kind of condition that is not compiled."),
        };
        Seen?.Invoke(condition, node);
        return node;
    }

    // A define that has no version in force on the day does not hold.
    private int Define(string id)
    {
        if (_defines.TryGetValue(id, out var node))
            return node;
        node = defines.TryGetValue(id, out var define)
            ? Compile(define.When) : DiagramStore.False;
        _defines[id] = node;
        return node;
    }

    private int Fold(IReadOnlyList<Condition> parts, int start, Func<int, int, int> join)
    {
        // From the last to the first: later facts are lower in the diagram, so joins stay small.
        var node = start;
        for (var i = parts.Count - 1; i >= 0; i--)
            node = join(Compile(parts[i]), node);
        return node;
    }
}
