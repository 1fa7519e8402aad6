using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.RecordDisclosure;

/// <summary>Tells the person, or records why not (OB-7).</summary>
[StaffOnly]
internal sealed class TellModel : RequestPage
{
    [BindProperty]
    public string? Choice { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        var done = await Store.OfRequestAsync<Disclosure>(Id, HttpContext.RequestAborted);
        Text = done is [.., var last] ? Letter(last.Value) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        if (Choice is not ("tell" or "not"))
            ModelState.AddModelError("choice", "Choose whether you tell them");
        if (Choice == "tell" && string.IsNullOrWhiteSpace(Text))
            ModelState.AddModelError("text", "Write what you tell them");
        if (Choice == "not" && string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError("reason", "Say why they are not told");
        if (!ModelState.IsValid)
            return Page();
        var change = Store.Begin(Staff.Id);
        change.Add(Case.Owner, Choice == "tell"
            ? new Notice { Request = Id, To = PersonName, Text = Text!.Trim(), ToldAt = Now }
            : new Notice { Request = Id, To = PersonName, NotToldBecause = Reason!.Trim() });
        await change.CommitAsync(HttpContext.RequestAborted);
        return LocalRedirect($"/requests/{Id}");
    }

    private string Letter(Disclosure done)
    {
        var asked = $"On {Say.Moment(Case.Value.ReceivedAt)} {Case.Value.PartyName} asked us for "
            + "information about you.";
        var what = done.How is Channel.NotShared
            ? $"We did not share it. {done.Why}"
            : $"We shared this with them: {done.What}. We did so because: {done.Why}";
        return $"Dear {PersonName},\n\n{asked}\n\n{what}\n\nIf you have questions, or do not want "
            + "this to happen again, please tell any of us.";
    }
}
