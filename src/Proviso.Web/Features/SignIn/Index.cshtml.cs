using Proviso.Web.Features.Shared;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Proviso.DesignSystem;
using Proviso.Register;
using Proviso.Register.Organisation;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.SignIn;

/// <summary>Signs a member of staff in.</summary>
[ForEverybody("nobody is signed in yet")]
internal sealed class IndexModel(RegisterStore store, Roster roster, WebSettings settings)
    : PageModel
{
    public WebSettings Settings => settings;

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public IReadOnlyList<(Guid Id, string Name, string What)> People { get; private set; } = [];

    public string? ErrorOf(string name) =>
        ModelState.TryGetValue(name, out var entry) && entry.Errors is [var first, ..]
            ? first.ErrorMessage
            : null;

    public Content ErrorSummary() => ModelState.IsValid
        ? DesignSystem.Content.Empty
        : Nhs.ErrorSummary(new ErrorSummaryOptions
        {
            Heading = "There is a problem",
            Errors = [new ErrorSummaryItem(ErrorOf("staff") ?? "Choose who you are", "#staff")],
        });

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync(Guid? staff)
    {
        await ReadAsync();
        if (!settings.Demo || !People.Any(p => p.Id == staff))
        {
            ModelState.AddModelError("staff", "Choose who you are");
            return Page();
        }

        var identity = new ClaimsIdentity(CookieAuthenticationDefaults.AuthenticationScheme);
        identity.AddClaim(new Claim(SignedIn.Claim, staff!.Value.ToString("D")));
        await HttpContext.SignInAsync(new ClaimsPrincipal(identity));
        return Url.IsLocalUrl(To) ? LocalRedirect(To) : LocalRedirect("/");
    }

    private async Task ReadAsync()
    {
        if (!settings.Demo)
            return;
        var people = new List<(Guid, string, string)>();
        var seen = new HashSet<Role>();
        foreach (var one in await store.OfAsync<Staff>(RegisterStore.Organisation))
        {
            if (await roster.FindAsync(one.Id, HttpContext.RequestAborted) is not { } found)
                continue;
            var fresh = found.Roles.Where(seen.Add).ToList();
            if (fresh.Count > 0)
            {
                people.Add((one.Id, one.Value.Name, string.Join(
                    ", ", found.Roles.Select(r => Say.Of(r)))));
            }
        }

        People = people;
    }
}
