using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.Access;
using Proviso.Web.Hosting;
using Proviso.Web.Hosting.Accounts;

namespace Proviso.Web.Features.YourAccount;

/// <summary>Passkeys, the authenticator app, and where somebody is signed in.</summary>
[StaffOnly]
internal sealed class IndexModel(
    UserManager<StaffAccount> users, SignInManager<StaffAccount> signIn, Sessions sessions)
    : ProvisoPage
{
    private const int RecoveryCodes = 10;
    private StaffAccount? user;

    public Account? Account => user?.Value;

    public string PasskeyOptions { get; private set; } = "";

    public string Key { get; private set; } = "";

    public IReadOnlyList<string> Codes { get; private set; } = [];

    public IReadOnlyList<Held<Session>> Open { get; private set; } = [];

    public Guid? Current => Sessions.Of(User);

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        await ReadAsync();
        var result = user is null || string.IsNullOrEmpty(credential)
            ? null
            : await signIn.PerformPasskeyAttestationAsync(credential);
        if (result is not { Succeeded: true })
        {
            ModelState.AddModelError("passkey", "The passkey could not be added. Try again.");
            return Page();
        }

        await users.AddOrUpdatePasskeyAsync(user!, result.Passkey);
        return LocalRedirect("/account");
    }

    public async Task<IActionResult> OnPostAuthenticatorAsync(string? code)
    {
        await ReadAsync();
        if (user is null)
            return LocalRedirect("/account");
        var typed = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (!await users.VerifyTwoFactorTokenAsync(
            user, TokenOptions.DefaultAuthenticatorProvider, typed))
        {
            ModelState.AddModelError("code",
                "The code is not right. It changes every 30 seconds: take the one shown now.");
            return Page();
        }

        await users.SetTwoFactorEnabledAsync(user, true);
        Codes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? []];
        return Page();
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        await ReadAsync();
        foreach (var session in Open)
            await sessions.EndAsync(session.Id, HttpContext.RequestAborted);
        await sessions.EndAsync(HttpContext);
        return LocalRedirect("/sign-out");
    }

    private async Task ReadAsync()
    {
        Open = await sessions.OpenOfAsync(Staff.Id, HttpContext.RequestAborted);
        if (await Store.AccountOfStaffAsync(Staff.Id, HttpContext.RequestAborted) is not { } held)
            return;
        user = new StaffAccount(held);
        if (user.Value.AuthenticatorKey is null)
            await users.ResetAuthenticatorKeyAsync(user);
        Key = user.Value.AuthenticatorKey!;
        PasskeyOptions = await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
        {
            Id = user.Id, Name = user.Value.Email, DisplayName = Staff.Staff.Name,
        });
    }
}
