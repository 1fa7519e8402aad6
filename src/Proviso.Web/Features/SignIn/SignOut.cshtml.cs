using Microsoft.AspNetCore.Mvc;
using Proviso.Web.Hosting;
using Proviso.Web.Hosting.Accounts;

namespace Proviso.Web.Features.SignIn;

/// <summary>Signs out, and has the browser forget the pages.</summary>
[ForEverybody("signing out needs nothing")]
internal sealed class SignOutModel(Sessions sessions) : OpenPage
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.EndAsync(HttpContext);
        return LocalRedirect("/sign-out");
    }
}
