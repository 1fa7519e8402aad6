using Proviso.Identifiers;

namespace Proviso.Register.People;

/// <summary>Finds people as staff look for them.</summary>
public static class PeopleSearch
{
    private const int Candidates = 500;

    /// <summary>Finds people by NHS number, or by name.</summary>
    /// <param name="store">The register.</param>
    /// <param name="text">An NHS number; or words of names, of each of which at least the first
    /// three letters.</param>
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
            .. found.Where(p => words.TrueForAll(w => HasName(p.Value, w)))
                .OrderBy(p => p.Value.Name.Family, StringComparer.OrdinalIgnoreCase)
                .ThenBy(p => p.Value.Name.Given, StringComparer.OrdinalIgnoreCase).Take(limit),
        ];
    }

    private static bool HasName(Person person, string beginning) =>
        person.FormerNames.Prepend(person.Name)
            .SelectMany(n => Words.Of($"{n.Family} {n.Given} {n.KnownAs}"))
            .Any(w => w.StartsWith(beginning, StringComparison.Ordinal));
}
