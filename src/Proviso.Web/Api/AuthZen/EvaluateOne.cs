using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Access;

namespace Proviso.Web.Api.AuthZen;

/// <summary><c>POST /access/v1/evaluation</c>: one decision.</summary>
internal static class EvaluateOne
{
    internal static async Task HandleAsync(
        HttpContext http, Evaluator evaluator, Answering answering)
    {
        var body = await RequestBody.ReadAsync(http, StatusCodes.Status400BadRequest);
        using var document = RequestBody.Parse(body);
        await answering.AnswerAsync(
            http, body, evaluator, Asked.Read(document.RootElement));
    }
}

/// <summary>Evaluates one and answers it, with a record where that is asked for.</summary>
internal sealed class Answering(
    RegisterStore store, DecisionRecorder records, Idempotency idempotency, TimeProvider time)
{
    /// <summary>Evaluates and answers.</summary>
    internal async Task AnswerAsync(
        HttpContext http, byte[] body, Evaluator evaluator, Asked asked)
    {
        var caller = ApiClientAuthentication.CallerOf(http);
        if (asked.Record)
        {
            await RecordAsync(http, body, evaluator, asked, caller);
            return;
        }

        var evaluated = await evaluator.EvaluateAsync(caller, asked, http.RequestAborted);
        http.Response.ContentType = "application/json";
        EvaluatedJson.Write(http.Response.BodyWriter, evaluated, NewId());
    }

    /// <summary>An id by which an answer can be asked about later.</summary>
    internal Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>Records what was evaluated, if it was decided, and gives the decision's id.
    /// </summary>
    internal async Task<Guid?> AddAsync(
        Change change, Evaluated evaluated, CancellationToken cancellation) =>
        evaluated.Case is { } decided
            ? await records.AddAsync(store, change, decided, cancellation)
            : null;

    private async Task RecordAsync(
        HttpContext http, byte[] body, Evaluator evaluator, Asked asked, Held<ApiClient> caller)
    {
        var answer = await idempotency.OnceAsync(http, body, caller.Id, async () =>
        {
            var evaluated = await evaluator.EvaluateAsync(caller, asked, http.RequestAborted);
            return async change =>
            {
                var buffer = new ArrayBufferWriter<byte>();
                EvaluatedJson.Write(
                    buffer, evaluated, NewId(),
                    await AddAsync(change, evaluated, http.RequestAborted));
                return new WriteAnswer(200, Encoding.UTF8.GetString(buffer.WrittenSpan));
            };
        });
        await ApiAnswers.WriteAsync(http, answer);
    }
}
