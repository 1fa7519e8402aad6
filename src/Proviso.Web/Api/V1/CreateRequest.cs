using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Items;
using Proviso.Rulebook;
using Proviso.Web.Hosting;

namespace Proviso.Web.Api.V1;

/// <summary><c>POST /api/v1/requests</c>: somebody asks for information.</summary>
internal static class CreateRequest
{
    internal static async Task HandleAsync(
        HttpContext http, ActingStaff acting, Idempotency idempotency, RegisterStore store,
        CaseDecider decider, TimeProvider time)
    {
        var staff = await acting.OfAsync(http);
        var body = await RequestBody.ReadAsync(http);
        var sent = RequestBody.Parse(body, ApiJson.Default.RequestSent);
        Check(sent, decider.Compiled.Book);
        if (!ApiClientAuthentication.CallerOf(http).Value.MayPurpose(sent.Purpose))
            throw DecideFacts.Purpose();
        var answer = await idempotency.OnceAsync(http, body, staff.Id, async () =>
        {
            var view = await acting.EnterAsync(http, staff, sent.Person);
            var items = await ReadItemsAsync(store, view, sent, http.RequestAborted);
            var request = Make(sent, items, staff, time.GetUtcNow());
            return change =>
            {
                var id = change.Add(sent.Person, request);
                Mark(change, http, id);
                return Task.FromResult(new WriteAnswer(
                    StatusCodes.Status201Created, Body(id, 1, request.Stage)));
            };
        });
        await ApiAnswers.WriteAsync(http, answer);
    }

    /// <summary>Notes in the ledger which client did it for the member of staff.</summary>
    internal static void Mark(Change change, HttpContext http, Guid subject) => change.Note(
        "api.written", subject, ("client", ApiClientAuthentication.CallerOf(http).Id));

    /// <summary>What a change of a request answers.</summary>
    internal static string Body(Guid id, int version, RequestStage stage) =>
        $$"""{"id":"{{id:D}}","version":{{version}},"stage":"{{RequestShown.StageName(stage)}}"}""";

    private static void Check(RequestSent sent, Book book)
    {
        RequestBody.NoNulls(sent.Items);
        if (sent.Items.Count is 0 or > RequestSent.MaxItems)
            throw ApiProblem.Malformed($"'items' has 1 to {RequestSent.MaxItems} pieces.");
        foreach (var (fact, answer) in ((string, string?)[])
            [
                ("requester", sent.Requester), ("purpose", sent.Purpose),
                .. sent.Items.Select(i => ("item-kind", i.ItemKind)),
            ])
        {
            if (answer is not null)
                CaseAnswers.IndexOf(CaseAnswers.FactOf(book, fact), answer);
        }

        var texts = sent.Items.SelectMany(i => new[] { i.What, i.Why })
            .Append(sent.PartyName).Append(sent.Wanted);
        if (texts.Any(t => t?.Length > RequestSent.MaxText))
            throw ApiProblem.Malformed($"A text has at most {RequestSent.MaxText} characters.");
    }

    // An item that may not be seen is as good as not there.
    private static async Task<List<RequestedItem>> ReadItemsAsync(
        RegisterStore store, PersonView view, RequestSent sent, CancellationToken cancellation)
    {
        var none = new Dictionary<string, GivenAnswer>(StringComparer.Ordinal);
        var held = await store.FindAllAsync<Item>(
            [.. sent.Items.Select(i => i.Item).OfType<Guid>().Distinct()], cancellation);
        var items = new List<RequestedItem>();
        foreach (var one in sent.Items)
        {
            if (one.Item is { } id && !held.Any(h => h.Id == id && h.Owner == sent.Person
                && view.MaySee(h.Value.ItemKind)))
            {
                throw ApiProblem.NotFound("item of this person");
            }

            items.Add(new RequestedItem(
                items.Count + 1, one.ItemKind, one.Item, one.What, one.Why, none));
        }

        return items;
    }

    private static Request Make(
        RequestSent sent, List<RequestedItem> items, SignedIn staff, DateTimeOffset now) => new()
        {
            Stage = RequestStage.Open,
            Requester = sent.Requester,
            Party = sent.Party,
            PartyName = sent.PartyName,
            Purpose = sent.Purpose,
            Wanted = sent.Wanted,
            ReceivedAt = sent.ReceivedAt ?? now,
            AnswerBy = sent.AnswerBy,
            HandledBy = staff.Id,
            Team = staff.Staff.Teams is [var team, ..] ? team : null,
            Items = items,
        };
}

/// <summary>A request as it is sent.</summary>
/// <param name="Person">The person in the register.</param>
/// <param name="Items">What is asked for.</param>
/// <param name="Requester">In what capacity they ask: an answer of the fact <c>requester</c>.
/// </param>
/// <param name="Purpose">An answer of the fact <c>purpose</c>.</param>
/// <param name="Party">The related person or recipient in the register.</param>
/// <param name="PartyName">Who they are, by name.</param>
/// <param name="Wanted">What they want, in their words.</param>
/// <param name="ReceivedAt">When it came; null for now.</param>
/// <param name="AnswerBy">When an answer is due.</param>
internal sealed record RequestSent(
    Guid Person, IReadOnlyList<RequestItemSent> Items, string? Requester = null,
    string? Purpose = null, Guid? Party = null, string? PartyName = null, string? Wanted = null,
    DateTimeOffset? ReceivedAt = null, DateTimeOffset? AnswerBy = null)
{
    internal const int MaxItems = 50;
    internal const int MaxText = 2_000;
}

/// <summary>A piece of a request as it is sent.</summary>
/// <param name="What">What it is, in a few words.</param>
/// <param name="ItemKind">An answer of the fact <c>item-kind</c>.</param>
/// <param name="Item">The item in the register.</param>
/// <param name="Why">Why it is needed.</param>
internal sealed record RequestItemSent(
    string What, string? ItemKind = null, Guid? Item = null, string? Why = null);
