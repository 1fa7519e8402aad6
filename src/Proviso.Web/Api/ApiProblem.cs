using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Proviso.Web.Api;

/// <summary>A request that the API cannot carry out, with a stable code and words that say what to
/// do. It shows nothing of what was sent.</summary>
internal sealed class ApiProblem(int status, string code, string message) : Exception(message)
{
    /// <summary>The most characters of a request id that is given back.</summary>
    internal const int MaxRequestId = 200;

    private const string RequestId = "X-Request-ID";

    /// <summary>The HTTP status.</summary>
    internal int Status => status;

    /// <summary>The code.</summary>
    internal string Code => code;

    internal static ApiProblem Malformed(string message) => new(400, "body-malformed", message);

    internal static ApiProblem NotFound(string what) =>
        new(404, "not-found", $"There is no {what} of that id here.");

    internal static ApiProblem NoNeedToKnow() => new(
        403, "no-need-to-know", "The member of staff has no relationship with this person that "
        + "lets them do this. They can break the glass in the service itself.");

    /// <summary>Writes it as problem+json (RFC 9457).</summary>
    internal async Task WriteAsync(HttpContext http)
    {
        EchoRequestId(http);
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/problem+json";
        using var buffer = new MemoryStream();
        using (var w = new Utf8JsonWriter(buffer))
        {
            w.WriteStartObject();
            w.WriteString("type", "urn:proviso:problem:" + Code);
            w.WriteString("title", Message);
            w.WriteNumber("status", Status);
            w.WriteString("code", Code);
            w.WriteEndObject();
        }

        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.ToArray());
    }

    /// <summary>Gives back the id that the caller gave its request, where it is plain text.
    /// </summary>
    internal static void EchoRequestId(HttpContext http)
    {
        var id = http.Request.Headers[RequestId];
        if (id.Count == 1 && id[0] is { Length: > 0 and <= MaxRequestId } text
            && text.All(c => c is >= ' ' and <= '~'))
        {
            http.Response.Headers[RequestId] = id;
        }
    }
}
