using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook;

/// <summary>A condition over facts, defines and, in invariants, the outcome.</summary>
public abstract record Condition(Position At)
{
    /// <summary>Holds for every combination; stands for a field that was left out.</summary>
    public sealed record Always(Position At) : Condition(At);

    /// <summary>The fact has one of the marked answers.</summary>
    /// <param name="Fact">The fact.</param>
    /// <param name="Holds">For each answer of the fact, whether the condition holds.</param>
    /// <param name="At">Where it stands.</param>
    public sealed record Answered(Fact Fact, IReadOnlyList<bool> Holds, Position At)
        : Condition(At);

    /// <summary>The define of that id holds.</summary>
    public sealed record Defined(string Id, Position At) : Condition(At);

    /// <summary>The other condition does not hold.</summary>
    public sealed record Not(Condition Inner, Position At) : Condition(At);

    /// <summary>Every part holds.</summary>
    public sealed record All(IReadOnlyList<Condition> Parts, Position At) : Condition(At);

    /// <summary>At least one part holds.</summary>
    public sealed record Any(IReadOnlyList<Condition> Parts, Position At) : Condition(At);

    /// <summary>The outcome has one of these verdicts (in invariants only).</summary>
    public sealed record VerdictIs(IReadOnlyList<Verdict> Verdicts, Position At) : Condition(At);

    /// <summary>The duty is due (in invariants only).</summary>
    public sealed record DutyDue(string Id, Position At) : Condition(At);

    /// <summary>The rule is among the deciding ones (in invariants only).</summary>
    public sealed record DecidedBy(string Id, Position At) : Condition(At);

    /// <summary>A deciding rule rests on the basis (in invariants only).</summary>
    public sealed record RestsOn(string Id, Position At) : Condition(At);

    /// <summary>The parts directly below.</summary>
    public IEnumerable<Condition> Children => this switch
    {
        Not not => [not.Inner],
        All all => all.Parts,
        Any any => any.Parts,
        _ => [],
    };

    /// <summary>This condition and everything below it.</summary>
    public IEnumerable<Condition> Tree()
    {
        yield return this;
        foreach (var child in Children)
        {
            foreach (var below in child.Tree())
                yield return below;
        }
    }
}
