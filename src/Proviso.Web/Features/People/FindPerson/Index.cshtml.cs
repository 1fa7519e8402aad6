using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.People;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.People.FindPerson;

/// <summary>Finds a person. What is typed is never in an address.</summary>
[StaffOnly]
internal sealed class IndexModel : ProvisoPage
{
    private const int Most = 50;

    [BindProperty]
    public string? Find { get; set; }

    public IReadOnlyList<Held<Person>>? Found { get; private set; }

    public void OnGet()
    {
    }

    public async Task OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Find))
            ModelState.AddModelError("find", "Enter a name or an NHS number");
        else
            Found = await Store.SearchPeopleAsync(Find, Most, HttpContext.RequestAborted);
    }
}
