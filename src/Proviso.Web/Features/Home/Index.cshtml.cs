using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Organisation;
using Proviso.Register.People;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Home;

/// <summary>What is due, and where to begin.</summary>
[StaffOnly]
internal sealed class IndexModel : ProvisoPage
{
    public sealed record OpenRequest(
        string About, string Who, DateTimeOffset At, string Next, string Href);

    public IReadOnlyList<OpenRequest> Requests { get; private set; } = [];

    public IReadOnlyList<Held<WorkTask>> Tasks { get; private set; } = [];

    public string Guardian { get; private set; } = "";

    public string DueOf(Held<WorkTask> task) => task.Value.DueAt switch
    {
        null => "When you can",
        { } due when due < Now => $"Overdue since {Say.Moment(due)}",
        { } due => Say.Moment(due),
    };

    public async Task OnGetAsync()
    {
        var cancellation = HttpContext.RequestAborted;
        var mine = (await Store.RequestsOfAsync(Staff.Id, cancellation))
            .Where(r => r.Value.Stage is not RequestStage.Closed).Reverse().Take(20).ToList();
        var people = (await Store.FindAllAsync<Person>(
            [.. mine.Select(r => r.Owner).Distinct()], cancellation)).ToDictionary(p => p.Id);
        Requests =
        [
            .. mine.Where(r => people.ContainsKey(r.Owner)).Select(r => new OpenRequest(
                people[r.Owner].Value.Name.ToDisplay(), r.Value.PartyName ?? "Not said yet",
                r.Value.ReceivedAt, r.Value.Stage is RequestStage.Draft ? "Go on" : "Open",
                $"/requests/{r.Id}")),
        ];
        Tasks = [.. (await Store.TasksForAsync(Staff.Id, [.. Staff.Roles], cancellation))
            .OrderBy(t => t.Value.DueAt ?? DateTimeOffset.MaxValue).Take(20)];
        Guardian = await GuardianAsync(cancellation);
    }

    private async Task<string> GuardianAsync(CancellationToken cancellation)
    {
        var holders = await Get<Roster>().HoldersAsync(Role.CaldicottGuardian);
        if (holders is not [{ Value.Holder: { } id }, ..])
            return "There is no Caldicott Guardian at present. Ask your manager.";
        var guardian = await Store.GetAsync<Staff>(id, cancellation);
        return $"Caldicott Guardian: {guardian.Value.Name}, {guardian.Value.Email}";
    }
}
