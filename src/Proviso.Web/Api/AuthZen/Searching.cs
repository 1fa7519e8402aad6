using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Proviso.Web.Api.AuthZen;

/// <summary>What the three searches share: candidates are evaluated one by one, and those that are
/// permitted are given, in pages.</summary>
internal sealed class Searching(Evaluator evaluator)
{
    /// <summary>The most results of a page.</summary>
    internal const int MaxPage = 100;

    /// <summary>How many candidates are looked at for one page; it may then hold fewer results than
    /// asked for, and its token leads on.</summary>
    internal const int MaxLookedAt = 200;

    private const int DefaultPage = 50;

    /// <summary>One candidate: what is evaluated, and how it is written when permitted.</summary>
    internal sealed record Candidate(Asked Asked, Action<Utf8JsonWriter> Write);

    /// <summary>Searches and answers.</summary>
    /// <param name="http">The request.</param>
    /// <param name="root">Its body.</param>
    /// <param name="candidates">Gives candidates: from which place on, and at most how many; fewer
    /// at the end.</param>
    internal async Task AnswerAsync(
        HttpContext http, JsonElement root,
        Func<int, int, Task<IReadOnlyList<Candidate>>> candidates)
    {
        var caller = ApiClientAuthentication.CallerOf(http);
        var (from, limit) = ReadPage(root, out var digest);
        var results = new List<Candidate>();
        var (at, end) = (from, false);
        while (!end && results.Count < limit && at - from < MaxLookedAt)
        {
            var wanted = Math.Min(DefaultPage, MaxLookedAt - (at - from));
            var some = await candidates(at, wanted);
            end = some.Count < wanted;
            foreach (var one in some)
            {
                if (results.Count == limit)
                {
                    end = false;
                    break;
                }

                at++;
                var evaluated = await evaluator.EvaluateAsync(
                    caller, one.Asked, http.RequestAborted);
                if (evaluated.Decision)
                    results.Add(one);
            }
        }

        var token = end ? "" : Token(at, limit, digest);
        await ApiAnswers.WriteAsync(http, Write(token, results));
    }

    private static byte[] Write(string token, List<Candidate> results)
    {
        using var buffer = new MemoryStream();
        using (var w = new Utf8JsonWriter(buffer))
        {
            w.WriteStartObject();
            w.WriteStartObject("page");
            w.WriteString("next_token", token);
            w.WriteNumber("count", results.Count);
            w.WriteEndObject();
            w.WriteStartArray("results");
            foreach (var one in results)
            {
                w.WriteStartObject();
                one.Write(w);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string Token(int at, int limit, string digest) =>
        string.Create(CultureInfo.InvariantCulture, $"{at}.{limit}.{digest}");

    // A token goes on with the search that gave it, and with no other.
    private static (int From, int Limit) ReadPage(JsonElement root, out string digest)
    {
        var text = new StringBuilder();
        foreach (var name in (string[])["subject", "action", "resource", "context"])
        {
            var part = Asked.Member(root, name);
            text.Append(part.ValueKind == JsonValueKind.Undefined ? "" : part.GetRawText())
                .Append('\n');
        }

        digest = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
        var page = Asked.Member(root, "page");
        if (page.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            throw ApiProblem.Malformed("'page' has to be an object.");
        var limit = Asked.Member(page, "limit");
        var most = DefaultPage;
        if (limit.ValueKind != JsonValueKind.Undefined
            && (limit.ValueKind != JsonValueKind.Number || !limit.TryGetInt32(out most)
                || most < 0))
        {
            throw ApiProblem.Malformed("'page.limit' has to be a whole number, 0 or more.");
        }

        most = Math.Min(most, MaxPage);
        var token = Asked.Member(page, "token");
        if (token.ValueKind == JsonValueKind.Undefined || IsEmpty(token))
            return (0, most);
        var parts = token.ValueKind == JsonValueKind.String ? token.GetString()!.Split('.') : [];
        if (parts.Length != 3 || parts[2] != digest
            || !int.TryParse(
                parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(
                parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            || (limit.ValueKind != JsonValueKind.Undefined && most != before))
        {
            throw new ApiProblem(
                400, "page-token-wrong", "'page.token' is not of this search: send the same "
                + "subject, action, resource, context and limit as before.");
        }

        return (from, Math.Min(before, MaxPage));
    }

    private static bool IsEmpty(JsonElement token) =>
        token.ValueKind == JsonValueKind.String && token.ValueEquals(""u8);
}
