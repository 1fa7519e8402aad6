using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Organisation;
using Proviso.Rulebook;
using Proviso.Web.Features.Requests.DecideRequest;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.DecideOtherwise;

/// <summary>A decision against the rules: it stops, asks for reasons, and tells the Guardian.
/// </summary>
[StaffOnly]
internal sealed class IndexModel : RequestPage
{
    private IReadOnlyList<DecidedPiece> pieces = [];

    [BindProperty]
    public string? Choice { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public string Warning => pieces.Any(p => p.Outcome.Verdict is Verdict.MustShare)
        ? "The rules say that a part of this must be shared. Keeping it back may put somebody in "
            + "danger or break the law. The Guardian is told."
        : pieces.Any(p => !p.Outcome.Verdict.IsSharing())
            ? "The rules do not permit sharing a part of this. Sharing it may be a breach of "
                + "confidence. The Guardian is told."
            : "The rules permit sharing this. Keeping it back may harm the person's care. The "
                + "Guardian is told.";

    public async Task<IActionResult> OnGetAsync() => await ReadAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync() is { } elsewhere)
            return elsewhere;
        if (Choice is not ("share" or "withhold"))
            ModelState.AddModelError("choice", "Choose what you decide");
        if (string.IsNullOrWhiteSpace(Why))
            ModelState.AddModelError("why", "Give your reasons");
        if (!ModelState.IsValid)
            return Page();
        var change = Store.Begin(Staff.Id);
        await Decider.RecordAsync(
            Store, change, Case, Today, [.. pieces.Select(p => p.Item)],
            new Otherwise(Choice == "share", Why!.Trim()), HttpContext.RequestAborted);
        change.Add(Case.Owner, new WorkTask
        {
            What = "Review a decision that was made against the rules",
            Request = Id,
            For = Role.CaldicottGuardian,
            DueAt = Now.AddDays(1),
        });
        return await SaveAsync(Case.Value with { Stage = RequestStage.Decided }, change)
            ? LocalRedirect($"/requests/{Id}/share")
            : Page();
    }

    private async Task<IActionResult?> ReadAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        var decided = DecidedPiece.All(Decider, await FillAsync(), Today);
        if (decided is null or { Count: 0 })
            return LocalRedirect($"/requests/{Id}/questions");
        pieces = decided;
        return null;
    }
}
