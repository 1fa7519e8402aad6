using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proviso.DesignSystem;

namespace Gallery;

/// <summary>
/// A real server on a free port of the loopback address, with a strict content security policy: no
/// script but the server's own, no style but the server's own and what carries the nonce.
/// </summary>
public sealed class GalleryApp : IAsyncDisposable
{
    /// <summary>The request's item that holds the nonce.</summary>
    public const string NonceItem = "nonce";

    private readonly WebApplication _app;

    private GalleryApp(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts it.</summary>
    public static async Task<GalleryApp> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(GalleryApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorPages();
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Items[NonceItem] = nonce;
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
                + "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            await next(context);
        });
        app.MapDesignSystemAssets();
        app.MapRazorPages();
        await app.StartAsync();
        return new GalleryApp(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
