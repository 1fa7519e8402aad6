namespace Proviso.Rulebook.Tests.Deciding;

/// <summary>What the slow evaluator says of one combination of answers.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Adviser">Whom to ask; null where the verdict names nobody.</param>
/// <param name="Deciding">The deciding rules, in the book's order.</param>
/// <param name="Duties">The duties that are due, in the book's order.</param>
/// <param name="Applying">Every rule that applies, overridden or not.</param>
/// <param name="Standing">The rules that apply and are not overridden.</param>
internal sealed record SlowOutcome(
    Verdict Verdict, Entry? Adviser, IReadOnlyList<Rule> Deciding, IReadOnlyList<Duty> Duties,
    IReadOnlyList<Rule> Applying, IReadOnlyList<Rule> Standing)
{
    /// <summary>Whether the deciding rules disagree.</summary>
    public bool Contradicts => Deciding.Any(r => r.Then != Verdict || r.Adviser != Adviser);

    /// <summary>Verdict, adviser and duties alike: nothing that a person acts on differs.</summary>
    public bool SameEffect(SlowOutcome other) => SameRuling(other)
        && Duties.SequenceEqual(other.Duties, ReferenceEqualityComparer.Instance);

    public bool SameRuling(SlowOutcome other) =>
        Verdict == other.Verdict && Adviser == other.Adviser;
}

/// <summary>
/// The meaning of a book as its guide states it, read rule by rule and without any diagram.
/// </summary>
/// <remarks>It is written from the guide alone and shares no code with the engine.</remarks>
internal sealed class SlowEvaluator
{
    private readonly List<Rule> _rules;
    private readonly List<Duty> _duties;
    private readonly Dictionary<string, Condition> _defines = [];

    public SlowEvaluator(Book book, DateOnly day)
    {
        _rules = [.. book.Rules.Where(r => IsInForce(r.From, r.To, day))];
        _duties = [.. book.Duties.Where(d => IsInForce(d.From, d.To, day))];
        foreach (var define in book.Defines.Where(d => IsInForce(d.From, d.To, day)))
            _defines.Add(define.Id, define.When);
    }

    public IReadOnlyList<Rule> Rules => _rules;

    public IReadOnlyList<Duty> Duties => _duties;

    public IReadOnlyDictionary<string, Condition> Defines => _defines;

    /// <summary>The outcome for a full case: for each fact the index of its answer.</summary>
    public SlowOutcome Evaluate(byte[] answers)
    {
        var applying = new List<Rule>();
        foreach (var rule in _rules)
        {
            if (Holds(rule.When, answers) && !Holds(rule.Unless, answers))
                applying.Add(rule);
        }

        var standing = applying.FindAll(r => !IsOverridden(r, applying));
        var strongest = standing.Count == 0 ? 0 : standing.Min(r => r.Tier.Rank);
        var deciding = standing.FindAll(r => r.Tier.Rank == strongest);
        var verdict = deciding.Count == 0 ? Verdict.DoNotShare : deciding[0].Then;
        var named = deciding.SelectMany(r => r.Duties).ToHashSet();
        var duties = _duties.FindAll(d => named.Contains(d.Id)
            || (d.On.Contains(verdict) && Holds(d.When, answers)));
        return new SlowOutcome(verdict, deciding.Count == 0 ? null : deciding[0].Adviser,
            deciding, duties, applying, standing);
    }

    /// <summary>Whether a condition over facts and defines holds.</summary>
    public bool Holds(Condition condition, byte[] answers, SlowOutcome? outcome = null) =>
        condition switch
        {
            Condition.Always => true,
            Condition.Answered a => a.Holds[answers[a.Fact.Index]],
            Condition.Defined d => _defines.TryGetValue(d.Id, out var define)
                && Holds(define, answers),
            Condition.Not n => !Holds(n.Inner, answers, outcome),
            Condition.All all => !Some(all.Parts, false, answers, outcome),
            Condition.Any any => Some(any.Parts, true, answers, outcome),
            Condition.VerdictIs v => v.Verdicts.Contains(outcome!.Verdict),
            Condition.DutyDue d => outcome!.Duties.Any(x => x.Id == d.Id),
            Condition.DecidedBy r => outcome!.Deciding.Any(x => x.Id == r.Id),
            Condition.RestsOn b => outcome!.Deciding.Any(x => x.Bases.Contains(b.Id)),
            _ => throw new InvalidOperationException("A condition that the guide does not know."),
        };

    // Whether some part holds, or (not wanted) fails; a loop, because a million cases come here.
    private bool Some(IReadOnlyList<Condition> parts, bool wanted, byte[] answers,
        SlowOutcome? outcome)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (Holds(parts[i], answers, outcome) == wanted)
                return true;
        }

        return false;
    }

    /// <summary>Whether something dated is in force on a day, both ends included.</summary>
    public static bool IsInForce(DateOnly? from, DateOnly? to, DateOnly day) =>
        (from ?? DateOnly.MinValue) <= day && day <= (to ?? DateOnly.MaxValue);

    private static bool IsOverridden(Rule rule, List<Rule> applying) =>
        applying.Exists(o => o.Overrides.Contains(rule.Id) && !IsOverridden(o, applying));
}
