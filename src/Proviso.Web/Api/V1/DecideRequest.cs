using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Rulebook;
using Proviso.Web.Features.Requests.DecideRequest;
using Proviso.Web.Hosting;

namespace Proviso.Web.Api.V1;

/// <summary><c>POST /api/v1/requests/{id}/decisions</c>: takes the decision of the book.</summary>
internal static class DecideRequest
{
    internal static async Task HandleAsync(
        HttpContext http, Guid id, ActingStaff acting, Idempotency idempotency,
        RegisterStore store, CaseDecider decider, Roster roster, TimeProvider time)
    {
        var staff = await acting.OfAsync(http);
        var body = await RequestBody.ReadAsync(http);
        var sent = RequestBody.Parse(body, ApiJson.Default.VersionSent);
        var answer = await idempotency.OnceAsync(http, body, staff.Id, async () =>
        {
            var request = await ReadRequest.OpenAsync(http, id, staff, acting, store);
            AnswerRequest.CheckOpen(request.Value);
            var pieces = await DecideAsync(store, decider, roster, request, http.RequestAborted);
            CheckPurpose(http, pieces);
            return async change =>
            {
                var decision = await decider.RecordAsync(
                    store, change, request, roster.Today, [.. pieces.Select(p => p.Item)], null,
                    http.RequestAborted);
                Duties.AddTasks(
                    change, request, [.. pieces.Select(p => p.Outcome)], time.GetUtcNow());
                change.Revise(
                    request with { Version = sent.Version },
                    request.Value with { Stage = DecidedPiece.StageAfter(pieces) });
                CreateRequest.Mark(change, http, decision);
                return new WriteAnswer(
                    StatusCodes.Status201Created,
                    $$"""{"id":"{{decision:D}}","request":"{{id:D}}"}""");
            };
        });
        await ApiAnswers.WriteAsync(http, answer);
    }

    private static async Task<IReadOnlyList<DecidedPiece>> DecideAsync(
        RegisterStore store, CaseDecider decider, Roster roster, Held<Request> request,
        CancellationToken cancellation)
    {
        var filled = await decider.Filler.FillAsync(store, request, roster.Today, cancellation);
        return filled.Count > 0 && DecidedPiece.All(decider, filled, roster.Today) is { } pieces
            ? pieces
            : throw new ApiProblem(
                StatusCodes.Status409Conflict, "fact-needed",
                "A question is still open: read the request for the next one.");
    }

    private static void CheckPurpose(HttpContext http, IReadOnlyList<DecidedPiece> pieces)
    {
        var purpose = pieces[0].Item.Facts.FirstOrDefault(f => f.Fact == "purpose")?.Answer;
        if (!ApiClientAuthentication.CallerOf(http).Value.MayPurpose(purpose))
            throw DecideFacts.Purpose();
    }
}

/// <summary>Which version is meant.</summary>
/// <param name="Version">The version of the request that was read.</param>
internal sealed record VersionSent(int Version);
