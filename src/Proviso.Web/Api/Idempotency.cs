using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Access;

namespace Proviso.Web.Api;

/// <summary>An answer to a write.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON.</param>
internal sealed record WriteAnswer(int Status, string Body);

/// <summary>
/// Does a write once. A caller that names it (<c>Idempotency-Key</c>) and sends it again, because
/// the answer was lost or the request ran twice, gets the first answer; on every server, and for
/// as long as the register is kept.
/// </summary>
internal sealed class Idempotency(RegisterStore store, Recorder recorder)
{
    /// <summary>The most characters of a key.</summary>
    internal const int MaxKey = 200;

    private const string Header = "Idempotency-Key";

    /// <summary>Does it, or answers as the first time.</summary>
    /// <param name="http">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="work">Checks it and gives what writes it; not called for a write that was
    /// done. What it throws is not remembered.</param>
    /// <exception cref="ApiProblem">The key is no key, or was used for something else.</exception>
    internal async Task<WriteAnswer> OnceAsync(
        HttpContext http, byte[] body, Guid by, Func<Task<Func<Change, Task<WriteAnswer>>>> work)
    {
        if (KeyOf(http) is not { } key)
            return await recorder.CommitAsync(by, await work(), http.RequestAborted);
        var caller = ApiClientAuthentication.CallerOf(http);
        var id = IdOf(caller.Id, key);
        byte[] sent = SHA256.HashData(
            [.. Encoding.UTF8.GetBytes($"{http.Request.Path}\n{by:N}\n"), .. body]);
        if (await FindAsync(http, id, sent) is { } first)
            return first;
        try
        {
            var write = await work();
            return await recorder.CommitAsync(by, async change =>
            {
                var answer = await write(change);
                change.AddOnce(id, RegisterStore.Organisation, new ApiAnswer
                {
                    Sent = sent, Status = answer.Status, Body = answer.Body,
                });
                return answer;
            }, http.RequestAborted);
        }
        catch (RegisterException e) when (e.Code is "record-exists" or "changed-meanwhile")
        {
            if (await FindAsync(http, id, sent) is { } other)
                return other;
            throw;
        }
    }

    private async Task<WriteAnswer?> FindAsync(HttpContext http, Guid id, byte[] sent)
    {
        if (await store.FindAsync<ApiAnswer>(id, http.RequestAborted) is not { Value: var first })
            return null;
        if (!first.Sent.AsSpan().SequenceEqual(sent))
        {
            throw new ApiProblem(
                StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused",
                "This Idempotency-Key was used for another request. Use a new one for each.");
        }

        http.Response.Headers["Idempotent-Replayed"] = "true";
        return new WriteAnswer(first.Status, first.Body);
    }

    private static string? KeyOf(HttpContext http)
    {
        var header = http.Request.Headers[Header];
        if (header.Count == 0)
            return null;
        return header.Count == 1 && header[0] is { Length: > 0 and <= MaxKey } key
            && key.All(c => c is > ' ' and <= '~')
            ? key
            : throw new ApiProblem(
                StatusCodes.Status400BadRequest, "idempotency-key-malformed",
                $"An Idempotency-Key has 1 to {MaxKey} visible characters without spaces.");
    }

    // The same for the same client and key on every server.
    private static Guid IdOf(Guid client, string key) => new(
        SHA256.HashData(Encoding.UTF8.GetBytes($"api-answer\n{client:N}\n{key}")).AsSpan(0, 16),
        bigEndian: true);
}
