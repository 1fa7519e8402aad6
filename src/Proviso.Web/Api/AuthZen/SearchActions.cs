using Microsoft.AspNetCore.Http;

namespace Proviso.Web.Api.AuthZen;

/// <summary><c>POST /access/v1/search/action</c>: what somebody may do.</summary>
internal static class SearchActions
{
    internal static async Task HandleAsync(HttpContext http, Searching searching)
    {
        var body = await RequestBody.ReadAsync(http, StatusCodes.Status400BadRequest);
        using var document = RequestBody.Parse(body);
        var root = document.RootElement;
        var subject = Entity.Read(Asked.Member(root, "subject"), "subject", true);
        var resource = Entity.Read(Asked.Member(root, "resource"), "resource", true);
        await searching.AnswerAsync(http, root, (from, count) =>
            Task.FromResult<IReadOnlyList<Searching.Candidate>>(
            [
                .. Evaluator.Actions.Skip(from).Take(count).Select(action =>
                    new Searching.Candidate(
                        new Asked(subject, action, resource, Asked.Member(root, "context")),
                        w => w.WriteString("name", action))),
            ]));
    }
}
