using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Register.Access;

namespace Proviso.Web.Hosting.Accounts;

/// <summary>Who is signed in where. A session that was ended on one server ends on all, within
/// <see cref="Fresh"/>.</summary>
internal sealed class Sessions(RegisterStore store, WebSettings settings, TimeProvider time)
{
    /// <summary>How long it may take.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private const string Claim = "session";
    private const int DeviceLengthMax = 80;
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset ReadAt, bool Open)> known = [];

    /// <summary>Signs somebody in on this device.</summary>
    internal async Task BeginAsync(HttpContext http, Guid staff)
    {
        var change = store.Begin(staff);
        var agent = http.Request.Headers.UserAgent.ToString();
        var id = change.Add(RegisterStore.Organisation, new Session
        {
            Staff = staff,
            Device = agent.Length > DeviceLengthMax ? agent[..DeviceLengthMax] : agent,
        });
        await change.CommitAsync(http.RequestAborted);
        var identity = new ClaimsIdentity(CookieAuthenticationDefaults.AuthenticationScheme);
        identity.AddClaim(new Claim(SignedIn.Claim, staff.ToString("D")));
        identity.AddClaim(new Claim(Claim, id.ToString("D")));
        await http.SignInAsync(new ClaimsPrincipal(identity));
    }

    /// <summary>Ends this session.</summary>
    internal async Task EndAsync(HttpContext http)
    {
        if (Of(http.User) is { } id)
            await EndAsync(id, http.RequestAborted);
        await http.SignOutAsync();
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    /// <summary>Ends a session, wherever it is.</summary>
    internal async Task EndAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync<Session>(id, cancellation) is not { Value.EndedAt: null } held)
            return;
        var change = store.Begin(held.Value.Staff);
        change.Revise(held, held.Value with { EndedAt = time.GetUtcNow() });
        await change.CommitAsync(cancellation);
        known[id] = (time.GetUtcNow(), false);
    }

    /// <summary>The sessions of somebody that are open.</summary>
    internal async Task<IReadOnlyList<Held<Session>>> OpenOfAsync(
        Guid staff, CancellationToken cancellation) =>
        [.. (await store.SessionsOfAsync(staff, cancellation)).Where(IsOpen)];

    /// <summary>This session.</summary>
    internal static Guid? Of(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(Claim), out var id) ? id : null;

    /// <summary>Refuses a cookie whose session has ended.</summary>
    internal async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (Of(context.Principal!) is not { } id || !await IsOpenAsync(id))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }

    private async Task<bool> IsOpenAsync(Guid id)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(id, out var read) && now - read.ReadAt < Fresh)
            return read.Open;
        var open = await store.FindAsync<Session>(id) is { } held && IsOpen(held);
        if (known.Count > 10_000)
            known.Clear();
        known[id] = (now, open);
        return open;
    }

    private bool IsOpen(Held<Session> held)
    {
        // A revised session keeps the id, whose first part is the time at which it began.
        return held.Value.EndedAt is null && held.At + settings.SessionMax > time.GetUtcNow();
    }
}
