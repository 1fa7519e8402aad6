using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Proviso.Register;
using Proviso.Register.Organisation;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;
using Proviso.Web.Hosting.Accounts;

namespace Proviso.Web.Features.SignIn;

/// <summary>Signs a member of staff in: with a passkey, or with a password and a code.</summary>
[ForEverybody("nobody is signed in yet")]
[EnableRateLimiting(AccountServices.Guessing)]
internal sealed class IndexModel(
    RegisterStore store, Roster roster, WebSettings settings, Sessions sessions,
    UserManager<StaffAccount> users, SignInManager<StaffAccount> signIn) : OpenPage
{
    public WebSettings Settings => settings;

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Idle { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public string PasskeyOptions { get; private set; } = "";

    public IReadOnlyList<(Guid Id, string Name, string What)> People { get; private set; } = [];

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync(string? password)
    {
        if (string.IsNullOrWhiteSpace(Email))
            ModelState.AddModelError("email", "Enter your e-mail address");
        if (string.IsNullOrEmpty(password))
            ModelState.AddModelError("password", "Enter your password");
        if (!ModelState.IsValid)
            return await AgainAsync();
        var user = await users.FindByNameAsync(Email!);
        var result = user is null
            ? Microsoft.AspNetCore.Identity.SignInResult.Failed
            : await signIn.CheckPasswordSignInAsync(user, password!, lockoutOnFailure: true);
        if (result.IsLockedOut)
        {
            ModelState.AddModelError("email", "There were too many wrong tries. Wait 15 minutes, "
                + "or ask an administrator.");
            return await AgainAsync();
        }

        if (!result.Succeeded)
        {
            ModelState.AddModelError("email", "The e-mail address or the password is not right");
            return await AgainAsync();
        }

        if (!user!.Value.TwoFactor)
            return await InAsync(user);
        await SecondStep.BeginAsync(HttpContext, user);
        return RedirectToPage("/SignIn/Code", new { to = To });
    }

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        var result = string.IsNullOrEmpty(credential)
            ? null
            : await signIn.PerformPasskeyAssertionAsync(credential);
        if (result is not { Succeeded: true })
        {
            ModelState.AddModelError("email", "The passkey was not accepted. Try again, or sign in "
                + "with your password.");
            return await AgainAsync();
        }

        await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return await InAsync(result.User);
    }

    public async Task<IActionResult> OnPostDemoAsync(Guid? staff)
    {
        await ReadAsync();
        if (!settings.Demo || People.All(p => p.Id != staff))
        {
            ModelState.AddModelError("staff", "Choose who you are");
            return Page();
        }

        await sessions.BeginAsync(HttpContext, staff!.Value);
        return LocalRedirect(Url.IsLocalUrl(To) ? To : "/");
    }

    private async Task<IActionResult> InAsync(StaffAccount user)
    {
        if (await roster.FindAsync(user.Value.Staff, HttpContext.RequestAborted) is null)
        {
            ModelState.AddModelError("email", "This account is not in use any more");
            return await AgainAsync();
        }

        await sessions.BeginAsync(HttpContext, user.Value.Staff);
        return LocalRedirect(Url.IsLocalUrl(To) ? To : "/");
    }

    private async Task<IActionResult> AgainAsync()
    {
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        if (!settings.Demo)
        {
            PasskeyOptions = await signIn.MakePasskeyRequestOptionsAsync(null);
            return;
        }

        var people = new List<(Guid, string, string)>();
        var seen = new HashSet<Role>();
        foreach (var one in await store.OfAsync<Staff>(RegisterStore.Organisation))
        {
            if (await roster.FindAsync(one.Id, HttpContext.RequestAborted) is { } found
                && found.Roles.Where(seen.Add).ToList() is [_, ..])
            {
                people.Add((one.Id, one.Value.Name, string.Join(
                    ", ", found.Roles.Select(r => Say.Of(r)))));
            }
        }

        People = people;
    }
}
