using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Proviso.DesignSystem;

/// <summary>
/// Style sheet, scripts and pictures. They lie inside the program, compressed as well, so that they
/// travel small and a server needs no folder beside it.
/// </summary>
public static class DesignSystemAssets
{
    private const string Prefix = "assets/";

    private static readonly (string Coding, string Extension)[] Codings =
        [("br", ".br"), ("gzip", ".gz"), ("identity", "")];

    /// <summary>
    /// The folder's address, named after its content: what lies in it never changes and may be kept
    /// for ever.
    /// </summary>
    public static string Folder { get; } =
        "/_content/Proviso.DesignSystem/" + AssetVersion.Folder;

    /// <summary>Serves the folder. Everybody may have it, also who is not signed in.</summary>
    public static IEndpointConventionBuilder MapDesignSystemAssets(
        this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Folder + "/{**name}", [HttpMethods.Get, HttpMethods.Head], SendAsync);

    private static async Task SendAsync(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["name"] ?? "";
        var wanted = context.Request.GetTypedHeaders().AcceptEncoding;
        var (coding, extension) = Codings.First(known =>
            known.Extension.Length == 0 || wanted.Any(asked =>
                asked.Value.Equals(known.Coding, StringComparison.OrdinalIgnoreCase)
                && asked.Quality is not 0));
        await using var file = typeof(DesignSystemAssets).Assembly
            .GetManifestResourceStream(Prefix + name + extension);
        if (file is null || !Types.TryGetContentType(name, out var type))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.ContentType = type;
        headers.ContentLength = file.Length;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (extension.Length > 0)
            headers.ContentEncoding = coding;
        if (HttpMethods.IsGet(context.Request.Method))
            await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static FileExtensionContentTypeProvider Types { get; } = new();
}
