using System.Xml;
using Proviso.Register.Cases;
using Proviso.Register.Filling;
using Proviso.Register.Organisation;
using Proviso.Rulebook;
using Proviso.Rulebook.Deciding;

namespace Proviso.Register.Demo;

/// <summary>What follows from a decision: advice, sharing or refusing, notices and tasks.</summary>
internal sealed class DemoAftermath(
    DemoCase of, Guid decision, IReadOnlyList<DecidedItem> decided,
    IReadOnlyList<FilledItem> filled, DateOnly day, Otherwise? otherwise)
{
    private readonly DemoWorld world = of.World;
    private readonly Random chance = of.World.Chance;

    /// <summary>Plans it.</summary>
    /// <param name="mayAsk">Whether advice is asked for if the book says so; a second time it is
    /// decided with what came.</param>
    internal void Plan(bool mayAsk)
    {
        var now = world.Clock.Now;
        if (otherwise is null && decided.FirstOrDefault(d => d.Adviser is not null) is { } open)
        {
            if (mayAsk)
                world.Timeline.At(now.AddMinutes(2), () => AskForAdviceAsync(open));
            else
                world.Timeline.At(now.AddMinutes(chance.Next(5, 60)), () => CarryOutAsync([]));
            return;
        }

        var shared = decided.Where(d => otherwise?.Shares ?? IsShared(d.Verdict))
            .Select(d => d.Number).ToList();
        var minutes = of.Scenario.Emergency ? chance.Next(1, 5) : chance.Next(5, 240);
        world.Timeline.At(now.AddMinutes(minutes), () => CarryOutAsync(shared));
    }

    private static bool IsShared(string verdict) =>
        VerdictNames.TryParse(verdict, out var parsed) && parsed <= Verdict.ShareAnonymised;

    private async Task AskForAdviceAsync(DecidedItem open)
    {
        var adviser = world.Decider.Compiled.Book.Roles.First(r => r.Id == open.Adviser);
        var (role, who) = Holder(adviser.Id);
        var change = world.Store.Begin(of.Handler);
        var advice = change.Add(of.Person.Id, new Advice
        {
            Request = of.Request,
            AskedOf = adviser.Text,
            NoNames = chance.Percent(20),
            Question = $"{of.PartyName} asks: \"{of.Scenario.Wanted}\" {open.What}. May we?",
        });
        var task = change.Add(of.Person.Id, new WorkTask
        {
            What = $"Advise on: {open.What}",
            Request = of.Request,
            For = role,
            Assignee = chance.Percent(70) ? who : null,
            DueAt = Evening(DemoChance.WorkingDays(day, 2)),
        });
        await change.CommitAsync(world.Cancellation);
        var hours = chance.Percent(80) ? chance.Next(1, 50) : chance.Next(60, 300);
        world.Timeline.At(
            world.Clock.Now.AddHours(hours), () => AnswerAsync(advice, task, role, who));
    }

    private async Task AnswerAsync(Guid advice, Guid task, Role role, Guid who)
    {
        var yes = chance.Percent(60);
        var weighs = Open("balance");
        var held = await world.Store.GetAsync<Advice>(advice, world.Cancellation);
        var duty = await world.Store.GetAsync<WorkTask>(task, world.Cancellation);
        var change = world.Store.Begin(who);
        change.Revise(held, held.Value with
        {
            Answer = yes
                ? "Yes, as little as will do, and write down why. I have spoken to the person."
                : "Not on what we know. Offer another way, and come back if it changes.",
            AnsweredBy = role.ToString(),
        });
        change.Revise(duty, duty.Value with { DoneAt = world.Clock.Now, Done = "Answered" });
        if (weighs)
            change.Add(of.Person.Id, Weighed(yes, role, who));
        await change.CommitAsync(world.Cancellation);
        var later = world.Clock.Now.AddMinutes(chance.Next(5, 300));
        if (weighs)
            world.Timeline.At(later, () => of.DecideAsync("balance", null));
        else if (yes && chance.Percent(18))
            world.Timeline.At(later, () => of.DecideAsync("none", Against(role)));
        else
            world.Timeline.At(later, () => CarryOutAsync([]));
    }

    private bool Open(string fact) => filled.Any(f => f.Known.Any(k =>
        k.Fact == fact && k.Answer == "not-weighed"));

    private Approval Weighed(bool yes, Role role, Guid who) => new()
    {
        Fact = "balance",
        Finding = yes ? "approved" : "favours-privacy",
        Request = of.Request,
        Role = role,
        Why = yes
            ? "Somebody else may be hurt if this stays here; a few lines will do"
            : "It would help a little and cost the person's trust; nobody else is in danger",
        Conditions = yes ? ["Only what the officer needs", "Tell the person when it is safe"] : [],
        Dissent = chance.Percent(15) ? "The key worker would have asked the person again" : null,
        Shown = new Evidence("Spoken to, note in the file", who, Today()),
        Stands = new Period(Today(), Today().AddMonths(1)),
    };

    private static Otherwise Against(Role role) => new(
        true, $"The {role} knows the family for years and takes the responsibility: the daughter "
        + "is told of the admission, and nothing else. The book is asked to look at the case.");

    private async Task CarryOutAsync(List<int> shared)
    {
        var told = chance.Percent(85);
        var request = await world.Store.GetAsync<Request>(of.Request, world.Cancellation);
        var change = world.Store.Begin(of.Handler);
        change.Add(of.Person.Id, new Disclosure
        {
            Decision = decision,
            Request = of.Request,
            ItemNumbers = shared,
            What = What(shared),
            When = world.Clock.Now,
            How = shared.Count == 0 ? Channel.NotShared : How(),
            WithWhom = of.PartyName,
            Party = of.Party,
            Why = of.Scenario.Why,
            Duties = Done(),
            UndoneAt = shared.Count > 0 && chance.Percent(1) ? world.Clock.Now.AddMinutes(4) : null,
        });
        var notice = shared.Count > 0 && of.Scenario.Party != "person"
            ? change.Add(of.Person.Id, TheNotice())
            : (Guid?)null;
        var tasks = AddTasks(change, shared.Count > 0);
        var closed = tasks.Count == 0;
        change.Revise(request, request.Value with
        {
            Stage = closed ? RequestStage.Closed : RequestStage.Decided,
        });
        await change.CommitAsync(world.Cancellation);
        if (notice is { } id && told && !of.Scenario.Quiet)
            world.Timeline.At(Later(), () => TellAsync(id));
        if (closed || chance.Percent(4))
            return;
        world.Timeline.At(Later(), () => FinishAsync(tasks));
    }

    private DateTimeOffset Later() =>
        chance.TimeOn(DemoChance.WorkingDays(Today(), chance.Next(1, 6)));

    private string What(List<int> shared)
    {
        if (shared.Count == 0)
            return "Nothing. Explained why, and what can be done instead.";
        var given = decided.Where(d => shared.Contains(d.Number)).ToList();
        var kept = decided.Except(given).ToList();
        var anonymous = given.Exists(d => d.Verdict == Verdict.ShareAnonymised.Name());
        return string.Join("; ", given.Select(d => d.What))
            + (anonymous ? ", with nobody in it who could be recognised" : "")
            + (kept.Count > 0 ? $". Left out: {string.Join("; ", kept.Select(d => d.What))}" : "")
            + ".";
    }

    private Channel How() => of.Scenario switch
    {
        { Emergency: true } => Channel.Verbal,
        { Party: "person" } => chance.Of([Channel.OnScreen, Channel.Paper]),
        { Party: "family" } => chance.Of([Channel.Verbal, Channel.Verbal, Channel.Paper]),
        _ => chance.Of(
        [
            Channel.SecureEmail, Channel.SecureEmail, Channel.Verbal, Channel.ProtectedFile,
            Channel.OneTimeLink,
        ]),
    };

    private IEnumerable<Duty> Duties(DutyPhase phase) => filled
        .Select(f => Decider.Decide(world.Decider.Compiled.On(day), day, f.Facts, out _))
        .OfType<Outcome>().SelectMany(o => o.Duties).Where(d => d.Phase == phase).Distinct();

    private List<DutyDone> Done() => [.. Duties(DutyPhase.Before).Select(d => new DutyDone(
        d.Id, "Done and noted", of.Handler, world.Clock.Now.AddMinutes(-chance.Next(1, 30))))];

    private Notice TheNotice() => of.Scenario.Quiet
        ? new Notice
        {
            Request = of.Request, To = of.Person.Is.Name.ToDisplay(),
            NotToldBecause = "Telling now would warn whoever does the harm; to be looked at again "
                + "with the safeguarding lead",
        }
        : new Notice
        {
            Request = of.Request,
            To = of.Person.Is.Name.ToDisplay(),
            Text = $"We told {of.PartyName} about: {string.Join(", ", decided.Select(d => d.What))}"
                + $". Why: {of.Scenario.Why}. If you do not want this, tell us.",
        };

    // What the decision itself does needs nobody to remember it.
    private List<Guid> AddTasks(Change change, bool shared) =>
        !shared && chance.Percent(60)
            ? []
            : [.. Duties(DutyPhase.After)
                .Where(d => d.Within.Duration.Length > 0 && !IsRecording(d))
                .Select(d => change.Add(of.Person.Id, new WorkTask
                {
                    What = d.Say,
                    Duty = d.Id,
                    Request = of.Request,
                    For = BookRoles.HolderOf(d.By.Id),
                    Service = of.Person.Unit.Service,
                    Assignee = chance.Percent(70) ? of.Handler : null,
                    DueAt = DueBy(d.Within),
                }))];

    private static bool IsRecording(Duty duty) => duty.Id == "record-decision";

    private DateTimeOffset DueBy(Within within)
    {
        if (within.WorkingDays)
        {
            var days = XmlConvert.ToTimeSpan(within.Duration).Days;
            return Evening(DemoChance.WorkingDays(Today(), days));
        }

        return within.Duration == "P1M"
            ? Evening(Today().AddMonths(1))
            : world.Clock.Now + XmlConvert.ToTimeSpan(within.Duration);
    }

    private async Task TellAsync(Guid notice)
    {
        var held = await world.Store.GetAsync<Notice>(notice, world.Cancellation);
        var change = world.Store.Begin(of.Handler);
        change.Revise(held, held.Value with { ToldAt = world.Clock.Now });
        await change.CommitAsync(world.Cancellation);
    }

    private async Task FinishAsync(List<Guid> tasks)
    {
        var request = await world.Store.GetAsync<Request>(of.Request, world.Cancellation);
        var held = await world.Store.FindAllAsync<WorkTask>(tasks, world.Cancellation);
        var change = world.Store.Begin(of.Handler);
        var forgotten = chance.Percent(6) ? 1 : 0;
        foreach (var task in held.OrderBy(t => t.Id).Skip(forgotten))
        {
            change.Revise(task, task.Value with
            {
                DoneAt = world.Clock.Now, Done = "Done", Assignee = of.Handler,
            });
        }

        if (forgotten == 0)
            change.Revise(request, request.Value with { Stage = RequestStage.Closed });
        await change.CommitAsync(world.Cancellation);
    }

    private (Role Role, Guid Who) Holder(string adviser)
    {
        var role = BookRoles.HolderOf(adviser);
        return (role, world.Organisation.Of(role switch
        {
            Role.CaldicottGuardian => DemoStaff.Guardian,
            Role.SafeguardingLead => DemoStaff.SafeguardingLead,
            Role.Dpo or Role.IgLead => DemoStaff.DataProtectionOfficer,
            _ => DemoStaff.Manager,
        }));
    }

    private DateOnly Today() => DateOnly.FromDateTime(world.Clock.Now.UtcDateTime);

    private static DateTimeOffset Evening(DateOnly day) =>
        new(day.ToDateTime(new TimeOnly(17, 0)), TimeSpan.Zero);
}
