namespace Proviso.Rulebook.Deciding;

/// <summary>Everything that the book says about one item.</summary>
/// <param name="BookVersion">The version of the book.</param>
/// <param name="Date">The day whose law was applied.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Adviser">Whom to ask, where the verdict is to seek advice.</param>
/// <param name="Deciding">The rules that decide, each with the facts that make it hold.</param>
/// <param name="Either">Rules that decide too, depending on facts that change neither the
/// verdict nor the duties and so were not asked.</param>
/// <param name="Overridden">Rules that apply and do not decide, with what displaced them.</param>
/// <param name="Bases">The lawful bases of the deciding rules.</param>
/// <param name="Duties">What must be done, in the order before, limit, after.</param>
/// <param name="Principles">The Caldicott principles with what here answers each.</param>
/// <param name="Facts">What was known and mattered.</param>
/// <param name="NotNeeded">What was known and does not matter now.</param>
/// <param name="Presumed">What was answered "not known", so that the law's presumption
/// stood.</param>
public sealed record Outcome(
    string BookVersion, DateOnly Date, Verdict Verdict, Entry? Adviser,
    IReadOnlyList<DecidingRule> Deciding, IReadOnlyList<Rule> Either,
    IReadOnlyList<DisplacedRule> Overridden, IReadOnlyList<Basis> Bases,
    IReadOnlyList<Duty> Duties, IReadOnlyList<PrincipleAnswer> Principles,
    IReadOnlyList<GivenFact> Facts, IReadOnlyList<GivenFact> NotNeeded,
    IReadOnlyList<GivenFact> Presumed)
{
    /// <summary>Whether no rule applied, so that nothing permits sharing.</summary>
    public bool ByDefault => Deciding.Count == 0 && Either.Count == 0;

    /// <summary>Whether it rests on a source that nobody has verified yet.</summary>
    public bool RestsOnUnverified => Deciding.SelectMany(d => d.Rule.Cites)
        .Concat(Bases.SelectMany(b => b.Cites)).Concat(Duties.SelectMany(d => d.Cites))
        .Any(c => c.Source.VerifiedOn is null);
}

/// <summary>A deciding rule with the known facts that make it hold.</summary>
public sealed record DecidingRule(Rule Rule, IReadOnlyList<GivenFact> Because);

/// <summary>A rule that applies and does not decide.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="By">What displaced it: a rule that overrides it, or one of a stronger tier.</param>
/// <param name="IsOverridden">True when <paramref name="By"/> names it under "overrides".</param>
public sealed record DisplacedRule(Rule Rule, Rule By, bool IsOverridden);

/// <summary>A principle with what in the outcome answers it.</summary>
/// <param name="Principle">The principle.</param>
/// <param name="Rules">Deciding rules that serve it.</param>
/// <param name="Bases">Bases that serve it.</param>
/// <param name="Duties">Duties that serve it.</param>
/// <param name="Facts">Known facts that serve it.</param>
public sealed record PrincipleAnswer(
    Entry Principle, IReadOnlyList<Rule> Rules, IReadOnlyList<Basis> Bases,
    IReadOnlyList<Duty> Duties, IReadOnlyList<GivenFact> Facts)
{
    /// <summary>Whether anything answers it.</summary>
    public bool IsAnswered => Rules.Count + Bases.Count + Duties.Count + Facts.Count > 0;
}
