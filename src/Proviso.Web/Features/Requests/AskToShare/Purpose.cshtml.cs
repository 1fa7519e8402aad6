using Microsoft.AspNetCore.Mvc;
using Proviso.Rulebook;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.AskToShare;

/// <summary>What it is wanted for.</summary>
[StaffOnly]
internal sealed class PurposeModel : RequestPage
{
    [BindProperty]
    public string? Answer { get; set; }

    public Fact Fact => FactOf("purpose");

    public async Task<IActionResult> OnGetAsync() => await OpenAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        if (Fact.IndexOf(Answer ?? "") < 0)
            ModelState.AddModelError("answer", "Choose what it is wanted for");
        return ModelState.IsValid && await SaveAsync(Case.Value with { Purpose = Answer })
            ? LocalRedirect($"/requests/{Id}/what")
            : Page();
    }
}
