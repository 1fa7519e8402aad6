using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Proviso.Register;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Shared;

/// <summary>What is shown when something cannot be done.</summary>
[ForEverybody("it says nothing but that something went wrong")]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class ProblemModel : PageModel
{
    public string Heading { get; private set; } = "Sorry, there is a problem with the service";

    public string Words { get; private set; } =
        "Try again. If it goes on, tell whoever runs the service. Nothing was half saved.";

    public void OnGet(int? status) => Say(status);

    public void OnPost(int? status) => Say(status);

    private void Say(int? status)
    {
        var error = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is RegisterException known)
        {
            Words = known.Message;
            return;
        }

        (Heading, Words) = status switch
        {
            404 => ("Page not found", "Check the address, or go to the home page and start from "
                + "there. What you look for may have been destroyed."),
            400 => ("The form could not be read", "It was open for too long, or was changed on "
                + "its way. Go back, load the page again and send it once more."),
            403 => ("You may not see this", "Your role does not include it. If your work needs it, "
                + "ask your manager for access; do not use somebody else's."),
            413 => ("That is too large", "The most that can be sent at once is 30 MB."),
            _ => (Heading, Words),
        };
    }
}
