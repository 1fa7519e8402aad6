using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Proviso.Web.Hosting.Accounts;

/// <summary>Signing in: who, how often, for how long.</summary>
internal static class AccountServices
{
    /// <summary>The rate limit of pages on which somebody may guess.</summary>
    internal const string Guessing = "guessing";

    private const int PasswordLengthMin = 12;
    private const int FailuresMax = 5;
    private const int TriesAMinute = 20;

    internal static IServiceCollection AddAccounts(
        this IServiceCollection services, WebSettings settings)
    {
        services.AddSingleton<Sessions>().AddSingleton<Invitations>();
        services.AddDataProtection().SetApplicationName("proviso");
        services.AddSingleton<ProtectionKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeys>(
            (options, keys) => options.XmlRepository = keys);
        services.AddHttpContextAccessor();
        services.AddIdentityCore<StaffAccount>(identity =>
            {
                identity.Password = new PasswordOptions
                {
                    RequiredLength = PasswordLengthMin, RequireDigit = false,
                    RequireLowercase = false, RequireUppercase = false,
                    RequireNonAlphanumeric = false, RequiredUniqueChars = 1,
                };
                identity.Lockout.MaxFailedAccessAttempts = FailuresMax;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                identity.User.AllowedUserNameCharacters = "";
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddUserStore<AccountStore>().AddPasswordValidator<KnownBadPasswords>()
            .AddSignInManager()
            // The only code that is sent nowhere: those by e-mail and telephone are left out.
            .AddTokenProvider<AuthenticatorTokenProvider<StaffAccount>>(
                TokenOptions.DefaultAuthenticatorProvider);
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => Configure(cookie, settings))
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
            {
                cookie.Cookie.Name = "proviso-step";
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            });
        services.AddAuthorization();
        services.AddRateLimiter(limits => limits
            .AddPolicy(Guessing, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = HttpMethods.IsPost(http.Request.Method)
                        ? TriesAMinute
                        : int.MaxValue,
                    Window = TimeSpan.FromMinutes(1),
                }))
            .RejectionStatusCode = StatusCodes.Status429TooManyRequests);
        return services;
    }

    private static void Configure(CookieAuthenticationOptions cookie, WebSettings settings)
    {
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/not-allowed";
        cookie.ReturnUrlParameter = "to";
        cookie.SlidingExpiration = true;
        cookie.ExpireTimeSpan = settings.IdleLock;
        cookie.Cookie.Name = "proviso";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Events.OnValidatePrincipal = context =>
            context.HttpContext.RequestServices.GetRequiredService<Sessions>()
                .ValidateAsync(context);
    }
}
