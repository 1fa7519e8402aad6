using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Items;
using Proviso.Register.People;

namespace Proviso.Web.Api.AuthZen;

/// <summary><c>POST /access/v1/search/resource</c>: what somebody may act on. Items are searched
/// within a person (<c>resource.properties.person</c>), requests among those that a member of
/// staff handles.</summary>
internal static class SearchResources
{
    internal static async Task HandleAsync(
        HttpContext http, Searching searching, RegisterStore store)
    {
        var body = await RequestBody.ReadAsync(http, StatusCodes.Status400BadRequest);
        using var document = RequestBody.Parse(body);
        var root = document.RootElement;
        var subject = Entity.Read(Asked.Member(root, "subject"), "subject", true);
        var action = Asked.ReadAction(Asked.Member(root, "action"));
        var resource = Entity.Read(Asked.Member(root, "resource"), "resource", false);
        var list = Lister(store, subject, resource, http.RequestAborted);
        await searching.AnswerAsync(http, root, async (from, count) =>
            [.. (await list(from, count)).Select(id => id.ToString("D")).Select(id =>
                new Searching.Candidate(
                    new Asked(
                        subject, action, resource with { Id = id }, Asked.Member(root, "context")),
                    w =>
                    {
                        w.WriteString("type", resource.Type);
                        w.WriteString("id", id);
                    }))]);
    }

    private static Func<int, int, Task<IEnumerable<Guid>>> Lister(
        RegisterStore store, Entity subject, Entity resource, CancellationToken cancellation)
    {
        switch (resource.Type)
        {
            case "person":
                return async (from, count) => (await store.ListAsync<Person>(
                    new Listing { Skip = from, Take = count }, cancellation)).Select(p => p.Id);
            case "item":
                var person = Asked.Member(resource.More, "person");
                if (person.ValueKind != JsonValueKind.String
                    || !person.TryGetGuid(out var owner))
                {
                    throw ApiProblem.Malformed(
                        "Items are searched within a person: send 'resource.properties.person'.");
                }

                return async (from, count) => (await store.ListAsync<Item>(
                    new Listing { Owner = owner, Skip = from, Take = count }, cancellation))
                    .Select(i => i.Id);
            case "request" when subject.Type == "staff"
                && Guid.TryParseExact(subject.Id, "D", out var staff):
                return async (from, count) => (await store.RequestsOfAsync(staff, cancellation))
                    .Skip(from).Take(count).Select(r => r.Id);
            default:
                return (_, _) => Task.FromResult(Enumerable.Empty<Guid>());
        }
    }
}
