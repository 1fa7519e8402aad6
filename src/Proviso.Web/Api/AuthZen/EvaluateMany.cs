using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Access;

namespace Proviso.Web.Api.AuthZen;

/// <summary><c>POST /access/v1/evaluations</c>: several decisions at once.</summary>
internal static class EvaluateMany
{
    /// <summary>The most evaluations of one request.</summary>
    internal const int Most = 1_000;

    private enum Semantic
    {
        ExecuteAll,
        DenyOnFirstDeny,
        PermitOnFirstPermit,
    }

    internal static async Task HandleAsync(
        HttpContext http, Evaluator evaluator, Answering answering, Idempotency idempotency)
    {
        var body = await RequestBody.ReadAsync(http, StatusCodes.Status400BadRequest);
        using var document = RequestBody.Parse(body);
        var root = document.RootElement;
        var many = Asked.Member(root, "evaluations");
        if (many.ValueKind == JsonValueKind.Undefined
            || (many.ValueKind == JsonValueKind.Array && many.GetArrayLength() == 0))
        {
            await answering.AnswerAsync(http, body, evaluator, Asked.Read(root));
            return;
        }

        if (many.ValueKind != JsonValueKind.Array || many.GetArrayLength() > Most)
            throw ApiProblem.Malformed($"'evaluations' has to be an array of at most {Most}.");
        CheckDefaults(root);
        var semantic = ReadSemantic(root);
        var caller = ApiClientAuthentication.CallerOf(http);
        var answers = await EvaluateAsync(
            caller, root, many, semantic, evaluator, http.RequestAborted);
        if (!answers.Exists(a => a.Case is not null))
        {
            await ApiAnswers.WriteAsync(http, Write(answers, answering, null));
            return;
        }

        await ApiAnswers.WriteAsync(http, await idempotency.OnceAsync(
            http, body, caller.Id, () => Task.FromResult<Func<Change, Task<WriteAnswer>>>(
                async change =>
                {
                    var recorded = new List<Guid?>();
                    foreach (var one in answers)
                        recorded.Add(await answering.AddAsync(change, one, http.RequestAborted));
                    var json = Write(answers, answering, recorded);
                    return new WriteAnswer(200, Encoding.UTF8.GetString(json));
                })));
    }

    private static async Task<List<Evaluated>> EvaluateAsync(
        Held<ApiClient> caller, JsonElement root, JsonElement many, Semantic semantic,
        Evaluator evaluator, CancellationToken cancellation)
    {
        var answers = new List<Evaluated>();
        foreach (var one in many.EnumerateArray())
        {
            var evaluated = await EvaluateAsync(caller, one, root, evaluator, cancellation);
            answers.Add(evaluated);
            if ((semantic == Semantic.DenyOnFirstDeny && !evaluated.Decision)
                || (semantic == Semantic.PermitOnFirstPermit && evaluated.Decision))
            {
                break;
            }
        }

        return answers;
    }

    // What is wrong with one of them is a refusal of that one.
    private static async ValueTask<Evaluated> EvaluateAsync(
        Held<ApiClient> caller, JsonElement one, JsonElement root, Evaluator evaluator,
        CancellationToken cancellation)
    {
        try
        {
            return await evaluator.EvaluateAsync(caller, Asked.Read(one, root), cancellation);
        }
        catch (ApiProblem e)
        {
            return Evaluated.Failed(e.Status, e.Code, e.Message);
        }
    }

    private static byte[] Write(
        List<Evaluated> answers, Answering answering, List<Guid?>? recorded)
    {
        var buffer = new ArrayBufferWriter<byte>();
        EvaluatedJson.Add(buffer, "{\"evaluations\":["u8);
        for (var i = 0; i < answers.Count; i++)
        {
            if (i > 0)
                EvaluatedJson.Add(buffer, ","u8);
            EvaluatedJson.Write(buffer, answers[i], answering.NewId(), recorded?[i]);
        }

        EvaluatedJson.Add(buffer, "]}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    // A default of the wrong type is wrong for the whole request, whichever items use it.
    private static void CheckDefaults(JsonElement root)
    {
        foreach (var name in (string[])["subject", "resource"])
        {
            if (Asked.Member(root, name) is { ValueKind: not JsonValueKind.Undefined } entity)
                Entity.Read(entity, name, true);
        }

        if (Asked.Member(root, "action") is { ValueKind: not JsonValueKind.Undefined } action)
            Asked.ReadAction(action);
        if (Asked.Member(root, "context").ValueKind
            is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            throw ApiProblem.Malformed("'context' has to be an object.");
        }
    }

    private static Semantic ReadSemantic(JsonElement root)
    {
        var options = Asked.Member(root, "options");
        if (options.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            throw ApiProblem.Malformed("'options' has to be an object.");
        var semantic = Asked.Member(options, "evaluations_semantic");
        return semantic.ValueKind switch
        {
            JsonValueKind.Undefined => Semantic.ExecuteAll,
            JsonValueKind.String when semantic.ValueEquals("execute_all"u8) => Semantic.ExecuteAll,
            JsonValueKind.String when semantic.ValueEquals("deny_on_first_deny"u8) =>
                Semantic.DenyOnFirstDeny,
            JsonValueKind.String when semantic.ValueEquals("permit_on_first_permit"u8) =>
                Semantic.PermitOnFirstPermit,
            _ => throw ApiProblem.Malformed(
                "'options.evaluations_semantic' has to be execute_all, deny_on_first_deny or "
                + "permit_on_first_permit."),
        };
    }
}
