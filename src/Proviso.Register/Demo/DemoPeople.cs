using Proviso.Register.People;
using Proviso.Register.Recipients;
using Proviso.Register.Wishes;

namespace Proviso.Register.Demo;

/// <summary>The people whom the care group cares for, with their families and wishes.</summary>
internal sealed class DemoPeople(DemoWorld world)
{
    private static readonly string[] Needs =
    [
        "Wears a hearing aid in the left ear; speak to her right side.",
        "Large print, please; cannot read ordinary letters.",
        "Uses Makaton signs and a book of pictures.",
        "Understands short sentences; give time to answer.",
        "Needs an interpreter for anything about health.",
        "Reads lips; do not cover your mouth.",
    ];

    private readonly Random chance = world.Chance;

    /// <summary>Puts everybody's first day on the timeline.</summary>
    internal void Plan(int people)
    {
        for (var i = 0; i < people; i++)
        {
            var unit = UnitOf(i);
            var early = i % 5 != 4;
            var admitted = early
                ? world.Start.AddDays(chance.Next(1, 14))
                : chance.Day(world.Start.AddDays(20), world.Today.AddDays(-20));
            var number = i;
            world.Timeline.At(
                chance.TimeOn(DemoChance.Weekday(admitted)), () => AdmitAsync(number, unit));
        }
    }

    private DemoOrganisation.Unit UnitOf(int number)
    {
        var units = world.Organisation.Units;
        return units[number % units.Count];
    }

    private async Task AdmitAsync(int number, DemoOrganisation.Unit unit)
    {
        var today = DateOnly.FromDateTime(world.Clock.Now.UtcDateTime);
        var by = chance.Of(world.Organisation.In(unit));
        var change = world.Store.Begin(by);
        var born = Born(unit, today);
        var is_ = NewPerson(number, unit, born, today);
        var person = new DemoPerson
        {
            Id = change.AddOwner(is_), Is = is_, Unit = unit, Admitted = today,
        };
        world.People.Add(person);
        change.Add(person.Id, new CareRelationship
        {
            With = unit.Team.Id, How = "presented", Shown = "Care plan and contract",
            Lasts = new Period(today),
        });
        AddProfessionals(change, person, today);
        AddCapacity(change, person, by, today);
        new DemoFamily(world, change, person, by, today).Add();
        await change.CommitAsync(world.Cancellation);
        await new DemoItems(world).AddFirstAsync(person);
        PlanLife(person);
    }

    private DateOnly Born(DemoOrganisation.Unit unit, DateOnly today)
    {
        var (from, until) = unit.Kind switch
        {
            "nursing-home" => (68, 99),
            "home-care" => (45, 96),
            _ when unit.Team.Name == "Bridge" => (7, 19),
            _ => (18, 66),
        };
        return chance.Day(today.AddYears(-until), today.AddYears(-from));
    }

    private Person NewPerson(
        int number, DemoOrganisation.Unit unit, DateOnly born, DateOnly today)
    {
        var woman = chance.Percent(unit.Kind == "supported-living" ? 45 : 62);
        var adult = born <= today.AddYears(-18);
        var (women, men, family) = world.Names.Family();
        var name = new PersonName(
            family, chance.Of(woman ? women : men),
            !adult ? null : woman ? chance.Of(["Mrs", "Mrs", "Mrs", "Miss", "Ms"]) : "Mr",
            chance.Percent(15) ? chance.Of(woman ? women : men) : null);
        var moved = today.AddDays(-chance.Next(0, 900));
        return new Person
        {
            Name = name,
            FormerNames = woman && name.Title == "Mrs" && chance.Percent(60)
                ? [new PersonName(world.Names.Family().Family, name.Given)]
                : [],
            BornOn = born,
            NhsNumber = chance.Percent(97) ? world.Names.NhsNumber() : null,
            LocalNumber = $"AG{number + 1001}",
            Sex = woman ? "female" : "male",
            Addresses = chance.Percent(55)
                ? [world.Names.Address(new Period(null, moved.AddDays(-1))),
                    world.Names.Address(new Period(moved))]
                : [world.Names.Address(new Period(moved))],
            Contacts = Contacts(adult, name),
            Language = chance.Percent(90) ? "English" : chance.Of(["Punjabi", "Urdu", "Polish"]),
            CommunicationNeeds = chance.Percent(25) ? chance.Of(Needs) : null,
            SafeContact = chance.Percent(5)
                ? "Never ring the house. Use the mobile, weekdays before three, and give no name."
                : null,
            RisksOfSharing = chance.Percent(5)
                ? ["A former partner looks for the address. He has rung services before."]
                : [],
            Teams = [unit.Team.Id],
            SensitiveKinds = chance.Percent(12)
                ? [chance.Of(["mental-health", "sexual-health", "finance", "told-in-confidence"])]
                : [],
        };
    }

