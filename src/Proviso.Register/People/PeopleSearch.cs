using System.Globalization;
using Proviso.Identifiers;

namespace Proviso.Register.People;

/// <summary>Finds people as staff look for them.</summary>
public static class PeopleSearch
{
    private const int Candidates = 500;

    private static readonly string[] DayFormats = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy"];

    /// <summary>Finds people by NHS number, day of birth or name.</summary>
    /// <param name="store">The register.</param>
    /// <param name="text">An NHS number; a day of birth such as 1942-03-17 or 17/3/1942; or words
    /// of names, of each of which at least the first three letters.</param>
    /// <param name="limit">The most that are given.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>In the order of the family name. More than <paramref name="limit"/> may match; of
    /// a beginning that very many share, some may be missed until another word is given.</returns>
    public static async Task<IReadOnlyList<Held<Person>>> SearchPeopleAsync(
        this RegisterStore store, string text, int limit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(text);
        if (NhsNumber.TryParse(text.AsSpan().Trim(), out var number))
        {
            return await store.FindByAsync<Person>(
                LookUp.By("nhs-number", number.ToCompact()), limit, cancellation);
        }

        if (DateOnly.TryParseExact(
            text.Trim(), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var born))
        {
            return InOrder(await store.FindByAsync<Person>(
                LookUp.By("born", Words.Day(born)), limit, cancellation));
        }

        var words = Words.Of(text).Where(w => w.Length >= Words.BeginningLength).ToList();
        if (words.Count == 0)
            return [];
        var longest = words.MaxBy(w => w.Length)!;
        var found = await store.FindByAsync<Person>(
            LookUp.By("name", longest[..Words.BeginningLength] + "*"), Candidates, cancellation);
        if (found.Count == Candidates)
        {
            found = [.. (await store.FindByAsync<Person>(
                LookUp.By("name", longest), Candidates, cancellation)).Concat(found)
                .DistinctBy(p => p.Id)];
        }

        return
        [
            .. InOrder(found.Where(p => words.TrueForAll(w => HasName(p.Value, w)))).Take(limit),
        ];
    }

    private static IReadOnlyList<Held<Person>> InOrder(IEnumerable<Held<Person>> people) =>
    [
        .. people.OrderBy(p => p.Value.Name.Family, StringComparer.OrdinalIgnoreCase)
            .ThenBy(p => p.Value.Name.Given, StringComparer.OrdinalIgnoreCase),
    ];

    private static bool HasName(Person person, string beginning) =>
        person.FormerNames.Prepend(person.Name)
            .SelectMany(n => Words.Of($"{n.Family} {n.Given} {n.KnownAs}"))
            .Any(w => w.StartsWith(beginning, StringComparison.Ordinal));
}
