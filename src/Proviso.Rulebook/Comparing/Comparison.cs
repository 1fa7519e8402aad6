using System.Numerics;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Diagrams;

namespace Proviso.Rulebook.Comparing;

/// <summary>Combinations that change in the same way.</summary>
/// <param name="Old">What the older book says, such as <c>seek-advice from guardian</c>.</param>
/// <param name="New">What the newer book says.</param>
/// <param name="DutiesAdded">Duties due only under the newer book.</param>
/// <param name="DutiesRemoved">Duties due only under the older book.</param>
/// <param name="Count">How many combinations.</param>
/// <param name="Conditions">Where they are, in few conditions; any one of them.</param>
/// <param name="Cut">Whether there are more conditions than are written out.</param>
/// <param name="Example">The simplest combination: facts with their answers.</param>
public sealed record Change(
    string Old, string New, IReadOnlyList<string> DutiesAdded, IReadOnlyList<string> DutiesRemoved,
    BigInteger Count, IReadOnlyList<CoverTerm> Conditions, bool Cut,
    IReadOnlyList<(string Fact, string Answer)> Example);

/// <summary>The exact difference between two versions of a book.</summary>
/// <param name="Changed">Combinations whose verdict or duties change.</param>
/// <param name="Total">All combinations of answers that both books know.</param>
/// <param name="Changes">The changes, the most frequent first.</param>
/// <param name="FactsAdded">Facts that only the newer book asks.</param>
/// <param name="FactsRemoved">Facts that only the older book asks.</param>
/// <param name="AnswersAdded">Answers that only the newer book knows, as <c>fact:
/// answer</c>.</param>
/// <param name="AnswersRemoved">Answers that only the older book knows.</param>
public sealed record Comparison(
    BigInteger Changed, BigInteger Total, IReadOnlyList<Change> Changes,
    IReadOnlyList<string> FactsAdded, IReadOnlyList<string> FactsRemoved,
    IReadOnlyList<string> AnswersAdded, IReadOnlyList<string> AnswersRemoved)
{
    /// <summary>Compares two books by the law of one day.</summary>
    /// <exception cref="BookTooLargeException">The diagrams grew beyond the limit.</exception>
    public static Comparison Of(
        Book older, Book newer, DateOnly day, int maxNodes = CompiledBook.DefaultMaxNodes)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        var pair = new PairedLaws(older, newer, day, maxNodes);
        var store = pair.Store;
        var cover = new Cover(store, pair.Space, pair.Shared);
        var changes = new List<Change>();
        var changed = BigInteger.Zero;
        var kinds = pair.Terminals.Where(t => pair.PairOf(t).Old != pair.PairOf(t).New)
            .GroupBy(t => KindOf(pair.PairOf(t)));
        foreach (var kind in kinds)
        {
            var terminals = kind.ToHashSet();
            var where = store.And(pair.Shared,
                store.Map(pair.Root, t => terminals.Contains(t) ? 1 : 0));
            if (where == DiagramStore.False)
                continue;
            var count = store.Count(where, t => t == 1, pair.Weights);
            changed += count;
            var (old, now, added, removed) = kind.Key;
            var (terms, cut) = cover.Of(where);
            changes.Add(new Change(old, now, Split(added), Split(removed), count, terms, cut,
                Simplest(pair, where)));
        }

        return new Comparison(changed, store.Count(pair.Shared, t => t == 1, pair.Weights),
            [.. changes.OrderByDescending(c => c.Count).ThenBy(c => c.Old, StringComparer.Ordinal)],
            OnlyIn(newer, older), OnlyIn(older, newer), AnswersOnlyIn(newer, older),
            AnswersOnlyIn(older, newer));
    }

    private static (string Old, string New, string Added, string Removed) KindOf(
        (Says Old, Says New) pair) =>
        (pair.Old.Words, pair.New.Words,
            string.Join(' ', pair.New.DutyIds.Except(pair.Old.DutyIds)),
            string.Join(' ', pair.Old.DutyIds.Except(pair.New.DutyIds)));

    private static string[] Split(string ids) => ids.Length == 0 ? [] : ids.Split(' ');

    internal static IReadOnlyList<(string Fact, string Answer)> Simplest(PairedLaws pair, int where)
        => [.. Witness.Shortest(pair.Store, where, t => t == 1)!.Select(p => (
            pair.Space.Variables[p.Variable].Id,
            pair.Space.Variables[p.Variable].Answers[p.Answer]))];

    private static string[] OnlyIn(Book one, Book other) =>
        [.. one.Facts.Where(f => other.FindFact(f.Id) is null).Select(f => f.Id)];

    private static string[] AnswersOnlyIn(Book one, Book other) =>
        [.. one.Facts.SelectMany(f => other.FindFact(f.Id) is { } same
            ? f.Answers.Where(a => same.IndexOf(a.Id) < 0).Select(a => $"{f.Id}: {a.Id}")
            : [])];
}
