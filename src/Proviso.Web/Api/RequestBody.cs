using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Proviso.Web.Api;

/// <summary>Reads JSON bodies, within limits.</summary>
internal static class RequestBody
{
    /// <summary>The most bytes of a body.</summary>
    internal const int MaxBytes = 1_000_000;

    /// <summary>The most objects and arrays inside each other.</summary>
    internal const int MaxDepth = 32;

    // Members twice would mean one thing to this program and another to the caller's.
    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = MaxDepth, AllowDuplicateProperties = false,
    };

    /// <summary>Reads the body.</summary>
    /// <param name="http">The request.</param>
    /// <param name="wrongType">The status for a body of another media type than JSON.</param>
    /// <exception cref="ApiProblem">It is empty, too long, no UTF-8 or says it is no JSON.
    /// </exception>
    internal static async Task<byte[]> ReadAsync(
        HttpContext http, int wrongType = StatusCodes.Status415UnsupportedMediaType)
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new ApiProblem(
                wrongType, "content-type-wrong",
                "Send the body as Content-Type: application/json.");
        }

        if (http.Request.ContentLength > MaxBytes)
            throw TooLong();
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > MaxBytes)
                throw TooLong();
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var body = read.Buffer.ToArray();
            reader.AdvanceTo(read.Buffer.End);
            if (body.Length == 0)
                throw ApiProblem.Malformed("The body is empty; send a JSON object.");
            return Utf8.IsValid(body)
                ? body
                : throw ApiProblem.Malformed("The body is not UTF-8.");
        }
    }

    /// <summary>The body as a JSON object; the caller disposes it.</summary>
    /// <exception cref="ApiProblem">It is not one.</exception>
    internal static JsonDocument Parse(byte[] body)
    {
        try
        {
            var document = JsonDocument.Parse(body, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            throw ApiProblem.Malformed("The body is not a JSON object.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw ApiProblem.Malformed(
                $"The body is not JSON, has a member twice, or is nested deeper than {MaxDepth}.");
        }
    }

    /// <summary>The body as what an operation takes.</summary>
    /// <exception cref="ApiProblem">It is not that.</exception>
    internal static T Parse<T>(byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type)
                ?? throw ApiProblem.Malformed("The body is null.");
        }
        catch (JsonException e)
        {
            throw ApiProblem.Malformed(
                "The body is not what this operation takes, see /openapi/v1.json; the first "
                + $"difference is on line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
    }

    /// <summary>Refuses a list with a null in it, which the reader lets through.</summary>
    internal static void NoNulls<T>(IReadOnlyList<T>? list)
        where T : class
    {
        if (list?.Any(one => one is null) == true)
            throw ApiProblem.Malformed("An array holds a null.");
    }

    private static ApiProblem TooLong() => new(
        StatusCodes.Status413PayloadTooLarge, "body-too-large",
        $"A body has at most {MaxBytes} bytes.");
}
