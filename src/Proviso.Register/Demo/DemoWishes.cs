using Proviso.Register.Wishes;

namespace Proviso.Register.Demo;

/// <summary>What one person says about sharing as time goes by.</summary>
internal sealed class DemoWishes(DemoWorld world, DemoPerson person)
{
    private readonly Random chance = world.Chance;

    internal void Plan()
    {
        var until = world.Today.AddDays(-2);
        if (person.Family.Count > 0 && chance.Percent(60))
        {
            At(person.Admitted.AddDays(1), () => AddAsync(ForFamily()), withdrawn: 15);
        }

        if (chance.Percent(45))
            At(chance.Day(person.Admitted.AddDays(1), until), () => AddAsync(ForPractice()), 5);
        if (chance.Percent(12))
            At(chance.Day(person.Admitted.AddDays(1), until), () => AddAsync(Against()), 25);
        if (chance.Percent(8))
            At(person.Admitted.AddDays(1), () => AddAsync(OptOut(WishKind.NationalOptOut)), 5);
        if (chance.Percent(3))
            At(person.Admitted.AddDays(1), () => AddAsync(OptOut(WishKind.PracticeOptOut)));
        if (chance.Percent(3))
        {
            At(
                person.Admitted.AddDays(1),
                () => AddAsync(OptOut(WishKind.SummaryCareRecordOptOut)));
        }
    }

    private void At(DateOnly day, Func<Task<Guid>> add, int withdrawn = 0)
    {
        world.Timeline.At(chance.TimeOn(DemoChance.Weekday(day)), async () =>
        {
            var wish = await add();
            if (chance.Percent(withdrawn))
            {
                var back = chance.Day(day.AddDays(20), world.Today.AddDays(-1));
                world.Timeline.At(chance.TimeOn(back), () => WithdrawAsync(wish));
            }
        });
    }

    private async Task<Guid> AddAsync(Wish wish)
    {
        var change = world.Store.Begin(wish.TakenBy);
        var id = change.Add(person.Id, wish);
        await change.CommitAsync(world.Cancellation);
        return id;
    }

    private async Task WithdrawAsync(Guid id)
    {
        var held = await world.Store.GetAsync<Wish>(id, world.Cancellation);
        var by = chance.Of(world.Organisation.In(person.Unit));
        var change = world.Store.Begin(by);
        change.Revise(held, held.Value with
        {
            WithdrawnOn = Today(),
            WithdrawnHow = chance.Of(
            [
                "Said it at breakfast and again in private. Told that what was shared before "
                    + "cannot be called back.",
                "By letter; rung back, understood what it means for the review.",
                "Told the key worker after a quarrel; asked again a week later, same answer.",
            ]),
        });
        await change.CommitAsync(world.Cancellation);
    }

    private DateOnly Today() => DateOnly.FromDateTime(world.Clock.Now.UtcDateTime);

    private Guid Heard() => chance.Of(world.Organisation.In(person.Unit));

    private Wish ForFamily()
    {
        var (id, is_) = chance.Of(person.Family);
        return new Wish
        {
            Says = WishKind.Consent,
            About = new Scope
            {
                ItemKinds = chance.Percent(60) ? ["care-record"] : ["care-record", "health-record"],
                Parties = [id], Purposes = ["other"],
            },
            From = Today(),
            ReviewOn = Today().AddMonths(12),
            Written = chance.Percent(50),
            Explained = $"That the {is_.Relation} hears how the week went and of any fall, and "
                + "nothing else; that it can be taken back at any time",
            Benefit = "Does not have to tell everything twice; the family can plan visits",
            TakenBy = Heard(),
        };
    }

    private Wish ForPractice() => new()
    {
        Says = WishKind.Consent,
        About = new Scope
        {
            ItemKinds = ["health-record", "care-record", "letter"],
            Parties = [world.Recipients["gp-canal"], world.Recipients["gp-beacon"]],
            Purposes = ["direct-care"],
        },
        From = Today(),
        Explicit = chance.Percent(70),
        Explained = "That the practice and the team keep each other informed",
        Benefit = "One set of medicines that everybody knows of",
        TakenBy = Heard(),
    };

    private Wish Against() => new()
    {
        Says = chance.Percent(70) ? WishKind.Objection : WishKind.Refusal,
        About = person.Family.Count > 0 && chance.Percent(60)
            ? new Scope { Parties = [chance.Of(person.Family).Id] }
            : new Scope
            {
                ItemKinds = [chance.Of(["mental-health", "sexual-health", "told-in-confidence"])],
                PartyKinds = ["care-professional", "carer", "local-authority"],
            },
        From = Today(),
        Explained = "What staff may then not be able to arrange; who would still be told in an "
            + "emergency or if the law requires it",
        Concerns = chance.Of(
        [
            "Fears talk in the family. Offered that one named person is told and nobody else.",
            "Had a bad experience with another service that passed a letter on.",
            "Wants to tell it herself when she is ready.",
        ]),
        TakenBy = Heard(),
    };

    private Wish OptOut(WishKind kind) => new()
    {
        Says = kind,
        About = Scope.Everything,
        From = Today(),
        Written = true,
        Explained = "As it stands on the national page; does not touch care",
        TakenBy = Heard(),
    };
}
