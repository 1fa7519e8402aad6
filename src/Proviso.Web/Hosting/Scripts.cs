using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Proviso.Web.Hosting;

/// <summary>The service's own few scripts, out of the program itself. Pages work without them.
/// </summary>
internal static class Scripts
{
    private const string Prefix = "scripts/";

    /// <summary>Serves them to everybody.</summary>
    internal static void MapScripts(this IEndpointRouteBuilder app)
    {
        var assembly = typeof(Scripts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            app.MapGet("/" + name[Prefix.Length..], async context =>
            {
                await using var file = assembly.GetManifestResourceStream(name)!;
                context.Response.Headers.CacheControl = "public, max-age=3600";
                context.Response.ContentType = "text/javascript";
                await file.CopyToAsync(context.Response.Body, context.RequestAborted);
            }).AllowAnonymous();
        }
    }
}
