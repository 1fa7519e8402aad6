using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.People;
using Proviso.Register.Recipients;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.AskToShare;

/// <summary>Who they are, and how that was checked (RO-2).</summary>
[StaffOnly]
internal sealed class PartyModel : RequestPage
{
    private const int NameLengthMax = 200;

    public sealed record KnownParty(Guid Id, string Name, string What, bool Related);

    [BindProperty]
    public string? Party { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Check { get; set; }

    public IReadOnlyList<KnownParty> Known { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        await ReadAsync();
        Party = Case.Value.Party?.ToString("D");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        await ReadAsync();
        var known = Known.FirstOrDefault(k => k.Id.ToString("D") == Party);
        if (known is null && Party != "new")
            ModelState.AddModelError("party", "Choose who they are, or that it is somebody else");
        if (known is null && Party == "new" && string.IsNullOrWhiteSpace(Name))
            ModelState.AddModelError("name", "Enter their name");
        if (Name?.Length > NameLengthMax)
            ModelState.AddModelError("name", $"The name may have {NameLengthMax} letters at most");
        if (!ModelState.IsValid)
            return Page();
        var change = Store.Begin(Staff.Id);
        var id = known is null
            ? Add(change)
            : await CheckedAsync(change, known);
        return await SaveAsync(
            Case.Value with { Party = id, PartyName = known?.Name ?? Name!.Trim() }, change)
            ? LocalRedirect(NextAfter())
            : Page();
    }

    private string NextAfter() => Case.Value.Purpose is null
        ? $"/requests/{Id}/purpose"
        : $"/requests/{Id}";

    private IReadOnlyList<IdentityCheck> Checks() => string.IsNullOrWhiteSpace(Check)
        ? []
        : [new IdentityCheck(Check.Trim(), true, Staff.Id, Today, null)];

    private Guid Add(Change change) => change.Add(RegisterStore.Organisation, new Recipient
    {
        Name = Name!.Trim(), Capacity = Case.Value.Requester!, Checks = Checks(),
    });

    private async Task<Guid> CheckedAsync(Change change, KnownParty known)
    {
        if (Checks() is not [var check])
            return known.Id;
        if (known.Related)
        {
            var held = Person.File.Related.First(r => r.Id == known.Id);
            change.Revise(held, held.Value with { Checks = [.. held.Value.Checks, check] });
        }
        else
        {
            var held = await Store.GetAsync<Recipient>(known.Id, HttpContext.RequestAborted);
            change.Revise(held, held.Value with { Checks = [.. held.Value.Checks, check] });
        }

        return known.Id;
    }

    private async Task ReadAsync()
    {
        var recipients = (await Store.OfAsync<Recipient>(
            RegisterStore.Organisation, null, HttpContext.RequestAborted))
            .Where(r => r.Value.Capacity == Case.Value.Requester);
        Known =
        [
            .. Person.File.Related.Select(r => new KnownParty(
                r.Id, r.Value.Name.ToDisplay(), r.Value.Relation, true)),
            .. recipients.Select(r => new KnownParty(
                r.Id, r.Value.Name, Warned(r.Value), false)),
        ];
    }

    // RO-5: whoever chooses a recipient is told of a concern before they do.
    private static string Warned(Recipient recipient) =>
        recipient.Concerns.FirstOrDefault(c => c.ClearedOn is null) is { } concern
            ? $"Warning: {concern.Why}"
            : recipient.OrganisationName ?? "";
}
