using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Items;
using Proviso.Rulebook;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.AskToShare;

/// <summary>Which pieces are asked for, each with its reason; never everything by default.
/// </summary>
[StaffOnly]
internal sealed class WhatModel : RequestPage
{
    private const int Shown = 60;
    private const int Most = 50;

    public sealed record Group(string Kind, string Label, IReadOnlyList<Held<Item>> Items);

    [BindProperty]
    public string? Find { get; set; }

    [BindProperty]
    public List<string> Items { get; set; } = [];

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Other { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public Fact KindFact => FactOf("item-kind");

    public IReadOnlyList<Group> Groups { get; private set; } = [];

    public int Hidden { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        Items = [.. Case.Value.Items.Select(i => i.Item?.ToString("D")).OfType<string>()];
        Why = Case.Value.Items.Select(i => i.Why).FirstOrDefault();
        await ReadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? @do)
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        var all = await ReadAsync();
        if (@do == "search")
            return Page();
        var chosen = all.Where(i => Items.Contains(i.Id.ToString("D"))).ToList();
        var extra = !string.IsNullOrWhiteSpace(Other) && KindFact.IndexOf(Kind ?? "") >= 0;
        if (chosen.Count == 0 && !extra)
        {
            ModelState.AddModelError("other",
                "Choose at least one piece of the record, or say what else it is and its kind");
        }

        if (chosen.Count + (extra ? 1 : 0) > Most)
            ModelState.AddModelError("other", $"Choose {Most} pieces at most");
        if (string.IsNullOrWhiteSpace(Why))
            ModelState.AddModelError("why", "Say why they need it");
        if (!ModelState.IsValid)
            return Page();
        return await SaveAsync(Case.Value with
        {
            Items = Numbered(chosen, extra), Stage = RequestStage.Open, Wanted = Why!.Trim(),
        })
            ? LocalRedirect($"/requests/{Id}/questions")
            : Page();
    }

    private List<RequestedItem> Numbered(List<Held<Item>> chosen, bool extra)
    {
        var none = new Dictionary<string, GivenAnswer>(StringComparer.Ordinal);
        var pieces = chosen.Select((i, n) => new RequestedItem(
            n + 1, null, i.Id, i.Value.Title, Why!.Trim(),
            Case.Value.Items.FirstOrDefault(old => old.Item == i.Id)?.Answers ?? none)).ToList();
        if (extra)
        {
            pieces.Add(new RequestedItem(
                pieces.Count + 1, Kind, null, Other!.Trim(), Why!.Trim(), none));
        }

        return pieces;
    }

    private async Task<IReadOnlyList<Held<Item>>> ReadAsync()
    {
        var all = (await Store.OfAsync<Item>(Case.Owner, null, HttpContext.RequestAborted))
            .Where(i => Person.MaySee(i.Value.ItemKind)).ToList();
        var found = all.Where(i => Items.Contains(i.Id.ToString("D"))
            || string.IsNullOrWhiteSpace(Find)
            || i.Value.Title.Contains(Find.Trim(), StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(i => i.Value.Date).ToList();
        Hidden = Math.Max(0, found.Count - Shown);
        Groups =
        [
            .. found.Take(Shown).GroupBy(i => i.Value.ItemKind)
                .OrderBy(g => KindFact.IndexOf(g.Key))
                .Select(g => new Group(g.Key, LabelOf(g.Key), [.. g])),
        ];
        return all;
    }

    private string LabelOf(string kind) =>
        KindFact.IndexOf(kind) is >= 0 and var index ? KindFact.Answers[index].Label : kind;
}
