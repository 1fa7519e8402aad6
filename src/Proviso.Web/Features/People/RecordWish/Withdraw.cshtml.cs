using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.Wishes;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.People.RecordWish;

/// <summary>Records that a consent or an objection was taken back (CN-4).</summary>
[StaffOnly]
internal sealed class WithdrawModel : ProvisoPage
{
    [BindProperty(SupportsGet = true, Name = "person")]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Wish { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? How { get; set; }

    public Held<Wish> Held { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync() => await OpenAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        if (string.IsNullOrWhiteSpace(How))
        {
            ModelState.AddModelError("how", "Say how they took it back");
            return Page();
        }

        var change = Store.Begin(Staff.Id);
        change.Revise(Held with { Version = Version }, Held.Value with
        {
            WithdrawnOn = Today, WithdrawnHow = How.Trim(),
        });
        try
        {
            await change.CommitAsync(HttpContext.RequestAborted);
        }
        catch (RegisterException e) when (e.Code == "changed-meanwhile")
        {
            ModelState.AddModelError("how", e.Message);
            return Page();
        }

        return LocalRedirect($"/people/{Id}");
    }

    private async Task<IActionResult?> OpenAsync()
    {
        var (view, elsewhere) = await EnterAsync(Id);
        if (view is null)
            return elsewhere;
        if (view.File.Wishes.FirstOrDefault(w => w.Id == Wish) is not { } held)
            return NotFound();
        Held = held;
        return null;
    }
}
