using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Cases;

namespace Proviso.Web.Api.V1;

/// <summary><c>GET /api/v1/decisions/{id}</c>: a decision that was recorded.</summary>
internal static class ReadDecision
{
    internal static async Task HandleAsync(
        HttpContext http, Guid id, ActingStaff acting, RegisterStore store)
    {
        var decision = await OpenAsync(http, id, acting, store);
        await ApiAnswers.WriteAsync(
            http,
            new DecisionShown(
                decision.Id, decision.Value.Request, decision.Value.Day,
                decision.Value.BookVersion, decision.Value.BookDigest, decision.At, decision.By,
                [.. decision.Value.Items.Select(DecidedShown.Of)]),
            ApiJson.Default.DecisionShown);
    }

    /// <summary>A decision that may be seen: by a member of staff who may see the person, or by
    /// the client that recorded it about somebody who is not in the register.</summary>
    internal static async Task<Held<Decision>> OpenAsync(
        HttpContext http, Guid id, ActingStaff acting, RegisterStore store)
    {
        var decision = await store.FindAsync<Decision>(id, http.RequestAborted)
            ?? throw ApiProblem.NotFound("decision");
        if (decision.Owner == RegisterStore.Organisation)
        {
            return decision.By == ApiClientAuthentication.CallerOf(http).Id
                ? decision
                : throw ApiProblem.NotFound("decision");
        }

        var staff = await acting.OfAsync(http);
        await acting.EnterAsync(http, staff, decision.Owner);
        return decision;
    }
}

/// <summary>A decision.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Request">The request.</param>
/// <param name="Day">The day whose law was applied.</param>
/// <param name="Book">The version of the book.</param>
/// <param name="BookDigest">The digest of the book's text.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="Items">Piece by piece.</param>
internal sealed record DecisionShown(
    Guid Id, Guid Request, DateOnly Day, string Book, string BookDigest, DateTimeOffset At,
    Guid By, IReadOnlyList<DecidedShown> Items);

/// <summary>What was decided about a piece.</summary>
/// <param name="Number">Its number.</param>
/// <param name="What">What it is.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Adviser">Whom to ask.</param>
/// <param name="Facts">What was known.</param>
/// <param name="Outcome">The outcome, as it is kept.</param>
internal sealed record DecidedShown(
    int Number, string What, string Verdict, string? Adviser, IReadOnlyList<KnownShown> Facts,
    JsonElement Outcome)
{
    internal static DecidedShown Of(DecidedItem item) => new(
        item.Number, item.What, item.Verdict, item.Adviser,
        [.. item.Facts.Select(KnownShown.Of)], JsonElement.Parse(item.Outcome));
}
