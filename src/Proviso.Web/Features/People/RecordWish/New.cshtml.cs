using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.People;
using Proviso.Register.Wishes;
using Proviso.Rulebook;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.People.RecordWish;

/// <summary>Records a consent, a refusal or an objection as the person said it (CN-3, CN-5, OB-1).
/// </summary>
[StaffOnly]
internal sealed class NewModel : ProvisoPage
{
    private PersonView view = null!;

    [BindProperty(SupportsGet = true, Name = "person")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Says { get; set; }

    [BindProperty]
    public List<string> Kinds { get; set; } = [];

    [BindProperty]
    public List<string> Parties { get; set; } = [];

    [BindProperty]
    public List<string> Purposes { get; set; } = [];

    [BindProperty]
    public string? Explained { get; set; }

    [BindProperty]
    public bool Written { get; set; }

    public string Name => view.File.Person.Value.Name.ToDisplay();

    public IReadOnlyList<Held<RelatedPerson>> Related => view.File.Related;

    public Fact KindFact => Book.FindFact("item-kind")!;

    public Fact WhoFact => Book.FindFact("requester")!;

    public Fact PurposeFact => Book.FindFact("purpose")!;

    public async Task<IActionResult> OnGetAsync() => await OpenAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        if (!Enum.TryParse<WishKind>(Says, out var says))
            ModelState.AddModelError("says", "Choose what they said");
        else if (says is WishKind.Consent && string.IsNullOrWhiteSpace(Explained))
            ModelState.AddModelError("explained", "A consent counts only if it was explained");
        if (!ModelState.IsValid)
            return Page();
        var change = Store.Begin(Staff.Id);
        change.Add(Id, new Wish
        {
            Says = says,
            About = new Scope
            {
                ItemKinds = [.. Kinds.Where(k => KindFact.IndexOf(k) >= 0)],
                Parties = [.. Related.Select(r => r.Id)
                    .Where(id => Parties.Contains(id.ToString("D")))],
                PartyKinds = [.. Parties.Where(p => WhoFact.IndexOf(p) >= 0)],
                Purposes = [.. Purposes.Where(p => PurposeFact.IndexOf(p) >= 0)],
            },
            From = Today,
            Written = Written,
            Explained = Explained?.Trim(),
            TakenBy = Staff.Id,
        });
        await change.CommitAsync(HttpContext.RequestAborted);
        return LocalRedirect($"/people/{Id}");
    }

    private async Task<IActionResult?> OpenAsync()
    {
        var (found, elsewhere) = await EnterAsync(Id);
        if (found is not null)
            view = found;
        return elsewhere;
    }
}
