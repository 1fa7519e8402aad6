using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Proviso.DesignSystem;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Organisation;
using Proviso.Register.People;
using Proviso.Rulebook;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.GuardianLog;

/// <summary>Every decision, newest first; the filter is in the address.</summary>
[StaffOnly(
    Role.CaldicottGuardian, Role.Dpo, Role.Siro, Role.IgLead, Role.SafeguardingLead,
    Role.Auditor, Role.RegisteredPerson)]
internal sealed class IndexModel : ProvisoPage
{
    private const int PageSize = 50;

    internal static readonly IReadOnlyList<string> States = [.. VerdictNames.All, "otherwise"];

    [BindProperty(SupportsGet = true)]
    public string? Verdict { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Since { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public int Total { get; private set; }

    public IReadOnlyList<IReadOnlyList<TableCell>> Rows { get; private set; } = [];

    public string Caption
    {
        get
        {
            var first = ((Number - 1) * PageSize) + 1;
            return string.Create(CultureInfo.InvariantCulture,
                $"Showing {first} to {first + Rows.Count - 1} of {Total}");
        }
    }

    public Content Pages()
    {
        var last = ((Total - 1) / PageSize) + 1;
        return last <= 1 ? DesignSystem.Content.Empty : Nhs.Pagination(new PaginationOptions
        {
            Previous = Number > 1 ? new PageStep(Address(Number - 1)) : null,
            Next = Number < last ? new PageStep(Address(Number + 1)) : null,
        });
    }

    public async Task OnGetAsync()
    {
        var cancellation = HttpContext.RequestAborted;
        var listing = new Listing
        {
            States = States.Contains(Verdict) ? [Verdict!] : null,
            Since = DateOnly.TryParseExact(Since, "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var day)
                ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
                : null,
            NewestFirst = true,
            Take = PageSize,
        };
        Total = await Store.CountAsync<Decision>(listing, cancellation);
        Number = Math.Clamp(Number, 1, Math.Max(1, ((Total - 1) / PageSize) + 1));
        var decisions = await Store.ListAsync<Decision>(
            listing with { Skip = (Number - 1) * PageSize }, cancellation);
        var people = (await Store.FindAllAsync<Person>(
            [.. decisions.Select(d => d.Owner).Distinct()], cancellation))
            .ToDictionary(p => p.Id, p => p.Value.Name.ToDisplay());
        Rows =
        [
            .. decisions.Select(d => (IReadOnlyList<TableCell>)
            [
                new TableCell
                {
                    // The end of the id tells two decisions of one minute apart.
                    Content = $"{Say.Moment(d.At)}, {d.Id.ToString("N")[^6..]}",
                    Href = $"/requests/{d.Value.Request}",
                },
                people.GetValueOrDefault(d.Owner, "Destroyed"),
                string.Join("; ", d.Value.Items.Select(i => i.What)),
                Say.Tag(d.Value.Otherwise is null ? Strictest(d.Value) : "otherwise"),
            ]),
        ];
    }

    private static string Strictest(Decision decision) => decision.Items
        .Select(i => VerdictNames.TryParse(i.Verdict, out var v) ? v : Rulebook.Verdict.DoNotShare)
        .Max().Name();

    private string Address(int page) => string.Create(CultureInfo.InvariantCulture,
        $"/log?verdict={Uri.EscapeDataString(Verdict ?? "")}"
        + $"&since={Uri.EscapeDataString(Since ?? "")}&p={page}");
}
