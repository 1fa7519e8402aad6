using Microsoft.AspNetCore.Mvc;
using Proviso.DesignSystem;
using Proviso.Register;
using Proviso.Register.Organisation;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;
using Proviso.Web.Hosting.Accounts;

namespace Proviso.Web.Features.StaffList;

/// <summary>Staff and their roles; an administrator adds them and hands over a link.</summary>
[StaffOnly(Register.Organisation.Role.Administrator)]
internal sealed class IndexModel : ProvisoPage
{
    internal static readonly IReadOnlyList<Role> Roles =
        Enum.GetValues<Role>();

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    public string? Link { get; private set; }

    public IReadOnlyList<IReadOnlyList<TableCell>> Rows { get; private set; } = [];

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Name))
            ModelState.AddModelError("name", "Enter their name");
        if (Email?.Contains('@', StringComparison.Ordinal) != true)
            ModelState.AddModelError("email", "Enter an e-mail address, such as name@example.org");
        if (!Enum.TryParse<Role>(Role, out var role))
            ModelState.AddModelError("role", "Choose a role");
        if (ModelState.IsValid)
        {
            var change = Store.Begin(Staff.Id);
            var id = change.Add(RegisterStore.Organisation, new Staff
            {
                Name = Name!.Trim(), Email = Email!.Trim(),
            });
            change.Add(RegisterStore.Organisation, new RoleHolding { Role = role, Holder = id });
            await change.CommitAsync(HttpContext.RequestAborted);
            Get<Roster>().Forget();
            var path = await Get<Invitations>().MakeAsync(
                id, Staff.Id, HttpContext.RequestAborted);
            Link = $"{Request.Scheme}://{Request.Host}{path}";
            (Name, Email, Role) = (null, null, null);
            ModelState.Clear();
        }

        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        var rows = new List<IReadOnlyList<TableCell>>();
        foreach (var one in await Store.OfAsync<Staff>(
            RegisterStore.Organisation, null, HttpContext.RequestAborted))
        {
            var found = await Get<Roster>().FindAsync(one.Id, HttpContext.RequestAborted);
            rows.Add([one.Value.Name, found is null
                ? "Does not work here now"
                : string.Join(", ", found.Roles.Select(r => Say.Of(r)))]);
        }

        Rows = rows;
    }
}
