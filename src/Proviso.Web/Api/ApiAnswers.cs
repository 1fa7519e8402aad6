using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Proviso.Web.Api;

/// <summary>Writes answers as JSON.</summary>
internal static class ApiAnswers
{
    /// <summary>Writes an answer to a write.</summary>
    internal static Task WriteAsync(HttpContext http, WriteAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        return WriteAsync(http, Encoding.UTF8.GetBytes(answer.Body));
    }

    /// <summary>Writes an answer.</summary>
    internal static Task WriteAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type) =>
        WriteAsync(http, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Writes JSON.</summary>
    internal static Task WriteAsync(HttpContext http, byte[] json)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        return http.Response.Body.WriteAsync(json).AsTask();
    }
}
