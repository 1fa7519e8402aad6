using Proviso.Rulebook.Diagrams;

namespace Proviso.Rulebook.Compiling;

/// <summary>A verdict, with whom to ask where it is "seek-advice".</summary>
internal sealed record Ruling(Verdict Verdict, Entry? Adviser);

/// <summary>One day's law as nodes of a store: what the engine and the proofs stand on.</summary>
internal sealed class LawNodes
{
    private readonly Interned<int[]> _deciders = new(IntsComparer.Instance);
    private readonly Interned<Ruling> _rulings = new(EqualityComparer<Ruling>.Default);
    private readonly Interned<(int Ruling, int[] Duties)> _effects = new(EffectComparer.Instance);
    private readonly Dictionary<(string, string), int> _asked = [];
    private readonly int[] _applies;
    private readonly int?[] _effective;
    private readonly Dictionary<string, List<int>> _overriders = [];

    public LawNodes(Book book, DateOnly day, DiagramStore store, VariableSpace space,
        Action<Condition, int>? seen = null)
    {
        Store = store;
        Rules = [.. book.Rules.Where(r => r.InForce(day))];
        Duties = [.. book.Duties.Where(d => d.InForce(day))];
        Conditions = new ConditionCompiler(store, space,
            book.Defines.Where(d => d.InForce(day)).ToDictionary(d => d.Id)) { Seen = seen };
        _deciders.Get([]);
        _applies = [.. Rules.Select(r => store.And(
            Conditions.Compile(r.When), store.Not(Conditions.Compile(r.Unless))))];
        _effective = new int?[Rules.Count];
        for (var i = 0; i < Rules.Count; i++)
        {
            foreach (var overridden in Rules[i].Overrides)
            {
                if (!_overriders.TryGetValue(overridden, out var list))
                    _overriders[overridden] = list = [];
                list.Add(i);
            }
        }

        DecidersRoot = BuildDeciders(book.Tiers.Count);
        RulingsRoot = store.Map(DecidersRoot, t => _rulings.Get(RulingOf(t)));
        Conditions.Outcome = this;
        EffectsRoot = BuildEffects();
        Conditions.Seen = null;
    }

    public DiagramStore Store { get; }

    public ConditionCompiler Conditions { get; }

    /// <summary>The rules in force, by the numbers that deciders use.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The duties in force, by the numbers that effects use.</summary>
    public IReadOnlyList<Duty> Duties { get; }

    /// <summary>Diagram whose terminals are sets of deciding rules.</summary>
    public int DecidersRoot { get; }

    /// <summary>Diagram whose terminals are rulings.</summary>
    public int RulingsRoot { get; }

    /// <summary>Diagram whose terminals are rulings with their duties.</summary>
    public int EffectsRoot { get; }

    public IReadOnlyList<int[]> DecidersTable => _deciders.Values;

    public IReadOnlyList<Ruling> RulingTable => _rulings.Values;

    public IReadOnlyList<(int Ruling, int[] Duties)> EffectTable => _effects.Values;

    /// <summary>Where a rule's own condition holds.</summary>
    public int Applies(int rule) => _applies[rule];

    /// <summary>Where a rule applies and nothing overrides it.</summary>
    public int Effective(int rule)
    {
        if (_effective[rule] is { } known)
            return known;
        var node = _applies[rule];
        if (_overriders.TryGetValue(Rules[rule].Id, out var overriders))
        {
            foreach (var by in overriders)
                node = Store.And(node, Store.Not(Effective(by)));
        }

        _effective[rule] = node;
        return node;
    }

    /// <summary>Where a rule is among the deciding ones.</summary>
    public int Deciding(int rule) =>
        Store.Map(DecidersRoot, t => _deciders.Values[t].Contains(rule) ? 1 : 0);

    /// <summary>Whether the rules of a terminal disagree.</summary>
    public bool IsContradiction(int deciders)
    {
        var rules = _deciders.Values[deciders];
        return rules.Any(r => Rules[r].Then != Rules[rules[0]].Then
            || Rules[r].Adviser != Rules[rules[0]].Adviser);
    }

    public int VerdictIs(Verdict verdict) => Ask("verdict", verdict.Name(), () =>
        Store.Map(RulingsRoot, t => _rulings.Values[t].Verdict == verdict ? 1 : 0));

    public int DutyDue(string id) => Ask("duty", id, () => Store.Map(EffectsRoot, t =>
        Array.Exists(_effects.Values[t].Duties, d => Duties[d].Id == id) ? 1 : 0));

