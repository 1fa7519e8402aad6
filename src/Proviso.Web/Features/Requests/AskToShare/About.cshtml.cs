using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Organisation;
using Proviso.Register.People;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.AskToShare;

/// <summary>The first step: whom it is about. A name is never in an address, so it is sent in the
/// form.</summary>
[StaffOnly]
internal sealed class AboutModel : ProvisoPage
{
    private const int Most = 50;

    [BindProperty]
    public string? Find { get; set; }

    public IReadOnlyList<Held<Person>>? Found { get; private set; }

    public string Hint(Held<Person> person) => string.Join("; ", new[]
    {
        person.Value.BornOn is { } born ? "born " + Say.Day(born) : null,
        person.Value.NhsNumber is { } number ? "NHS number " + number.ToDisplay() : null,
        person.Value.DiedOn is null ? null : "died " + Say.Day(person.Value.DiedOn.Value),
    }.OfType<string>());

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string? @do, Guid? person)
    {
        if (string.IsNullOrWhiteSpace(Find))
        {
            ModelState.AddModelError("find", "Enter a name or an NHS number");
            return Page();
        }

        Found = await Store.SearchPeopleAsync(Find, Most, HttpContext.RequestAborted);
        if (@do != "choose")
            return Page();
        if (Found.All(p => p.Id != person))
        {
            ModelState.AddModelError("person", "Choose the person");
            return Page();
        }

        var (view, elsewhere) = await EnterAsync(person!.Value);
        if (view is null)
            return elsewhere!;
        var change = Store.Begin(Staff.Id);
        var id = change.Add(person.Value, new Request
        {
            Stage = RequestStage.Draft,
            ReceivedAt = Now,
            HandledBy = Staff.Id,
            Team = Staff.Staff.Teams is [var team, ..] ? team : null,
        });
        await change.CommitAsync(HttpContext.RequestAborted);
        return LocalRedirect($"/requests/{id}/who");
    }
}
