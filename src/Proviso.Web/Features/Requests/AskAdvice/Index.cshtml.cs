using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Organisation;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.AskAdvice;

/// <summary>Asks for advice, and gives it (DR-5).</summary>
[StaffOnly]
internal sealed class IndexModel : RequestPage
{
    internal static readonly IReadOnlyList<Role> Advisers =
    [
        Role.CaldicottGuardian, Role.Manager, Role.SafeguardingLead, Role.Dpo, Role.IgLead,
    ];

    [BindProperty]
    public string? Of { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    public IReadOnlyList<Held<Advice>> Asked { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await ReadAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync() is { } elsewhere)
            return elsewhere;
        var role = Advisers.Cast<Role?>().FirstOrDefault(r => r.ToString() == Of);
        if (role is null && Of != "outside")
            ModelState.AddModelError("of", "Choose whom you ask");
        if (string.IsNullOrWhiteSpace(Question))
            ModelState.AddModelError("question", "Write what you want to know");
        if (!ModelState.IsValid)
            return Page();
        var change = Store.Begin(Staff.Id);
        change.Add(Case.Owner, new Advice
        {
            Request = Id,
            AskedOf = role is { } known ? Say.Of(known) : "An outside body",
            NoNames = role is null,
            Question = Question!.Trim(),
        });
        if (role is { } asked)
        {
            change.Add(Case.Owner, new WorkTask
            {
                What = "Give advice on a request", Request = Id, For = asked,
                DueAt = Now.AddDays(1),
            });
        }

        await change.CommitAsync(HttpContext.RequestAborted);
        return LocalRedirect($"/requests/{Id}");
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid advice, string? answer)
    {
        if (await ReadAsync() is { } elsewhere)
            return elsewhere;
        if (Asked.FirstOrDefault(a => a.Id == advice) is not { } held)
            return NotFound();
        if (string.IsNullOrWhiteSpace(answer))
        {
            ModelState.AddModelError("answer", "Write your advice");
            return Page();
        }

        var change = Store.Begin(Staff.Id);
        change.Revise(held, held.Value with
        {
            Answer = answer.Trim(), AnsweredBy = Staff.Staff.Name,
        });
        await change.CommitAsync(HttpContext.RequestAborted);
        return LocalRedirect($"/requests/{Id}/advice");
    }

    private async Task<IActionResult?> ReadAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        Asked = await Store.OfRequestAsync<Advice>(Id, HttpContext.RequestAborted);
        return null;
    }
}
