using Microsoft.AspNetCore.Mvc.RazorPages;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.SignIn;

/// <summary>Says that a role does not include a page.</summary>
[ForEverybody("it says nothing but that")]
internal sealed class NotAllowedModel : PageModel
{
    public void OnGet() => Response.StatusCode = 403;
}
