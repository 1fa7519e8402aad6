using Proviso.Register.Cases;
using Proviso.Register.Filling;
using Proviso.Register.Organisation;
using Proviso.Rulebook;

namespace Proviso.Register.Demo;

/// <summary>One request on its way: written down, asked about, decided by the book.</summary>
internal sealed class DemoCase(DemoWorld world, DemoScenario scenario, DemoPerson person)
{
    private readonly Random chance = world.Chance;
    private readonly DemoAnswers answers = new(scenario, world.Chance);

    internal DemoWorld World => world;

    internal DemoScenario Scenario => scenario;

    internal DemoPerson Person => person;

    internal Guid Request { get; private set; }

    internal Guid Handler { get; private set; }

    internal string PartyName { get; private set; } = "";

    internal Guid? Party { get; private set; }

    /// <summary>Writes the request down, and plans when it is decided.</summary>
    internal async Task ReceiveAsync()
    {
        Handler = chance.Of(world.Organisation.In(person.Unit));
        var now = world.Clock.Now;
        ChooseParty();
        var change = world.Store.Begin(Handler);
        var draft = chance.Percent(4) && !scenario.Emergency;
        Request = change.Add(person.Id, new Request
        {
            Stage = draft ? RequestStage.Draft : RequestStage.Open,
            Requester = scenario.Requester,
            PartyName = PartyName,
            Party = Party,
            Purpose = scenario.Purpose,
            Wanted = scenario.Wanted,
            PersonAsksFor = scenario.PersonAsksFor,
            CourtOrder = scenario.CourtOrder,
            StatutoryPower = scenario.StatutoryPower is { } power
                ? chance.Of(power.Split(','))
                : null,
            ReceivedAt = now.AddMinutes(-chance.Next(1, 20)),
            AnswerBy = AnswerBy(DateOnly.FromDateTime(now.UtcDateTime)),
            Emergency = scenario.Emergency,
            HandledBy = Handler,
            Team = person.Unit.Team.Id,
            Items = Pieces(),
        });
        await change.CommitAsync(world.Cancellation);
        var minutes = scenario.Emergency ? chance.Next(1, 8)
            : draft ? chance.Next(2000, 6000)
            : chance.Percent(70) ? chance.Next(4, 90) : chance.Next(300, 4000);
        world.Timeline.At(now.AddMinutes(minutes), () => DecideAsync(null, null));
    }

    /// <summary>Asks what the book asks, decides, and plans what follows.</summary>
    /// <param name="forget">A fact that somebody else settles now, so that an earlier answer to
    /// it no longer counts.</param>
    /// <param name="otherwise">Why it is decided against the book.</param>
    internal async Task DecideAsync(string? forget, Otherwise? otherwise)
    {
        var held = await world.Store.GetAsync<Request>(Request, world.Cancellation);
        var day = DateOnly.FromDateTime(world.Clock.Now.UtcDateTime);
        // The version that is written together with the decision is the one that it rests on.
        var next = held with
        {
            Version = held.Version + 1,
            Value = Forget(WithSaid(held.Value), forget) with { Stage = RequestStage.Open },
        };
        next = await AskAsync(next, day);
        var filled = await world.Decider.Filler.FillAsync(
            world.Store, next, day, world.Cancellation);
        var decided = filled.Select(f => world.Decider.Decide(f, day, out _)!).ToList();
        var waits = otherwise is null && decided.Exists(d => d.Adviser is not null);
        next = next with
        {
            Value = next.Value with
            {
                Stage = waits ? RequestStage.Waiting : RequestStage.Decided,
            },
        };
        var change = world.Store.Begin(Handler);
        change.Revise(held, next.Value);
        var decision = await world.Decider.RecordAsync(
            world.Store, change, next, day, decided, otherwise, world.Cancellation);
        await change.CommitAsync(world.Cancellation);
        new DemoAftermath(this, decision, decided, filled, day, otherwise).Plan(forget is null);
    }

    private async Task<Held<Request>> AskAsync(Held<Request> request, DateOnly day)
    {
        var filled = await world.Decider.Filler.FillAsync(
            world.Store, request, day, world.Cancellation);
        var facts = filled.ToDictionary(f => f.Item.Number, f => f.Facts);
        foreach (var item in filled)
        {
            while (world.Decider.Decide(
                item with { Facts = facts[item.Item.Number] }, day, out var next) is null)
            {
                var given = Give(next!, answers.To(next!));
                request = request with { Value = With(request.Value, item.Item, given) };
                var whole = next!.About is FactScope.Request;
                foreach (var number in facts.Keys.Where(n => whole || n == item.Item.Number))
                    facts[number] = facts[number].With(given);
            }
        }

        return request;
    }

