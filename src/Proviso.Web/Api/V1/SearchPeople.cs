using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.People;

namespace Proviso.Web.Api.V1;

/// <summary><c>POST /api/v1/people/search</c>: people whom a member of staff may see, by name or
/// NHS number. It is a POST so that neither stands in an address.</summary>
internal static class SearchPeople
{
    /// <summary>The most people that are given.</summary>
    internal const int Most = 20;

    private const int LookedAt = 100;
    private const int MaxText = 200;

    internal static async Task HandleAsync(
        HttpContext http, ActingStaff acting, RegisterStore store)
    {
        var staff = await acting.OfAsync(http);
        var sent = RequestBody.Parse(
            await RequestBody.ReadAsync(http), ApiJson.Default.PeopleSought);
        if (sent.Text.Length > MaxText)
            throw ApiProblem.Malformed($"'text' has at most {MaxText} characters.");
        var found = new List<PersonFound>();
        foreach (var person in await store.SearchPeopleAsync(
            sent.Text, LookedAt, http.RequestAborted))
        {
            if (found.Count < Most && await acting.MayAsync(http, staff, person.Id))
                found.Add(PersonFound.Of(person));
        }

        await ApiAnswers.WriteAsync(http, new PeopleFound(found), ApiJson.Default.PeopleFound);
    }
}

/// <summary>Whom to look for.</summary>
/// <param name="Text">An NHS number; or words of names, of each at least three letters.</param>
internal sealed record PeopleSought(string Text);

/// <summary>People.</summary>
/// <param name="People">In the order of their family names.</param>
internal sealed record PeopleFound(IReadOnlyList<PersonFound> People);

/// <summary>A person.</summary>
/// <param name="Id">The id in the register.</param>
/// <param name="Name">The name.</param>
/// <param name="BornOn">The day of birth.</param>
/// <param name="NhsNumber">The NHS number.</param>
internal sealed record PersonFound(Guid Id, string Name, DateOnly? BornOn, string? NhsNumber)
{
    internal static PersonFound Of(Held<Person> person) => new(
        person.Id, person.Value.Name.ToDisplay(), person.Value.BornOn,
        person.Value.NhsNumber?.ToCompact());

    /// <inheritdoc/>
    public override string ToString() => nameof(PersonFound);
}
