using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Rulebook;
using Proviso.Web.Features.Requests.DecideRequest;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.RecordDisclosure;

/// <summary>Records the act of sharing, or the refusal: what, when, how, with whom and why (DR-3).
/// </summary>
[StaffOnly]
internal sealed class ShareModel : RequestPage
{
    internal static readonly IReadOnlyList<Channel> Channels =
        [Channel.Verbal, Channel.OnScreen, Channel.Paper, Channel.SecureEmail];

    [BindProperty]
    public List<string> Pieces { get; set; } = [];

    [BindProperty]
    public List<string> Done { get; set; } = [];

    [BindProperty]
    public string? How { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public Held<Decision> Decision { get; private set; } = null!;

    public IReadOnlyList<DecidedItem> Shareable { get; private set; } = [];

    public IReadOnlyList<Duty> Before { get; private set; } = [];

    public IReadOnlyList<Duty> Limits { get; private set; } = [];

    public string Heading => Shareable.Count > 0 ? "Share" : "Refuse";

    public string Key(DecidedItem item) => item.Number.ToString(CultureInfo.InvariantCulture);

    public DesignSystem.Content LimitList()
    {
        var list = new HtmlContentBuilder().AppendHtml("<ul>");
        foreach (var limit in Limits)
            list.AppendHtml("<li>").Append(limit.Say).AppendHtml("</li>");
        return DesignSystem.Content.Html(list.AppendHtml("</ul>"));
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await ReadAsync() is { } elsewhere)
            return elsewhere;
        Pieces = [.. Shareable.Where(i => i.Verdict == Verdict.MustShare.Name()).Select(Key)];
        Why = Case.Value.Wanted;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync() is { } elsewhere)
            return elsewhere;
        var channel = Channels.FirstOrDefault(c => c.ToString() == How);
        if (Shareable.Count > 0)
            Check(channel);
        if (string.IsNullOrWhiteSpace(Why))
            ModelState.AddModelError("why", "Say why");
        if (!ModelState.IsValid)
            return Page();
        var change = Store.Begin(Staff.Id);
        change.Add(Case.Owner, new Disclosure
        {
            Decision = Decision.Id,
            Request = Id,
            ItemNumbers = [.. Shareable.Where(i => Pieces.Contains(Key(i))).Select(i => i.Number)],
            What = What?.Trim() ?? "Nothing",
            When = Now,
            How = Shareable.Count > 0 ? channel : Channel.NotShared,
            WithWhom = Case.Value.PartyName ?? "",
            Party = Case.Value.Party,
            Why = Why!.Trim(),
            Duties = [.. Done.Select(d => new DutyDone(d, "ticked", Staff.Id, Now))],
        });
        return await SaveAsync(Case.Value with { Stage = RequestStage.Closed }, change)
            ? LocalRedirect($"/requests/{Id}/tell")
            : Page();
    }

    private void Check(Channel channel)
    {
        if (Pieces.Count == 0)
            ModelState.AddModelError("pieces", "Choose what you share");
        if (Before.Any(d => !Done.Contains(d.Id)))
            ModelState.AddModelError("done", "These come first: do them, then tick them");
        if (channel is Channel.NotShared)
            ModelState.AddModelError("how", "Choose how you share it");
        if (string.IsNullOrWhiteSpace(What))
            ModelState.AddModelError("what", "Say what exactly you share");
    }

    private async Task<IActionResult?> ReadAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        var decisions = await Store.OfRequestAsync<Decision>(Id, HttpContext.RequestAborted);
        if (decisions is not [.., var last] || Case.Value.Stage is not RequestStage.Decided)
            return LocalRedirect($"/requests/{Id}");
        Decision = last;
        Shareable =
        [
            .. last.Value.Items.Where(i => last.Value.Otherwise is { } otherwise
                ? otherwise.Shares
                : VerdictNames.TryParse(i.Verdict, out var verdict) && verdict.IsSharing()),
        ];
        var pieces = DecidedPiece.All(Decider, await FillAsync(), Today) ?? [];
        var due = pieces.Where(p => Shareable.Any(s => s.Number == p.Item.Number))
            .SelectMany(p => p.Outcome.Duties).DistinctBy(d => d.Id).ToList();
        Before = [.. due.Where(d => d.Phase is DutyPhase.Before)];
        Limits = [.. due.Where(d => d.Phase is DutyPhase.Limit)];
        return null;
    }
}
