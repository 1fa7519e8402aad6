using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proviso.DesignSystem;
using Proviso.Register;
using Proviso.Register.Access;
using Proviso.Register.Cases;
using Proviso.Rulebook.Compiling;
using Proviso.Web.Hosting.Accounts;

namespace Proviso.Web.Hosting;

/// <summary>The web application.</summary>
public static class ProvisoWeb
{
    /// <summary>The most bytes of a request's body.</summary>
    public const int MaxBodyBytes = 30_000_000;

    /// <summary>Builds it. Nothing listens before it is started.</summary>
    /// <param name="settings">What whoever runs it chose.</param>
    /// <param name="store">The register; the caller disposes it after the application.</param>
    /// <param name="book">The rule book.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="RegisterException">The book and the register do not fit, see
    /// <see cref="Register.Filling.CaseFiller"/>.</exception>
    public static WebApplication Build(
        WebSettings settings, RegisterStore store, CompiledBook book, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ProvisoWeb).Assembly.GetName().Name,
        });
        builder.WebHost.UseUrls(settings.Address);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        Register(builder.Services, settings, store, book, time);
        settings.Configure?.Invoke(builder);
        var app = builder.Build();
        Wire(app);
        return app;
    }

    /// <summary>The path at which the first administrator makes an account; null when there are
    /// accounts already, or the service is a demonstration.</summary>
    /// <param name="app">The application.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<string?> InviteFirstAsync(
        WebApplication app, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(app);
        var store = app.Services.GetRequiredService<RegisterStore>();
        if (app.Services.GetRequiredService<WebSettings>().Demo
            || await store.CountAsync<Account>(new Listing(), cancellation) > 0)
        {
            return null;
        }

        return await app.Services.GetRequiredService<Invitations>()
            .MakeAsync(null, RegisterStore.Organisation, cancellation);
    }

    private static void Register(
        IServiceCollection services, WebSettings settings, RegisterStore store,
        CompiledBook book, TimeProvider time)
    {
        services.AddSingleton(settings).AddSingleton(store).AddSingleton(book).AddSingleton(time)
            .AddSingleton(new CaseDecider(book));
        services.AddSingleton<Roster>();
        services.AddScoped<PersonDoor>();
        services.AddHostedService<Sequencing>();
        services.AddRazorPages(options =>
            {
                options.RootDirectory = "/Features";
                options.Conventions.AddFolderApplicationModelConvention("/", WhoMay.Apply);
            })
            .AddApplicationPart(typeof(ProvisoWeb).Assembly);
        services.AddAccounts(settings);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "proviso-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddResponseCompression();
    }

    private static void Wire(WebApplication app)
    {
        app.UseExceptionHandler("/problem");
        app.UseStatusCodePagesWithReExecute("/problem", "?status={0}");
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.MapDesignSystemAssets().AllowAnonymous();
        app.MapScripts();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
    }
}
