using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.SignIn;

/// <summary>Signs out, and has the browser forget the pages.</summary>
[ForEverybody("signing out needs nothing")]
internal sealed class SignOutModel : PageModel
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync();
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Redirect("/sign-out");
    }
}
