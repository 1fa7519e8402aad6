using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.Access;
using Proviso.Register.Cases;
using Proviso.Register.Organisation;
using Proviso.Register.People;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.People.BreakGlass;

/// <summary>Opens a record without a relationship: a reason, and the Guardian told.</summary>
[StaffOnly]
internal sealed class IndexModel : ProvisoPage
{
    private const int WhyLengthMax = 2_000;

    [BindProperty(SupportsGet = true, Name = "person")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public async Task OnGetAsync() =>
        _ = await Store.GetAsync<Person>(Id, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync()
    {
        _ = await Store.GetAsync<Person>(Id, HttpContext.RequestAborted);
        if (string.IsNullOrWhiteSpace(Why))
            ModelState.AddModelError("why", "Say why you need to see it");
        if (Why?.Length > WhyLengthMax)
            ModelState.AddModelError("why", $"Write {WhyLengthMax} letters at most");
        if (!ModelState.IsValid)
            return Page();
        var change = Store.Begin(Staff.Id);
        change.Add(Id, new GlassBreak { By = Staff.Id, Why = Why!.Trim() });
        change.Add(Id, new WorkTask
        {
            What = "Review why a record was opened without a relationship",
            For = Role.CaldicottGuardian,
            DueAt = Now.AddDays(1),
        });
        await change.CommitAsync(HttpContext.RequestAborted);
        return LocalRedirect($"/people/{Id}");
    }
}
