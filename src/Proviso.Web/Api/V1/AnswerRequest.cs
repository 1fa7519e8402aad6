using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Rulebook;

namespace Proviso.Web.Api.V1;

/// <summary><c>POST /api/v1/requests/{id}/answers</c>: answers questions of a request.</summary>
internal static class AnswerRequest
{
    internal static async Task HandleAsync(
        HttpContext http, Guid id, ActingStaff acting, Idempotency idempotency,
        RegisterStore store, CaseDecider decider, TimeProvider time)
    {
        var staff = await acting.OfAsync(http);
        var body = await RequestBody.ReadAsync(http);
        var sent = RequestBody.Parse(body, ApiJson.Default.AnswersSent);
        RequestBody.NoNulls(sent.Items);
        var answer = await idempotency.OnceAsync(http, body, staff.Id, async () =>
        {
            var request = await ReadRequest.OpenAsync(http, id, staff, acting, store);
            CheckOpen(request.Value);
            var changed = Apply(
                request.Value, sent, decider.Compiled.Book,
                text => new GivenAnswer(text, staff.Id, time.GetUtcNow()));
            return change =>
            {
                change.Revise(request with { Version = sent.Version }, changed);
                CreateRequest.Mark(change, http, id);
                return Task.FromResult(new WriteAnswer(
                    StatusCodes.Status200OK,
                    CreateRequest.Body(id, sent.Version + 1, changed.Stage)));
            };
        });
        await ApiAnswers.WriteAsync(http, answer);
    }

    internal static void CheckOpen(Request request)
    {
        if (request.Stage is not (RequestStage.Draft or RequestStage.Open))
        {
            throw new ApiProblem(
                StatusCodes.Status409Conflict, "request-decided",
                "This request was decided; make a new one.");
        }
    }

    private static Request Apply(
        Request request, AnswersSent sent, Book book, Func<string, GivenAnswer> given)
    {
        var items = request.Items.ToList();
        foreach (var one in sent.Items ?? [])
        {
            var at = items.FindIndex(i => i.Number == one.Number);
            if (at < 0)
                throw ApiProblem.Malformed("The request has no piece of one of these numbers.");
            items[at] = items[at] with
            {
                Answers = Merge(items[at].Answers, one.Answers, FactScope.Item, book, given),
            };
        }

        return request with
        {
            Answers = Merge(request.Answers, sent.Answers ?? [], FactScope.Request, book, given),
            Items = items,
        };
    }

    private static Dictionary<string, GivenAnswer> Merge(
        IReadOnlyDictionary<string, GivenAnswer> old, Dictionary<string, string> more,
        FactScope about, Book book, Func<string, GivenAnswer> given)
    {
        var merged = new Dictionary<string, GivenAnswer>(old, StringComparer.Ordinal);
        foreach (var (id, answer) in more)
        {
            var fact = CaseAnswers.FactOf(book, id);
            if (fact.About != about)
            {
                throw ApiProblem.Malformed(
                    $"The fact '{fact.Id}' is about the other of request and item; send it there.");
            }

            CaseAnswers.IndexOf(fact, answer);
            merged[fact.Id] = given(answer);
        }

        return merged;
    }
}

/// <summary>Answers as they are sent.</summary>
/// <param name="Version">The version of the request that was read.</param>
/// <param name="Answers">Facts about the request with their answers.</param>
/// <param name="Items">Facts about pieces.</param>
internal sealed record AnswersSent(
    int Version, Dictionary<string, string>? Answers = null,
    IReadOnlyList<ItemAnswersSent>? Items = null);

/// <summary>Answers about a piece.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Answers">Facts with their answers.</param>
internal sealed record ItemAnswersSent(int Number, Dictionary<string, string> Answers);
