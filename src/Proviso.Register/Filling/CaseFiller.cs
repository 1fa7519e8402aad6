using Proviso.Register.Cases;
using Proviso.Rulebook;
using Proviso.Rulebook.Deciding;

namespace Proviso.Register.Filling;

/// <summary>Fills the facts of a request from the register.</summary>
public sealed class CaseFiller
{
    private readonly Book book;

    /// <summary>Takes a book, and checks that the two speak of the same facts.</summary>
    /// <param name="book">The book.</param>
    /// <exception cref="RegisterException">This program fills a fact that the book does not have,
    /// or from another entry than the book says; or the book expects a fact to be filled that this
    /// program cannot fill (<c>book-unknown</c>).</exception>
    public CaseFiller(Book book)
    {
        ArgumentNullException.ThrowIfNull(book);
        this.book = book;
        foreach (var (id, filler) in Fillers.All)
        {
            var fact = book.FindFact(id) ?? throw Unknown(
                $"this program fills the fact '{id}', and the book has no such fact");
            if (fact.FilledBy?.Id != filler.Entry)
            {
                throw Unknown($"this program fills the fact '{id}' from '{filler.Entry}', and the "
                    + $"book says '{fact.FilledBy?.Id ?? "nothing"}'");
            }

            if ((fact.About is FactScope.Item) != filler.OfItem is not null)
                throw Unknown($"the fact '{id}' is about the {fact.About} in the book");
        }

        foreach (var fact in book.Facts.Where(f => f.FilledBy is not null))
        {
            if (!Fillers.All.ContainsKey(fact.Id))
            {
                throw Unknown($"the book says that the register fills the fact '{fact.Id}', and "
                    + "this program cannot");
            }
        }
    }

    /// <summary>Reads what the register knows about a request.</summary>
    /// <param name="store">The register.</param>
    /// <param name="request">The request.</param>
    /// <param name="day">The day that is asked about.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The facts of each piece, in the order of the request.</returns>
    /// <exception cref="RegisterException">The person is not in the register.</exception>
    public async Task<IReadOnlyList<FilledItem>> FillAsync(
        RegisterStore store, Held<Request> request, DateOnly day,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(request);
        var entries = await CaseEntries.ReadAsync(store, request, day, cancellation);
        return Fill(entries);
    }

    internal IReadOnlyList<FilledItem> Fill(CaseEntries entries)
    {
        var shared = book.Facts.Where(f => f.About is FactScope.Request)
            .Select(f => Of(f, Fillers.All.GetValueOrDefault(f.Id)?.OfRequest?.Invoke(entries)))
            .OfType<FilledFact>().ToList();
        return [.. entries.Request.Value.Items.Select(item => Merge(
            entries.Request.Value, item,
            [.. shared, .. book.Facts.Where(f => f.About is FactScope.Item)
                .Select(f => Of(
                    f, Fillers.All.GetValueOrDefault(f.Id)?.OfItem?.Invoke(entries, item)))
                .OfType<FilledFact>()]))];
    }

    // A word that the book no longer has says nothing.
    private static FilledFact? Of(Fact fact, Said? said)
    {
        if (said is null || said.From.Count == 0)
            return null;
        return said.Answer is null || fact.IndexOf(said.Answer) < 0
            ? new FilledFact(fact, null, said.From)
            : new FilledFact(fact, said.Answer, said.From);
    }

    // What somebody answered counts before what the register knows, which they were shown.
    private FilledItem Merge(
        Request request, RequestedItem item, IReadOnlyList<FilledFact> filled)
    {
        var facts = CaseFacts.None(book);
        var known = new List<KnownFact>();
        foreach (var fact in book.Facts)
        {
            var answers = fact.About is FactScope.Item ? item.Answers : request.Answers;
            if (answers.TryGetValue(fact.Id, out var given)
                && TryGive(fact, given.Answer, out var told))
            {
                facts = facts.With(told);
                known.Add(new KnownFact(fact.Id, given.Answer, [], given.By, given.At));
            }
            else if (filled.FirstOrDefault(f => f.Fact == fact) is { Answer: { } answer } one
                && TryGive(fact, answer, out var found))
            {
                facts = facts.With(found);
                known.Add(new KnownFact(fact.Id, answer, one.From));
            }
        }

        return new FilledItem(item, facts, known, filled);
    }

    private static bool TryGive(Fact fact, string answer, out GivenFact given)
    {
        var notKnown = answer == Fact.NotKnown && fact.Presumed is not null;
        var index = notKnown ? fact.Presumed!.Value : fact.IndexOf(answer);
        given = new GivenFact(fact, Math.Max(index, 0), notKnown);
        return index >= 0;
    }

    private static RegisterException Unknown(string why) => new(
        "book-unknown", $"The rule book and this program do not fit: {why}. Use the book that came "
        + "with this version.");
}

/// <summary>What is known about one piece of a request.</summary>
/// <param name="Item">The piece.</param>
/// <param name="Facts">For deciding and asking.</param>
/// <param name="Known">The same, each with where it came from.</param>
/// <param name="Filled">What the register says, counted or not; without an answer where its
/// entries conflict.</param>
public sealed record FilledItem(
    RequestedItem Item, CaseFacts Facts, IReadOnlyList<KnownFact> Known,
    IReadOnlyList<FilledFact> Filled) : Hidden;