    public int DecidedBy(string id) => Ask("rule", id, () => Store.Map(DecidersRoot, t =>
        Array.Exists(_deciders.Values[t], r => Rules[r].Id == id) ? 1 : 0));

    public int RestsOn(string id) => Ask("basis", id, () => Store.Map(DecidersRoot, t =>
        Array.Exists(_deciders.Values[t], r => Rules[r].Bases.Contains(id)) ? 1 : 0));

    private int Ask(string what, string id, Func<int> make)
    {
        if (!_asked.TryGetValue((what, id), out var node))
            _asked[(what, id)] = node = make();
        return node;
    }

    private Ruling RulingOf(int deciders)
    {
        var rules = _deciders.Values[deciders];
        return rules.Length == 0
            ? new Ruling(Verdict.DoNotShare, null)
            : new Ruling(Rules[rules[0]].Then, Rules[rules[0]].Adviser);
    }

    // From the weakest tier to the strongest, each laid over what is below it.
    private int BuildDeciders(int tiers)
    {
        var result = DiagramStore.Terminal(0);
        for (var rank = tiers - 1; rank >= 0; rank--)
        {
            var layer = DiagramStore.Terminal(0);
            var any = DiagramStore.False;
            for (var rule = 0; rule < Rules.Count; rule++)
            {
                if (Rules[rule].Tier.Rank != rank)
                    continue;
                var effective = Effective(rule);
                var added = rule;
                layer = Store.Mark(layer, effective,
                    t => _deciders.Get([.. _deciders.Values[t], added]));
                any = Store.Or(any, effective);
            }

            result = Store.Ite(any, layer, result);
        }

        return result;
    }

    private int BuildEffects()
    {
        var byRule = Rules.Select(r => Duties.Select((d, i) => (d, i))
            .Where(p => r.Duties.Contains(p.d.Id)).Select(p => p.i).ToArray()).ToList();
        var always = Duties.Select((d, i) => (d, i))
            .Where(p => p.d.On.Count > 0 && p.d.When is Condition.Always).ToList();
        var root = Store.Map(DecidersRoot, t =>
        {
            var ruling = RulingOf(t);
            var duties = _deciders.Values[t].SelectMany(r => byRule[r])
                .Concat(always.Where(p => p.d.On.Contains(ruling.Verdict)).Select(p => p.i))
                .Distinct().Order().ToArray();
            return _effects.Get((_rulings.Get(ruling), duties));
        });
        for (var duty = 0; duty < Duties.Count; duty++)
        {
            if (Duties[duty].On.Count == 0 || Duties[duty].When is Condition.Always)
                continue;
            var on = Duties[duty].On;
            var where = Store.And(Conditions.Compile(Duties[duty].When),
                Store.Map(RulingsRoot, t => on.Contains(_rulings.Values[t].Verdict) ? 1 : 0));
            var added = duty;
            root = Store.Mark(root, where, t => AddDuty(t, added));
        }

        return root;
    }

    private int AddDuty(int effect, int duty)
    {
        var (ruling, duties) = _effects.Values[effect];
        return duties.Contains(duty)
            ? effect : _effects.Get((ruling, [.. duties.Append(duty).Order()]));
    }
}

/// <summary>Numbers values, the same value always alike.</summary>
internal sealed class Interned<T>(IEqualityComparer<T> comparer)
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = new(comparer);
    private readonly List<T> _values = [];

    public IReadOnlyList<T> Values => _values;

    public int Get(T value)
    {
        if (_numbers.TryGetValue(value, out var number))
            return number;
        number = _values.Count;
        _values.Add(value);
        _numbers.Add(value, number);
        return number;
    }
}

internal sealed class IntsComparer : IEqualityComparer<int[]>
{
    public static readonly IntsComparer Instance = new();

    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(int[] obj)
    {
        var hash = default(HashCode);
        foreach (var value in obj)
            hash.Add(value);
        return hash.ToHashCode();
    }
}

internal sealed class EffectComparer : IEqualityComparer<(int Ruling, int[] Duties)>
{
    public static readonly EffectComparer Instance = new();

    public bool Equals((int Ruling, int[] Duties) x, (int Ruling, int[] Duties) y) =>
        x.Ruling == y.Ruling && x.Duties.AsSpan().SequenceEqual(y.Duties);

    public int GetHashCode((int Ruling, int[] Duties) obj) =>
        HashCode.Combine(obj.Ruling, IntsComparer.Instance.GetHashCode(obj.Duties));
}
