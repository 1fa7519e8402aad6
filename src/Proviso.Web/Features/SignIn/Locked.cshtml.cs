using Microsoft.AspNetCore.Mvc;
using Proviso.Web.Hosting;
using Proviso.Web.Hosting.Accounts;

namespace Proviso.Web.Features.SignIn;

/// <summary>Where an idle page goes by itself: the session ends, and sign-in leads back.</summary>
[ForEverybody("it ends a session and shows nothing")]
internal sealed class LockedModel(Sessions sessions) : OpenPage
{
    public async Task<IActionResult> OnGetAsync(string? to)
    {
        await sessions.EndAsync(HttpContext);
        return RedirectToPage(
            "/SignIn/Index", new { to = Url.IsLocalUrl(to) ? to : null, idle = true });
    }
}
