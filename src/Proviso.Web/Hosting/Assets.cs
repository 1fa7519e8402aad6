using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Proviso.DesignSystem;

namespace Proviso.Web.Hosting;

/// <summary>Style sheet, script and pictures, out of the program itself.</summary>
internal static class Assets
{
    private const string Prefix = "assets/";

    /// <summary>Serves them. Their folder is named after their content, so browsers may keep
    /// them for ever.</summary>
    internal static void MapAssets(this IEndpointRouteBuilder app)
    {
        var assembly = typeof(DesignSystemAssets).Assembly;
        var types = new FileExtensionContentTypeProvider();
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            types.TryGetContentType(name, out var type);
            app.MapGet("/_content/Proviso.DesignSystem/" + name[Prefix.Length..], context =>
            {
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                context.Response.ContentType = type ?? "application/octet-stream";
                return context.Response.Body.WriteAsync(bytes).AsTask();
            }).AllowAnonymous();
        }
    }
}
