using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;

namespace Proviso.Rulebook.Asking;

/// <summary>One item of a request, by its name.</summary>
/// <param name="Name">The name, as the request calls it.</param>
/// <param name="Facts">What is known of this item and of the request.</param>
public sealed record InterviewItem(string Name, CaseFacts Facts);

/// <summary>The next question of an interview.</summary>
/// <param name="Fact">What is asked.</param>
/// <param name="Item">The item that it is about; null when it is about the whole request.</param>
/// <param name="Why">Why it is asked: what the answers can still lead to.</param>
/// <param name="AtLeast">How many questions there are at least, this one included.</param>
/// <param name="AtMost">How many there are at most, this one included.</param>
public sealed record Question(Fact Fact, string? Item, string Why, int AtLeast, int AtMost);

/// <summary>
/// Asks what is needed to decide the items of a request, one question at a time, and only
/// questions whose answer can still change a verdict or a duty.
/// </summary>
/// <remarks>Immutable: an answer gives a new interview, so "back" is the one before.</remarks>
public sealed class Interview
{
    private readonly Law _law;

    private Interview(Law law, DateOnly day, IReadOnlyList<InterviewItem> items)
    {
        _law = law;
        Day = day;
        Items = items;
    }

    /// <summary>The day whose law is applied.</summary>
    public DateOnly Day { get; }

    /// <summary>The items with what is known of each.</summary>
    public IReadOnlyList<InterviewItem> Items { get; }

    /// <summary>Starts an interview about items of which some facts may be known already.</summary>
    public static Interview Start(Law law, DateOnly day, IReadOnlyList<InterviewItem> items)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
            throw new ArgumentException("an interview is about at least one item", nameof(items));
        return new Interview(law, day, items);
    }

    /// <summary>The next question; null when every item can be decided.</summary>
    public Question? Next()
    {
        var open = Items.Select(item => (item, left: _law.Effects.Restrict(item.Facts.ToAnswers())))
            .Where(o => o.left.Root >= 0).ToList();
        if (open.Count == 0)
            return null;
        var first = open.MinBy(o => o.left.VariableOf(o.left.Root));
        var fact = _law.Book.Facts[first.left.VariableOf(first.left.Root)];
        var depths = open.Select(o => o.left.Depth()).ToList();
        return new Question(fact, fact.About == FactScope.Item ? first.item.Name : null,
            Why(fact, first.item), depths.Max(d => d.Fewest), depths.Sum(d => d.Most));
    }

    /// <summary>Answers a question, or changes an answer.</summary>
    /// <param name="given">The fact with its answer.</param>
    /// <param name="item">The item; null when the fact is about the request.</param>
    public Interview Answer(GivenFact given, string? item)
    {
        ArgumentNullException.ThrowIfNull(given);
        return Change(given.Fact, item, facts => facts.With(given));
    }

    /// <summary>Takes an answer back.</summary>
    public Interview TakeBack(Fact fact, string? item)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Change(fact, item, facts => facts.Without(fact));
    }

    /// <summary>The outcome of each item; only when <see cref="Next"/> is null.</summary>
    public IReadOnlyList<(string Name, Outcome Outcome)> Outcomes() =>
        [.. Items.Select(i => (i.Name, Decider.Decide(_law, Day, i.Facts, out _)
            ?? throw new InvalidOperationException("A question is still open.")))];

    /// <summary>The answers that are kept but do not matter now.</summary>
    public IReadOnlyList<GivenFact> NotNeeded(InterviewItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var answers = item.Facts.ToAnswers();
        var used = _law.Effects.OpenNodes(answers).Select(_law.Effects.VariableOf).ToHashSet();
        return [.. item.Facts.Given.Where(g => !used.Contains(g.Fact.Index))];
    }

    private Interview Change(Fact fact, string? item, Func<CaseFacts, CaseFacts> change)
    {
        if (fact.About == FactScope.Item && !Items.Any(i => i.Name == item))
            throw new ArgumentException($"there is no item \"{item}\"", nameof(item));
        return new Interview(_law, Day, [.. Items.Select(i =>
            fact.About == FactScope.Request || i.Name == item
                ? i with { Facts = change(i.Facts) } : i)]);
    }

    // What each answer can still lead to; the book's own reason comes first where it gives one.
    private string Why(Fact fact, InterviewItem item)
    {
        var answers = item.Facts.ToAnswers();
        var lines = new List<string>();
        var possible = new HashSet<string>();
        for (var i = 0; i < fact.Answers.Count; i++)
        {
            answers[fact.Index] = (byte)i;
            var verdicts = _law.Rulings.Reachable(answers)
                .Select(t => _law.Nodes.RulingTable[t].Verdict).Distinct().Order()
                .Select(v => v.Words().ToLowerInvariant()).ToList();
            lines.Add(verdicts.Count == 1
                ? $"{fact.Answers[i].Label}: then {verdicts[0]}."
                : $"{fact.Answers[i].Label}: then it may be: {string.Join("; ", verdicts)}.");
            possible.UnionWith(verdicts);
        }

        var reason = fact.Why.Length > 0 ? fact.Why + "\n" : "";
        return possible.Count == 1
            ? $"{reason}The answer changes what you have to do, not the verdict by itself."
            : reason + string.Join('\n', lines);
    }
}
