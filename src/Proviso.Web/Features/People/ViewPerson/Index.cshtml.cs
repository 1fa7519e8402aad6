using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Proviso.DesignSystem;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Items;
using Proviso.Register.Wishes;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.People.ViewPerson;

/// <summary>A person, as far as whoever looks needs it.</summary>
[StaffOnly]
internal sealed class IndexModel : ProvisoPage
{
    private const int ItemsShown = 100;

    [BindProperty(SupportsGet = true, Name = "person")]
    public Guid Id { get; set; }

    public PersonView View { get; private set; } = null!;

    public string Name => View.File.Person.Value.Name.ToDisplay();

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public IReadOnlyList<SummaryRowOptions> Summary { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<TableCell>> Wishes { get; private set; } = [];

    public IReadOnlyList<string> Capacity { get; private set; } = [];

    public IReadOnlyList<string> Around { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<TableCell>> Items { get; private set; } = [];

    public string ItemsCaption { get; private set; } = "";

    public IReadOnlyList<string> Timeline { get; private set; } = [];

    public Content List(IEnumerable<string> lines)
    {
        var list = new HtmlContentBuilder()
            .AppendHtml("<ul class=\"nhsuk-list nhsuk-list--bullet\">");
        foreach (var line in lines)
            list.AppendHtml("<li>").Append(line).AppendHtml("</li>");
        return DesignSystem.Content.Html(list.AppendHtml("</ul>"));
    }

    public Content ListOr(IReadOnlyList<string> lines, string none) => lines.Count > 0
        ? List(lines)
        : DesignSystem.Content.Html(new HtmlContentBuilder()
            .AppendHtml("<p>").Append(none).AppendHtml("</p>"));

    public async Task<IActionResult> OnGetAsync()
    {
        var (view, elsewhere) = await EnterAsync(Id);
        if (view is null)
            return elsewhere!;
        View = view;
        var cancellation = HttpContext.RequestAborted;
        Describe();
        var items = (await Store.OfAsync<Item>(Id, null, cancellation))
            .Where(i => view.MaySee(i.Value.ItemKind)).OrderByDescending(i => i.Value.Date)
            .ToList();
        ItemsCaption = items.Count > ItemsShown
            ? $"Showing the newest {ItemsShown} of {items.Count}"
            : $"Showing {items.Count}";
        Items =
        [
            .. items.Take(ItemsShown).Select(i => (IReadOnlyList<TableCell>)
                [i.Value.Title, KindLabel(i.Value.ItemKind), Say.Day(i.Value.Date)]),
        ];
        Timeline = await TimelineAsync(cancellation);
        return Page();
    }

    private void Describe()
    {
        var person = View.File.Person.Value;
        Warnings =
        [
            .. person.RisksOfSharing,
            .. person.SafeContact is { } safe ? ["Contact: " + safe] : Array.Empty<string>(),
        ];
        Summary =
        [
            new("Born", person.BornOn is { } born ? Say.Day(born) : "Not known"),
            .. person.DiedOn is { } died ? [new("Died", Say.Day(died))]
                : Array.Empty<SummaryRowOptions>(),
            new("NHS number", person.NhsNumber is { } n ? n.ToDisplay() : "Not known"),
            new("Language", person.Language),
            new("Needs to understand and be understood", person.CommunicationNeeds ?? "None known"),
        ];
        Wishes =
        [
            .. View.File.Wishes.OrderByDescending(w => w.Value.From).Select(w =>
                (IReadOnlyList<TableCell>)
                [
                    Say.Wish(w.Value.Says), Scope(w.Value), Say.Day(w.Value.From),
                    w.Value.WithdrawnOn is { } back ? $"Taken back on {Say.Day(back)}"
                        : w.Value.StandsOn(Today) ? Standing(w) : "No",
                ]),
        ];
        Capacity =
        [
            .. View.File.Assessments.Select(a =>
                $"{Say.Day(a.Value.Shown.SeenOn)}: {Answer("capacity", a.Value.Finding)}"),
        ];
        Around =
        [
            .. View.File.Related.Select(r => $"{r.Value.Name.ToDisplay()}, {r.Value.Relation}"
                + string.Concat(View.File.Authorities.Where(a => a.Value.Holder == r.Id)
                    .Select(a => $"; {Say.Authority(a.Value.Authorises)}"
                        + (a.Value.EndedOn is null ? "" : " (ended)")))),
        ];
    }

    // The words tell this link apart from the others of the page.
    private TableCell Standing(Held<Wish> wish) => new()
    {
        Content = $"Yes. Take back ({Say.Wish(wish.Value.Says).ToLowerInvariant()}, "
            + $"{Say.Day(wish.Value.From)}, {View.File.Wishes.ToList().IndexOf(wish) + 1})",
        Href = $"/people/{Id}/wishes/{wish.Id}/withdraw",
    };

    private string Scope(Wish wish) => string.Join("; ",
        wish.About.ItemKinds.Count + wish.About.Items.Count == 0
            ? "everything"
            : string.Join(", ", wish.About.ItemKinds.Select(KindLabel)
                .Concat(wish.About.Items.Select(_ => "one item"))),
        wish.About.PartyKinds.Count + wish.About.Parties.Count == 0
            ? "to anybody"
            : "to " + string.Join(", ", wish.About.PartyKinds
                .Select(k => Answer("requester", k))
                .Concat(wish.About.Parties.Select(PartyName))));

    private string PartyName(Guid party) =>
        View.File.Related.FirstOrDefault(r => r.Id == party)?.Value.Name.ToDisplay()
            ?? "a recipient";

    private string KindLabel(string kind) => Answer("item-kind", kind);

    private string Answer(string fact, string answer) =>
        Book.FindFact(fact) is { } asked && asked.IndexOf(answer) is >= 0 and var i
            ? asked.Answers[i].Label
            : answer;

    private async Task<IReadOnlyList<string>> TimelineAsync(CancellationToken cancellation)
    {
        var entries = new List<(DateTimeOffset At, string Words)>();
        foreach (var one in await Store.OfAsync<Request>(Id, null, cancellation))
            entries.Add((one.Value.ReceivedAt, $"{one.Value.PartyName ?? "Somebody"} asked"));
        foreach (var one in await Store.OfAsync<Decision>(Id, null, cancellation))
        {
            entries.Add((one.At, "Decided: " + string.Join(
                "; ", one.Value.Items.Select(i => $"{i.What}: {i.Verdict.Replace('-', ' ')}"))));
        }

        foreach (var one in await Store.OfAsync<Disclosure>(Id, null, cancellation))
        {
            entries.Add((one.At, one.Value.How is Channel.NotShared
                ? $"Refused to {one.Value.WithWhom}"
                : $"Shared with {one.Value.WithWhom}: {one.Value.What}"));
        }

        foreach (var one in await Store.OfAsync<Notice>(Id, null, cancellation))
        {
            entries.Add((one.At, one.Value.NotToldBecause is null
                ? $"{one.Value.To} was told"
                : $"{one.Value.To} was not told"));
        }

        return [.. entries.OrderByDescending(e => e.At)
            .Select(e => $"{Say.Moment(e.At)}: {e.Words}")];
    }
}
