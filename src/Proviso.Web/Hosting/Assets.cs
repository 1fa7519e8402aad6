using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Proviso.DesignSystem;

namespace Proviso.Web.Hosting;

/// <summary>Style sheet, script and pictures, out of the program itself.</summary>
internal static class Assets
{
    /// <summary>Serves them. Their folder is named after their content, so browsers may keep
    /// them for ever.</summary>
    internal static void MapAssets(this IEndpointRouteBuilder app)
    {
        Map(app, typeof(DesignSystemAssets).Assembly, "assets/", "/_content/Proviso.DesignSystem/",
            "public, max-age=31536000, immutable");
        Map(app, typeof(Assets).Assembly, "scripts/", "/", "public, max-age=3600");
    }

    private static void Map(
        IEndpointRouteBuilder app, Assembly assembly, string folder, string path, string keep)
    {
        var types = new FileExtensionContentTypeProvider();
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            types.TryGetContentType(name, out var type);
            app.MapGet(path + name[folder.Length..], context =>
            {
                context.Response.Headers.CacheControl = keep;
                context.Response.ContentType = type ?? "application/octet-stream";
                return context.Response.Body.WriteAsync(bytes).AsTask();
            }).AllowAnonymous();
        }
    }
}
