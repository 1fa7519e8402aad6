using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Organisation;

namespace Proviso.Web.Api.AuthZen;

/// <summary><c>POST /access/v1/search/subject</c>: who may.</summary>
internal static class SearchSubjects
{
    internal static async Task HandleAsync(
        HttpContext http, Searching searching, RegisterStore store)
    {
        var body = await RequestBody.ReadAsync(http, StatusCodes.Status400BadRequest);
        using var document = RequestBody.Parse(body);
        var root = document.RootElement;
        var subject = Entity.Read(Asked.Member(root, "subject"), "subject", false);
        var action = Asked.ReadAction(Asked.Member(root, "action"));
        var resource = Entity.Read(Asked.Member(root, "resource"), "resource", true);
        var caller = ApiClientAuthentication.CallerOf(http);
        await searching.AnswerAsync(http, root, async (from, count) =>
        {
            IReadOnlyList<string> ids = subject.Type switch
            {
                "staff" => [.. (await store.ListAsync<Staff>(
                    new Listing { Skip = from, Take = count }, http.RequestAborted))
                    .Select(s => s.Id.ToString("D"))],
                "system" when from == 0 => [caller.Value.Name],
                _ => [],
            };
            return [.. ids.Select(id => new Searching.Candidate(
                new Asked(
                    subject with { Id = id }, action, resource, Asked.Member(root, "context")),
                w =>
                {
                    w.WriteString("type", subject.Type);
                    w.WriteString("id", id);
                }))];
        });
    }
}
