using Proviso.Register.People;

namespace Proviso.Register.Demo;

/// <summary>Twelve months of requests, spread over the people and the days.</summary>
internal sealed class DemoCases(DemoWorld world)
{
    private readonly Random chance = world.Chance;

    /// <summary>Puts requests on the timeline; who they are about is found when the time comes.
    /// </summary>
    internal void Plan(int requests)
    {
        // Each kind of request comes up once at least; the rest by how common it is.
        var scenarios = DemoScenarios.All.ToList();
        while (scenarios.Count < requests)
            scenarios.Add(chance.Weighted(DemoScenarios.All, s => s.Weight));
        foreach (var scenario in scenarios)
        {
            var day = chance.Day(world.FirstRequest, world.Today.AddDays(-1));
            if (!scenario.Emergency && chance.Percent(85))
                day = DemoChance.Weekday(day);
            world.Timeline.At(
                chance.TimeOn(day, scenario.Emergency), () => BeginAsync(scenario));
        }

        // What lies on the desks this morning.
        for (var i = 0; i < 14; i++)
        {
            var scenario = chance.Weighted(DemoScenarios.All, s => s.Weight);
            world.Timeline.At(
                chance.TimeOn(DemoChance.WorkingDays(world.Today.AddDays(-4), 1).AddDays(i % 3)),
                () => BeginAsync(scenario));
        }
    }

    /// <summary>The kind of authority that a scenario is about.</summary>
    internal static AuthorityKind? KindOf(DemoScenario scenario) => scenario.About switch
    {
        "attorney" => AuthorityKind.AttorneyHealthAndWelfare,
        "finance-attorney" => AuthorityKind.AttorneyPropertyAndFinance,
        "deputy" => AuthorityKind.Deputy,
        "executor" => AuthorityKind.PersonalRepresentative,
        _ => null,
    };

    private async Task BeginAsync(DemoScenario scenario)
    {
        var day = DateOnly.FromDateTime(world.Clock.Now.UtcDateTime);
        var about = world.People.Where(p => Fits(scenario, p, day)).ToList();
        if (about.Count > 0)
            await new DemoCase(world, scenario, chance.Of(about)).ReceiveAsync();
    }

    private static bool Fits(DemoScenario scenario, DemoPerson person, DateOnly day)
    {
        var dead = person.Is.DiedOn is { } died && died <= day;
        if (dead != scenario.About is "dead" or "executor")
            return false;
        if (scenario.Party == "family" && person.Family.Count == 0)
            return false;
        var age = person.AgeOn(day);
        return scenario.About switch
        {
            "child" => age < 16,
            "young" => age is 16 or 17,
            "lacks" => age >= 18 && person.Capacity == "lacks-capacity",
            "adult" => age >= 18,
            _ => KindOf(scenario) is not { } kind || person.Authorities.Exists(a => a.Kind == kind),
        };
    }
}
