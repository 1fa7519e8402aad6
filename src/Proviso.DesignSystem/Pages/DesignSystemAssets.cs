using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Proviso.DesignSystem;

/// <summary>Where the browser finds style sheet, script and icon.</summary>
public static class DesignSystemAssets
{
    /// <summary>
    /// The folder, named after its content: what lies in it never changes and may be kept for ever.
    /// </summary>
    public static string Folder { get; } =
        "/_content/Proviso.DesignSystem/" + AssetVersion.Folder;

    /// <summary>
    /// Lets browsers keep the folder's files for a year without asking again. Stands before
    /// <c>MapStaticAssets</c>, which serves them, compressed where the browser can take that.
    /// </summary>
    public static IApplicationBuilder UseLastingAssets(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Folder, StringComparison.Ordinal))
            {
                context.Response.OnStarting(() =>
                {
                    if (context.Response.StatusCode
                        is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                    {
                        context.Response.Headers.CacheControl =
                            "public, max-age=31536000, immutable";
                    }

                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
}
