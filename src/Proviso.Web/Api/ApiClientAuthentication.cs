using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Proviso.Register;
using Proviso.Register.Access;

namespace Proviso.Web.Api;

/// <summary>Knows API clients by <c>Authorization: Bearer &lt;key id&gt;.&lt;secret&gt;</c>.
/// </summary>
internal sealed class ApiClientAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder,
    ApiCallers callers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>The scheme's name, and that of the policy which asks for it.</summary>
    internal const string SchemeName = "api-client";

    private const string Prefix = "Bearer ";
    private static readonly object Key = new();

    /// <summary>The client whose request it is.</summary>
    internal static Held<ApiClient> CallerOf(HttpContext http) =>
        (Held<ApiClient>)http.Items[Key]!;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count != 1
            || header[0]?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) != true)
        {
            return AuthenticateResult.NoResult();
        }

        var client = await callers.FindAsync(header[0]![Prefix.Length..], Context.RequestAborted);
        if (client is null)
            return AuthenticateResult.Fail("unknown key");
        Context.Items[Key] = client;
        return AuthenticateResult.Success(new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity(SchemeName)), SchemeName));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"proviso\"";
        return new ApiProblem(
            StatusCodes.Status401Unauthorized, "key-needed",
            "Send Authorization: Bearer and a key that is valid.").WriteAsync(Context);
    }
}

/// <summary>Finds clients by their keys, and remembers them for a few seconds: after that a key
/// that was ended or a client that was shut out counts nowhere any more.</summary>
internal sealed class ApiCallers(RegisterStore store, TimeProvider time)
{
    private const int Most = 1_000;
    private const int KeyIdLength = 16;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (Held<ApiClient>? Client, long At)> known =
        new(StringComparer.Ordinal);

    /// <summary>The client of a key; null when the key is not right or does not count.</summary>
    internal async ValueTask<Held<ApiClient>?> FindAsync(
        string bearer, CancellationToken cancellation)
    {
        var dot = bearer.IndexOf('.', StringComparison.Ordinal);
        if (dot != KeyIdLength)
            return null;
        var id = bearer[..dot];
        if (!known.TryGetValue(id, out var found) || time.GetElapsedTime(found.At) > Fresh)
        {
            found = (await store.FindApiClientAsync(id, cancellation), time.GetTimestamp());
            if (known.Count >= Most)
                known.Clear();
            known[id] = found;
        }

        if (found.Client is not { Value.Disabled: false } client)
            return null;
        var now = time.GetUtcNow();
        foreach (var key in client.Value.Keys)
        {
            if (key.Id == id && key.IsValid(now) && key.Matches(bearer.AsSpan(dot + 1)))
                return client;
        }

        return null;
    }
}