    private static GivenFact Give(Fact fact, string answer) => answer == Fact.NotKnown
        ? new GivenFact(fact, fact.Presumed!.Value, NotKnown: true)
        : new GivenFact(fact, fact.IndexOf(answer));

    private Request With(Request request, RequestedItem item, GivenFact given)
    {
        var answer = new GivenAnswer(given.AnswerId, Handler, world.Clock.Now);
        if (given.Fact.About is FactScope.Request)
        {
            return request with
            {
                Answers = new Dictionary<string, GivenAnswer>(request.Answers)
                {
                    [given.Fact.Id] = answer,
                },
            };
        }

        return request with
        {
            Items = [.. request.Items.Select(i => i.Number != item.Number ? i : i with
            {
                Answers = new Dictionary<string, GivenAnswer>(i.Answers)
                {
                    [given.Fact.Id] = answer,
                },
            })],
        };
    }

    private Request WithSaid(Request request)
    {
        foreach (var (id, answer) in answers.Said)
        {
            var fact = world.Decider.Compiled.Book.FindFact(id)!;
            foreach (var item in request.Items)
                request = With(request, item, Give(fact, answer));
        }

        return request;
    }

    private static Request Forget(Request request, string? fact)
    {
        if (fact is null)
            return request;
        static IReadOnlyDictionary<string, GivenAnswer> Less(
            IReadOnlyDictionary<string, GivenAnswer> answers, string fact) =>
            answers.Where(a => a.Key != fact).ToDictionary(StringComparer.Ordinal);
        return request with
        {
            Answers = Less(request.Answers, fact),
            Items = [.. request.Items.Select(i => i with { Answers = Less(i.Answers, fact) })],
        };
    }

    private void ChooseParty()
    {
        if (scenario.Party == "person")
        {
            PartyName = person.Is.Name.ToDisplay();
        }
        else if (scenario.Party == "family")
        {
            var kind = DemoCases.KindOf(scenario);
            var holders = person.Authorities.Where(a => a.Kind == kind)
                .Select(a => a.Holder).ToList();
            var (id, is_) = kind is null
                ? chance.Of(person.Family)
                : person.Family.Find(f => f.Id == chance.Of(holders));
            if (is_ is null)
                (id, is_) = person.Family.Find(f => f.Id == holders[0]);
            (Party, PartyName) = (id, is_.Name.ToDisplay());
        }
        else
        {
            var key = chance.Of(scenario.Party.Split(' '));
            (Party, PartyName) = (world.Recipients[key], world.Recipients.NameOf(key));
        }
    }

    private List<RequestedItem> Pieces()
    {
        var kinds = scenario.Kinds.Split(' ').OrderBy(_ => chance.Next())
            .Take(chance.Weighted([1, 2, 3], n => n switch { 1 => 6, 2 => 3, _ => 1 })).ToList();
        var none = new Dictionary<string, GivenAnswer>(StringComparer.Ordinal);
        return [.. kinds.Select((kind, i) =>
        {
            var of = person.Items.Where(item => item.Kind == kind).ToList();
            var one = of.Count > 0 && chance.Percent(85) ? chance.Of(of) : null;
            return new RequestedItem(
                i + 1, one is null ? kind : null, one?.Id,
                one is null
                    ? world.Decider.Compiled.Book.FindFact("item-kind")!.Answers
                        .First(a => a.Id == kind).Label
                    : $"{one.Title}, {one.Date:d MMMM yyyy}",
                scenario.Why, none);
        })];
    }

    private DateTimeOffset AnswerBy(DateOnly today)
    {
        var day = scenario switch
        {
            { Emergency: true } => today,
            { PersonAsksFor: "own-information" } => today.AddMonths(1),
            { CourtOrder: not null } => DemoChance.WorkingDays(today, 7),
            { StatutoryPower: not null } => DemoChance.WorkingDays(today, 10),
            _ => DemoChance.WorkingDays(today, 3),
        };
        return new DateTimeOffset(day.ToDateTime(new TimeOnly(17, 0)), TimeSpan.Zero);
    }
}
