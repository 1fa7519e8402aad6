using Microsoft.AspNetCore.Mvc;
using Proviso.Register.Cases;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.DecideRequest;

/// <summary>The decision, read from top to bottom.</summary>
[StaffOnly]
internal sealed class DecideModel : RequestPage
{
    public IReadOnlyList<DecidedPiece> Decided { get; private set; } = [];

    public Law Law => Decider.Compiled.On(Today);

    public Request CaseValue => Case.Value;

    public string TakeWords => Decided.Any(d => d.Outcome.Verdict.IsSharing())
        ? "Take this decision and go on to share"
        : "Take this decision";

    public async Task<IActionResult> OnGetAsync() => await ReadAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync() is { } elsewhere)
            return elsewhere;
        var change = Store.Begin(Staff.Id);
        var decision = await Decider.RecordAsync(
            Store, change, Case, Today, [.. Decided.Select(d => d.Item)], null,
            HttpContext.RequestAborted);
        Duties.AddTasks(change, Case, [.. Decided.Select(d => d.Outcome)], Now);
        return await SaveAsync(
            Case.Value with { Stage = DecidedPiece.StageAfter(Decided) }, change)
            ? LocalRedirect(Decided.Any(d => d.Outcome.Verdict.IsSharing())
                ? $"/requests/{Id}/share"
                : $"/requests/{Id}")
            : Page();
    }

    private async Task<IActionResult?> ReadAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        var items = await FillAsync();
        var decided = DecidedPiece.All(Decider, items, Today);
        if (decided is null || items.Count == 0)
            return LocalRedirect($"/requests/{Id}/questions");
        Decided = decided;
        return null;
    }
}