    private List<Contact> Contacts(bool adult, PersonName name)
    {
        if (!adult)
            return [];
        var contacts = new List<Contact> { new(ContactBy.Phone, world.Names.Phone(false)) };
        if (chance.Percent(45))
            contacts.Add(new Contact(ContactBy.Text, world.Names.Phone(true), "Daughter helps"));
        if (chance.Percent(25))
        {
            contacts.Add(new Contact(
                ContactBy.Email, $"{Words.Fold(name.Given).Replace(' ', '.')}@mail.example"));
        }

        return contacts;
    }

    private void AddProfessionals(Change change, DemoPerson person, DateOnly today)
    {
        foreach (var (key, how, shown, percent) in new[]
        {
            (chance.Percent(60) ? "gp-canal" : "gp-beacon", "presented", "Registered there", 100),
            ("pharmacy", "referred", "Repeat prescriptions", 70),
            ("district-nurses", "referred", "Referral by the practice", 45),
            ("ward", "emergency", "Brought in by ambulance", 20),
            ("council-adults", "told", "Told at the review of the care plan", 60),
            ("podiatry", "referred", "Referral, agreed by the person", 20),
        })
        {
            if (!chance.Percent(percent))
                continue;
            change.Add(person.Id, new CareRelationship
            {
                With = world.Recipients[key], How = how, Shown = shown,
                Lasts = new Period(today.AddDays(-chance.Next(0, 700))),
            });
        }
    }

    private void AddCapacity(Change change, DemoPerson person, Guid by, DateOnly today)
    {
        var age = person.AgeOn(today);
        var (percent, findings) = (age < 16, person.Unit.Team.Name) switch
        {
            (true, _) => (40, new[] { "competent", "not-competent" }),
            (_, "Elm") => (70, ["lacks-capacity", "lacks-capacity", "has-capacity"]),
            (_, "Millrace" or "Wharf Street") => (50, ["lacks-capacity", "has-capacity"]),
            _ => (18, ["has-capacity", "lacks-capacity"]),
        };
        if (!chance.Percent(percent))
            return;
        var finding = chance.Of(findings);
        person.Capacity = finding;
        var on = today.AddDays(-chance.Next(0, 20));
        var unable = finding is "lacks-capacity" or "not-competent";
        var assessment = change.Add(person.Id, new CapacityAssessment
        {
            Decision = Scope.Everything,
            Impairment = age >= 16 ? unable || chance.Percent(50) : null,
            Unable = unable ? [Inability.Retain, Inability.Weigh] : [],
            Finding = finding,
            OfChild = age < 16,
            Fluctuates = unable && chance.Percent(15),
            Shown = new Evidence(
                unable
                    ? "Told three times who would be told and what; could not say it back"
                    : "Explained in her own words who would be told, and why that mattered to her",
                by, on),
            Stands = new Period(on, world.Today.AddMonths(8)),
        });
        if (unable && age >= 16 && chance.Percent(60))
        {
            change.Add(person.Id, new BestInterestsDecision
            {
                Assessment = assessment,
                Decision = new Scope
                {
                    PartyKinds = ["carer"], ItemKinds = ["care-record", "health-record"],
                },
                Best = chance.Percent(85),
                Weighed = "Was always open with the family; enjoys it when they know how the week "
                    + "went; the family and the key worker were asked",
                Shown = new Evidence("Meeting at the house, minutes in the file", by, on),
                Stands = new Period(on, world.Today.AddMonths(8)),
            });
        }
    }

    // What becomes of them within the time of the register.
    private void PlanLife(DemoPerson person)
    {
        new DemoItems(world).PlanLater(person);
        new DemoWishes(world, person).Plan();
        var old = person.AgeOn(world.Today) > 70;
        if (chance.Percent(old ? 14 : 1))
        {
            var day = chance.Day(person.Admitted.AddDays(30), world.Today.AddDays(-5));
            world.Timeline.At(chance.TimeOn(day, anyHour: true), () => ReviseAsync(
                person, p => p with { DiedOn = day }));
        }
        else if (chance.Percent(10))
        {
            var day = chance.Day(person.Admitted.AddDays(10), world.Today.AddDays(-3));
            world.Timeline.At(chance.TimeOn(day), () => ReviseAsync(person, p => Moved(p, day)));
        }
    }

    private Person Moved(Person person, DateOnly day)
    {
        var last = person.Addresses[^1];
        return person with
        {
            Addresses =
            [
                .. person.Addresses.SkipLast(1),
                last with { Lived = last.Lived with { Until = day.AddDays(-1) } },
                world.Names.Address(new Period(day)),
            ],
        };
    }

    private async Task ReviseAsync(DemoPerson person, Func<Person, Person> revise)
    {
        var held = await world.Store.GetAsync<Person>(person.Id, world.Cancellation);
        var change = world.Store.Begin(chance.Of(world.Organisation.In(person.Unit)));
        person.Is = revise(held.Value);
        change.Revise(held, person.Is);
        await change.CommitAsync(world.Cancellation);
    }
}
