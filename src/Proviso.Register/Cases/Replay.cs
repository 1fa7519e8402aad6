using System.Runtime.CompilerServices;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;

namespace Proviso.Register.Cases;

/// <summary>Decides stored decisions again.</summary>
public sealed class Replay
{
    private readonly RegisterStore store;
    private readonly CompiledBook? under;
    private readonly Dictionary<string, CompiledBook?> books = new(StringComparer.Ordinal);

    /// <summary>Makes a replay.</summary>
    /// <param name="store">The register.</param>
    /// <param name="under">The book to decide under; null for each decision's own.</param>
    public Replay(RegisterStore store, CompiledBook? under)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
        this.under = under;
    }

    /// <summary>Decides every stored decision again, in the order in which they were recorded.
    /// </summary>
    /// <param name="cancellation">Stops the work.</param>
    public async IAsyncEnumerable<ReplayedItem> RunAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var decision in store.AllAsync<Decision>(cancellation))
        {
            var book = under ?? await OwnAsync(decision.Value.BookDigest, cancellation);
            foreach (var item in decision.Value.Items)
            {
                yield return book is null
                    ? new ReplayedItem(
                        decision.Id, item.Number, item.Verdict, null, Replayed.BookMissing, null)
                    : Again(decision, item, book);
            }
        }
    }

    private ReplayedItem Again(Held<Decision> decision, DecidedItem item, CompiledBook book)
    {
        var day = decision.Value.Day;
        var law = book.On(day);
        var facts = CaseFacts.None(book.Book);
        foreach (var known in item.Facts)
        {
            var fact = book.Book.FindFact(known.Fact);
            var notKnown = known.Answer == Fact.NotKnown && fact?.Presumed is not null;
            var index = notKnown ? fact!.Presumed!.Value : fact?.IndexOf(known.Answer) ?? -1;
            if (fact is not null && index >= 0)
                facts = facts.With(new GivenFact(fact, index, notKnown));
        }

        if (Decider.Decide(law, day, facts, out var next) is not { } outcome)
        {
            return new ReplayedItem(
                decision.Id, item.Number, item.Verdict, null, Replayed.NeedsAnswer, next!.Id);
        }

        var verdict = outcome.Verdict.Name();
        var same = under is null
            ? CaseDecider.Write(law, facts, outcome) == item.Outcome
            : verdict == item.Verdict;
        return new ReplayedItem(
            decision.Id, item.Number, item.Verdict, verdict,
            same ? Replayed.Same : Replayed.Different, null);
    }

    private async Task<CompiledBook?> OwnAsync(string digest, CancellationToken cancellation)
    {
        if (!books.TryGetValue(digest, out var book))
            books[digest] = book = await BookTexts.CompileAsync(store, digest, cancellation);
        return book;
    }
}

/// <summary>What came of deciding again.</summary>
public enum Replayed
{
    /// <summary>The same: byte for byte under its own book; the same verdict under another.
    /// </summary>
    Same,

    /// <summary>Another outcome.</summary>
    Different,

    /// <summary>The book would ask something that was not asked.</summary>
    NeedsAnswer,

    /// <summary>The store does not hold the book that it was made under.</summary>
    BookMissing,
}

/// <summary>A piece of a decision that was decided again.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Item">The number of the piece.</param>
/// <param name="Was">The verdict that was recorded.</param>
/// <param name="Now">The verdict now.</param>
/// <param name="What">What came of it.</param>
/// <param name="Asks">The fact that would have to be asked.</param>
public sealed record ReplayedItem(
    Guid Decision, int Item, string Was, string? Now, Replayed What, string? Asks);
