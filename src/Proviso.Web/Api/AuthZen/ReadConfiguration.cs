using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Proviso.Web.Api.AuthZen;

/// <summary><c>GET /.well-known/authzen-configuration</c>: where everything is.</summary>
internal static class ReadConfiguration
{
    internal static async Task HandleAsync(HttpContext http)
    {
        var here = $"{http.Request.Scheme}://{http.Request.Host}";
        using var buffer = new MemoryStream();
        using (var w = new Utf8JsonWriter(buffer))
        {
            w.WriteStartObject();
            w.WriteString("policy_decision_point", here);
            w.WriteString("access_evaluation_endpoint", here + AuthZenPaths.Evaluation);
            w.WriteString("access_evaluations_endpoint", here + AuthZenPaths.Evaluations);
            w.WriteString("search_subject_endpoint", here + AuthZenPaths.Subjects);
            w.WriteString("search_resource_endpoint", here + AuthZenPaths.Resources);
            w.WriteString("search_action_endpoint", here + AuthZenPaths.Actions);
            w.WriteStartArray("supported_obligations");
            w.WriteStringValue("custom");
            w.WriteEndArray();
            w.WriteEndObject();
        }

        await ApiAnswers.WriteAsync(http, buffer.ToArray());
    }
}

/// <summary>The addresses that AuthZEN gives its operations.</summary>
internal static class AuthZenPaths
{
    internal const string Evaluation = "/access/v1/evaluation";
    internal const string Evaluations = "/access/v1/evaluations";
    internal const string Subjects = "/access/v1/search/subject";
    internal const string Resources = "/access/v1/search/resource";
    internal const string Actions = "/access/v1/search/action";
    internal const string Configuration = "/.well-known/authzen-configuration";
}
