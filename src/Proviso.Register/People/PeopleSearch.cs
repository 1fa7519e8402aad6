using Microsoft.EntityFrameworkCore;
using Proviso.Identifiers;
using Proviso.Register.Storage;

namespace Proviso.Register.People;

/// <summary>How staff find people. Names are sealed: what is looked up are keyed hashes of their
/// words and of the first three letters of them; the rest is compared after opening.</summary>
public static class PeopleSearch
{
    /// <summary>The most people that one search gives.</summary>
    public const int MaxLimit = 200;

    /// <summary>The most words of a name that count.</summary>
    public const int MaxWords = 8;

    /// <summary>The most records that one search opens.</summary>
    public const int MaxOpened = 2_000;

    private const int Batch = 200;

    /// <summary>Finds people.</summary>
    /// <param name="store">The register.</param>
    /// <param name="terms">What is known of them.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Those who match everything; first those who have the very words of the name.
    /// </returns>
    /// <exception cref="RegisterException">Nothing to look for was given
    /// (<c>search-empty</c>).</exception>
    public static async Task<PeopleFound> FindAsync(
        RegisterStore store, PeopleTerms terms, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(terms.Limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(terms.Limit, MaxLimit);
        var words = Words.Of(terms.Name ?? "").Take(MaxWords).ToList();
        var exact = Wanted(terms).Concat(words.Select(w => LookUp.By("name", w))).ToList();
        if (exact.Count == 0)
        {
            throw new RegisterException(
                "search-empty", "Give a name, a date of birth or a number to look for.");
        }

        var found = new List<Held<Person>>();
        var more = await CollectAsync(store, exact, words, terms, found, cancellation);
        if (!more && words.Exists(w => w.Length >= Words.BeginningLength))
        {
            var begun = Wanted(terms).Concat(words.Select(w => w.Length < Words.BeginningLength
                ? LookUp.By("name", w)
                : LookUp.By("name", w[..Words.BeginningLength] + "*"))).ToList();
            more = await CollectAsync(store, begun, words, terms, found, cancellation);
        }

        return new PeopleFound(found, more);
    }

    private static IEnumerable<LookUp> Wanted(PeopleTerms terms)
    {
        if (terms.NhsNumber is { } number)
            yield return LookUp.By("nhs-number", number.ToCompact());
        if (terms.LocalNumber is { Length: > 0 } local)
            yield return LookUp.By("local-number", Words.Fold(local));
        if (terms.BornOn is { } day)
            yield return LookUp.By("born", Words.Day(day));
    }

    private static async Task<bool> CollectAsync(
        RegisterStore store, List<LookUp> all, List<string> words, PeopleTerms terms,
        List<Held<Person>> found, CancellationToken cancellation)
    {
        var last = Guid.Empty;
        for (var opened = 0; opened < MaxOpened; opened += Batch)
        {
            var (batch, read, end) = await store.GuardAsync(() =>
                ReadAsync(store, all, last, cancellation));
            foreach (var one in batch.Where(p => Matches(p.Value, words)))
            {
                if (found.Exists(f => f.Id == one.Id))
                    continue;
                if (found.Count == terms.Limit)
                    return true;
                found.Add(one);
            }

            if (read < Batch)
                return false;
            last = end;
        }

        return true;
    }

    private static async Task<(IReadOnlyList<Held<Person>>, int, Guid)> ReadAsync(
        RegisterStore store, List<LookUp> all, Guid after, CancellationToken cancellation)
    {
        var kind = KindAttribute.Of(typeof(Person)).Code;
        await using var db = store.Engine.Connect();
        using var rows = await store.OpenAsync(
            db, () =>
            {
                var people = db.Records.AsNoTracking()
                    .Where(r => r.Kind == kind && r.Until == null && r.Id > after);
                foreach (var one in all)
                {
                    var (name, hash) = (one.Name, store.Keys.Hash(one));
                    people = people.Where(r => db.LookUps
                        .Where(l => l.Name == name && l.Value == hash)
                        .Select(l => l.Record).Contains(r.Id));
                }

                return people.OrderBy(r => r.Id).Take(Batch);
            }, cancellation);
        return (
            rows.Of<Person>(), rows.Rows.Count,
            rows.Rows.Count == 0 ? Guid.Empty : rows.Rows[^1].Id);
    }

    // Every word begins one of the same name, a former one or today's.
    private static bool Matches(Person person, List<string> words) =>
        words.Count == 0 || person.FormerNames.Prepend(person.Name).Any(name =>
        {
            var own = Words.Of($"{name.Family} {name.Given} {name.KnownAs}").ToList();
            return words.TrueForAll(word => own.Exists(o => word.Length < Words.BeginningLength
                ? o == word
                : o.StartsWith(word, StringComparison.Ordinal)));
        });
}

/// <summary>What is known of somebody who is looked for; all of it must match.</summary>
public sealed record PeopleTerms : Hidden
{
    /// <summary>The NHS number.</summary>
    public NhsNumber? NhsNumber { get; init; }

    /// <summary>The organisation's own number.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>Words of a name, today's or a former one, or their beginnings of at least three
    /// letters; in any order, without accents and case.</summary>
    public string? Name { get; init; }

    /// <summary>The day of birth.</summary>
    public DateOnly? BornOn { get; init; }

    /// <summary>How many to give, at most <see cref="PeopleSearch.MaxLimit"/>.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>Who was found.</summary>
/// <param name="People">They.</param>
/// <param name="More">Whether there may be more: give more of the name, or the day of birth.
/// </param>
public sealed record PeopleFound(IReadOnlyList<Held<Person>> People, bool More) : Hidden;
