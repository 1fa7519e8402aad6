using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Proviso.Register;
using Proviso.Register.Access;
using Proviso.Register.Organisation;
using Proviso.Web.Hosting;
using Proviso.Web.Hosting.Accounts;

namespace Proviso.Web.Features.SignIn;

/// <summary>Makes an account by an invitation; the first one makes the organisation too.</summary>
[ForEverybody("whoever has the link was invited")]
[EnableRateLimiting(AccountServices.Guessing)]
internal sealed class WelcomeModel(
    RegisterStore store, Invitations invitations, Roster roster, Sessions sessions,
    UserManager<StaffAccount> users, TimeProvider time) : OpenPage
{
    private Held<Invitation>? invitation;

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public bool Gone => invitation is null;

    public bool First => invitation?.Value.Staff is null;

    public async Task OnGetAsync(string token) =>
        invitation = await invitations.FindAsync(token, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync(string token, string? password)
    {
        await OnGetAsync(token);
        if (Gone)
            return Page();
        var staff = First ? null : await store.FindAsync<Staff>(invitation!.Value.Staff!.Value);
        var email = staff?.Value.Email ?? Email ?? "";
        await CheckAsync(password, email);
        if (!ModelState.IsValid)
            return Page();
        var id = staff?.Id ?? await FoundAsync();
        var made = await users.CreateAsync(
            new StaffAccount(new Account { Staff = id, Email = email.Trim() }), password!);
        if (!made.Succeeded)
            throw new InvalidOperationException("the account was checked and is not accepted");
        if (!First)
            await UseAsync(store.Begin(id));
        roster.Forget();
        await sessions.BeginAsync(HttpContext, id);
        return LocalRedirect("/account");
    }

    private async Task CheckAsync(string? password, string email)
    {
        if (First && string.IsNullOrWhiteSpace(Organisation))
            ModelState.AddModelError("organisation", "Enter the name of the organisation");
        if (First && string.IsNullOrWhiteSpace(Name))
            ModelState.AddModelError("name", "Enter your name");
        if (!email.Contains('@', StringComparison.Ordinal))
            ModelState.AddModelError("email", "Enter an e-mail address, such as name@example.org");
        else if (await users.FindByNameAsync(email) is not null)
            ModelState.AddModelError("email", "There is an account with this address already");
        var account = new StaffAccount(new Account { Staff = Guid.Empty, Email = email });
        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator.ValidateAsync(users, account, password ?? "");
            if (result.Errors.FirstOrDefault() is { } error)
            {
                ModelState.AddModelError("password", error.Code == "PasswordTooShort"
                    ? "Enter 12 letters or more"
                    : error.Description);
                break;
            }
        }
    }

    // The first administrator founds the organisation; all of it is one change.
    private async Task<Guid> FoundAsync()
    {
        var change = store.Begin(invitation!.By);
        var id = change.Add(RegisterStore.Organisation, new Staff
        {
            Name = Name!.Trim(), Email = Email!.Trim(), Profession = "administrator",
        });
        change.Add(RegisterStore.Organisation, new RoleHolding
        {
            Role = Role.Administrator, Holder = id,
        });
        if (await roster.ProfileAsync() is null)
        {
            change.Add(RegisterStore.Organisation, new OrganisationProfile
            {
                Name = Organisation!.Trim(), Provider = "care-home",
            });
        }

        await UseAsync(change);
        return id;
    }

    private async Task UseAsync(Change change)
    {
        change.Revise(invitation!, invitation!.Value with { UsedAt = time.GetUtcNow() });
        await change.CommitAsync(HttpContext.RequestAborted);
    }
}
