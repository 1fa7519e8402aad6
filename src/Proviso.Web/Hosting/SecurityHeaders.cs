using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Proviso.Web.Hosting;

/// <summary>
/// The headers of every answer (OWASP Secure Headers): nothing from elsewhere, no script or style
/// in the page without the nonce of this answer, no frame, no address given away, and nothing kept
/// in a cache.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly object NonceKey = new();

    /// <summary>The nonce of this answer.</summary>
    internal static string NonceOf(HttpContext context) =>
        (string)(context.Items[NonceKey] ??=
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Adds the headers.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var nonce = NonceOf(context);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; "
            + $"style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] =
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers.CacheControl = "no-store";
        return next(context);
    }
}
