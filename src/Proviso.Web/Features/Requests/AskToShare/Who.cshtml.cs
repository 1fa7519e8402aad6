using Microsoft.AspNetCore.Mvc;
using Proviso.Rulebook;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.AskToShare;

/// <summary>In what capacity they ask.</summary>
[StaffOnly]
internal sealed class WhoModel : RequestPage
{
    [BindProperty]
    public string? Answer { get; set; }

    public Fact Fact => FactOf("requester");

    public async Task<IActionResult> OnGetAsync() => await OpenAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        if (Fact.IndexOf(Answer ?? "") < 0)
            ModelState.AddModelError("answer", "Choose who is asking");
        var request = Case.Value;
        var same = request.Requester == Answer;
        return ModelState.IsValid && await SaveAsync(request with
        {
            Requester = Answer,
            Party = same ? request.Party : null,
            PartyName = same ? request.PartyName : null,
        })
            ? LocalRedirect($"/requests/{Id}/party")
            : Page();
    }
}
