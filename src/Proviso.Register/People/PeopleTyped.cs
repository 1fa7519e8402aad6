using System.Globalization;
using Proviso.Identifiers;

namespace Proviso.Register.People;

/// <summary>Finds people by whatever somebody typed into one field.</summary>
public static class PeopleTyped
{
    private static readonly string[] DayForms = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy"];

    /// <summary>Finds people by NHS number, day of birth or name.</summary>
    /// <param name="store">The register.</param>
    /// <param name="text">An NHS number; a day of birth such as 1942-03-17 or 17/3/1942; or words
    /// of a name, of each of which at least the first three letters.</param>
    /// <param name="limit">The most that are given, at most <see cref="PeopleSearch.MaxLimit"/>.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>In the order of the family name; nobody where nothing was typed.</returns>
    public static async Task<IReadOnlyList<Held<Person>>> SearchPeopleAsync(
        this RegisterStore store, string text, int limit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(text);
        if (!Words.Of(text).Any())
            return [];
        var found = await PeopleSearch.FindAsync(
            store, Terms(text.Trim()) with { Limit = limit }, cancellation);
        return
        [
            .. found.People.OrderBy(p => p.Value.Name.Family, StringComparer.OrdinalIgnoreCase)
                .ThenBy(p => p.Value.Name.Given, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static PeopleTerms Terms(string text)
    {
        if (NhsNumber.TryParse(text, out var number))
            return new PeopleTerms { NhsNumber = number };
        return DateOnly.TryParseExact(
            text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new PeopleTerms { BornOn = day }
            : new PeopleTerms { Name = text };
    }
}
