namespace Proviso.Rulebook.Deciding;

/// <summary>Reads conditions against what is known, one by one and without a diagram.</summary>
/// <remarks>Three-valued (Kleene): an unanswered fact leaves a condition open.</remarks>
internal sealed class Reasons
{
    private readonly CaseFacts _facts;
    private readonly Dictionary<string, Define> _defines;

    public Reasons(Book book, DateOnly day, CaseFacts facts)
    {
        _facts = facts;
        _defines = book.Defines.Where(d => d.InForce(day)).ToDictionary(d => d.Id);
    }

    /// <summary>Whether the rule applies: true, false, or open.</summary>
    public bool? Applies(Rule rule) => Holds(rule.Unless) switch
    {
        true => false,
        false => Holds(rule.When),
        null => Holds(rule.When) == false ? false : null,
    };

    /// <summary>The facts that make a rule apply.</summary>
    public IReadOnlyList<GivenFact> Because(Rule rule)
    {
        var found = new SortedDictionary<int, GivenFact>();
        Collect(rule.When, wanted: true, found);
        Collect(rule.Unless, wanted: false, found);
        return [.. found.Values];
    }

    /// <summary>Whether a condition holds: true, false, or open.</summary>
    public bool? Holds(Condition condition)
    {
        switch (condition)
        {
            case Condition.Always:
                return true;
            case Condition.Answered a:
                return _facts[a.Fact] is { } given ? a.Holds[given.Answer] : null;
            case Condition.Defined d:
                return _defines.TryGetValue(d.Id, out var define) ? Holds(define.When) : false;
            case Condition.Not n:
                return !Holds(n.Inner);
            case Condition.All all:
                return Join(all.Parts, strong: false);
            case Condition.Any any:
                return Join(any.Parts, strong: true);
            default:
                throw new InvalidOperationException("Only invariants speak of the outcome.");
        }
    }

    // One part with the strong value settles the whole; an open one leaves it open.
    private bool? Join(IReadOnlyList<Condition> parts, bool strong)
    {
        bool? whole = !strong;
        foreach (var part in parts)
        {
            var holds = Holds(part);
            if (holds == strong)
                return strong;
            if (holds is null)
                whole = null;
        }

        return whole;
    }

    private void Collect(Condition condition, bool wanted, SortedDictionary<int, GivenFact> found)
    {
        switch (condition)
        {
            case Condition.Answered a when _facts[a.Fact] is { } given:
                found[given.Fact.Index] = given;
                break;
            case Condition.Defined d when _defines.TryGetValue(d.Id, out var define):
                Collect(define.When, wanted, found);
                break;
            case Condition.Not n:
                Collect(n.Inner, !wanted, found);
                break;
            case Condition.All or Condition.Any:
                CollectParts(condition, wanted, found);
                break;
            default:
                break;
        }
    }

    private void CollectParts(
        Condition group, bool wanted, SortedDictionary<int, GivenFact> found)
    {
        var parts = group.Children.ToList();
        var needsEach = group is Condition.All == wanted;
        if (needsEach)
        {
            foreach (var part in parts)
                Collect(part, wanted, found);
        }
        else if (parts.Find(p => Holds(p) == wanted) is { } enough)
        {
            Collect(enough, wanted, found);
        }
    }
}
