using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Web.Hosting;

namespace Proviso.Web.Api.V1;

/// <summary><c>GET /api/v1/requests/{id}</c>: a request with the next question.</summary>
internal static class ReadRequest
{
    internal static async Task HandleAsync(
        HttpContext http, Guid id, ActingStaff acting, RegisterStore store, CaseDecider decider,
        Roster roster)
    {
        var staff = await acting.OfAsync(http);
        var request = await OpenAsync(http, id, staff, acting, store);
        await acting.EnterAsync(http, staff, request.Owner);
        await ApiAnswers.WriteAsync(
            http,
            await RequestShown.OfAsync(store, decider, roster, request, http.RequestAborted),
            ApiJson.Default.RequestShown);
    }

    /// <summary>A request about a person whom the member of staff may see.</summary>
    /// <exception cref="ApiProblem">There is none, or they may not see the person.</exception>
    internal static async Task<Held<Request>> OpenAsync(
        HttpContext http, Guid id, SignedIn staff, ActingStaff acting, RegisterStore store)
    {
        var request = await store.FindAsync<Request>(id, http.RequestAborted)
            ?? throw ApiProblem.NotFound("request");
        return await acting.MayAsync(http, staff, request.Owner)
            ? request
            : throw ApiProblem.NoNeedToKnow();
    }
}
