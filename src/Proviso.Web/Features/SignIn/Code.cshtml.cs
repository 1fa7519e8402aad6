using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Proviso.Web.Hosting;
using Proviso.Web.Hosting.Accounts;

namespace Proviso.Web.Features.SignIn;

/// <summary>The second step: the code of an authenticator app, or a recovery code.</summary>
[ForEverybody("whoever comes here has given a password and nothing more")]
[EnableRateLimiting(AccountServices.Guessing)]
internal sealed class CodeModel(
    UserManager<StaffAccount> users, Sessions sessions, Roster roster) : OpenPage
{
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await SecondStep.UserAsync(HttpContext, users) is null
            ? LocalRedirect("/sign-in")
            : Page();

    public async Task<IActionResult> OnPostAsync(string? code)
    {
        if (await SecondStep.UserAsync(HttpContext, users) is not { } user)
            return LocalRedirect("/sign-in");
        var typed = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        var locked = await users.IsLockedOutAsync(user);
        var right = !locked && typed.Length > 0 && (
            await users.VerifyTwoFactorTokenAsync(
                user, TokenOptions.DefaultAuthenticatorProvider, typed)
            || (await users.RedeemTwoFactorRecoveryCodeAsync(user, typed)).Succeeded);
        if (!right)
        {
            if (!locked)
                await users.AccessFailedAsync(user);
            ModelState.AddModelError("code", locked
                ? "There were too many wrong tries. Wait 15 minutes, or ask an administrator."
                : "The code is not right. It changes every 30 seconds: take the one shown now.");
            return Page();
        }

        await SecondStep.EndAsync(HttpContext);
        await users.ResetAccessFailedCountAsync(user);
        if (await roster.FindAsync(user.Value.Staff, HttpContext.RequestAborted) is null)
            return LocalRedirect("/sign-in");
        await sessions.BeginAsync(HttpContext, user.Value.Staff);
        return LocalRedirect(Url.IsLocalUrl(To) ? To : "/");
    }
}
