using Proviso.DesignSystem;
using Proviso.Register;
using Proviso.Register.Organisation;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.WhomToAsk;

/// <summary>Who holds which role, so that everybody knows whom to ask (GV-6).</summary>
[StaffOnly]
internal sealed class IndexModel : ProvisoPage
{
    private static readonly Role[] Shown =
    [
        Role.CaldicottGuardian, Role.SafeguardingLead, Role.Dpo, Role.Siro, Role.IgLead,
        Role.RegisteredPerson,
    ];

    public IReadOnlyList<SummaryRowOptions> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var rows = new List<SummaryRowOptions>();
        foreach (var role in Shown)
        {
            var holders = (await Get<Roster>().HoldersAsync(role))
                .Select(h => h.Value.Holder).OfType<Guid>().Distinct().ToList();
            var staff = await Store.FindAllAsync<Staff>(holders, HttpContext.RequestAborted);
            rows.Add(new SummaryRowOptions(Say.Of(role), staff.Count == 0
                ? "Vacant: tell the registered person"
                : string.Join("; ", staff.Select(s => $"{s.Value.Name}, {s.Value.Email}"))));
        }

        Rows = rows;
    }
}
