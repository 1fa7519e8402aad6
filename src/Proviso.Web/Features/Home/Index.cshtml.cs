using Proviso.DesignSystem;
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
    public sealed record OpenRequest(string About, string Who, string Next, string Href);

    private readonly Dictionary<Guid, string> labels = [];

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
        Tasks = [.. (await Store.TasksForAsync(Staff.Id, [.. Staff.Roles], cancellation))
            .OrderBy(t => t.Value.DueAt ?? DateTimeOffset.MaxValue).Take(20)];
        var others = await Store.FindAllAsync<Request>(
            [.. Tasks.Select(t => t.Value.Request).OfType<Guid>().Distinct()], cancellation);
        await LabelAsync([.. mine, .. others], cancellation);
        Requests =
        [
            .. mine.Where(r => labels.ContainsKey(r.Id)).Select(r => new OpenRequest(
                labels[r.Id], r.Value.PartyName ?? "Not said yet",
                Say.Stage(r.Value.Stage),
                $"/requests/{r.Id}")),
        ];
        Guardian = await GuardianAsync(cancellation);
    }

    /// <summary>The request of a task, by words that no other link on the page has.</summary>
    public TableCell LinkOf(Held<WorkTask> task) =>
        task.Value.Request is { } id && labels.TryGetValue(id, out var label)
            ? new TableCell { Content = label, Href = $"/requests/{id}" }
            : "";

    private async Task LabelAsync(
        IReadOnlyList<Held<Request>> requests, CancellationToken cancellation)
    {
        var people = (await Store.FindAllAsync<Person>(
            [.. requests.Select(r => r.Owner).Distinct()], cancellation)).ToDictionary(p => p.Id);
        foreach (var one in requests.DistinctBy(r => r.Id)
            .Where(r => people.ContainsKey(r.Owner)).OrderBy(r => r.Value.ReceivedAt))
        {
            // A task of a role reaches many; the name only those who may see the person.
            var open = one.Value.HandledBy == Staff.Id || await Get<PersonDoor>()
                .MayAsync(Staff, one.Owner, cancellation) is not null;
            var label = (open ? people[one.Owner].Value.Name.ToDisplay() : "A request")
                + ", " + Say.Moment(one.Value.ReceivedAt);
            var same = labels.Values.Count(l => l.StartsWith(label, StringComparison.Ordinal));
            labels[one.Id] = same == 0 ? label : $"{label} ({same + 1})";
        }
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
