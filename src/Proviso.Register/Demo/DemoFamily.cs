using Proviso.Register.People;
using Proviso.Register.Recipients;

namespace Proviso.Register.Demo;

/// <summary>The family around one person, and who of them may act for the person.</summary>
internal sealed class DemoFamily(
    DemoWorld world, Change change, DemoPerson person, Guid by, DateOnly today)
{
    private readonly Random chance = world.Chance;

    internal void Add()
    {
        if (person.AgeOn(today) < 18)
        {
            AddParents();
            return;
        }

        var relations = person.AgeOn(today) > 60
            ? new[] { "daughter", "son", "wife or husband", "niece", "neighbour", "grandson" }
            : ["mother", "sister", "brother", "father", "friend", "partner"];
        var count = chance.Weighted([0, 1, 2, 3], n => n switch { 0 => 1, 1 => 4, 2 => 4, _ => 2 });
        foreach (var relation in relations.OrderBy(_ => chance.Next()).Take(count))
            AddRelative(relation);
        AddAuthorities();
    }

    private void AddRelative(string relation)
    {
        var woman = relation switch
        {
            "daughter" or "niece" or "mother" or "sister" => true,
            "son" or "grandson" or "brother" or "father" => false,
            "wife or husband" => !person.IsWoman,
            _ => chance.Percent(50),
        };
        var said = relation == "wife or husband" ? woman ? "wife" : "husband" : relation;
        var family = relation is "neighbour" or "friend" or "partner" or "niece"
            || (relation == "daughter" && chance.Percent(60)) ? null : person.Is.Name.Family;
        var cares = chance.Percent(65);
        var related = new RelatedPerson
        {
            Name = world.Names.Name(woman, family: family),
            Relation = said,
            Cares = cares ? new Period(today.AddDays(-chance.Next(60, 4000))) : null,
            WillingToBeTold = chance.Percent(80) ? true : null,
            Bars = chance.Percent(6) ? [ABar()] : [],
            BarsCheckedOn = chance.Percent(75) ? today : null,
            Contacts = [new Contact(ContactBy.Phone, world.Names.Phone(mobile: true))],
            Checks = chance.Percent(80)
                ? [new IdentityCheck(
                    "Known to the team, visits every week", true, by, today, today.AddYears(3))]
                : [],
        };
        person.Family.Add((change.Add(person.Id, related), related));
    }

    private Bar ABar()
    {
        var kind = chance.Of(["record-against", "safeguarding-concern", "legal-document"]);
        var (why, seen) = kind switch
        {
            "record-against" => (
                "Asked years ago that this relative hears nothing about money or health",
                "Note in the care plan"),
            "safeguarding-concern" => (
                "An enquiry about missing money is open", "Letter of the council's enquiry team"),
            _ => ("An order forbids contact", "Non-molestation order, sealed copy"),
        };
        return new Bar(
            kind, why, new Evidence(seen, by, today), new Period(today.AddDays(-20)));
    }

    private void AddAuthorities()
    {
        if (person.Family.Count == 0)
            return;
        var (holder, _) = person.Family[0];
        var lacks = person.Capacity == "lacks-capacity";
        if (chance.Percent(lacks ? 55 : 15))
        {
            Grant(holder, AuthorityKind.AttorneyHealthAndWelfare, chance.Percent(85),
                "Lasting power of attorney, health and welfare, every page stamped",
                ["care-record", "health-record", "letter", "mental-health", "whole-record"]);
        }

        if (chance.Percent(lacks ? 45 : 20))
        {
            Grant(chance.Of(person.Family).Id, AuthorityKind.AttorneyPropertyAndFinance,
                chance.Percent(80), "Lasting power of attorney, property and financial affairs",
                ["finance", "identity-details"]);
        }
        else if (lacks && chance.Percent(25))
        {
            Grant(chance.Of(person.Family).Id, AuthorityKind.Deputy, true,
                "Order of the Court of Protection, sealed", ["finance", "care-record", "letter"]);
        }

        if (person.AgeOn(today) > 70 && chance.Percent(30))
        {
            Grant(holder, AuthorityKind.PersonalRepresentative, true,
                "Named as executor in the will; copy seen", null);
        }
    }

    private void AddParents()
    {
        foreach (var mother in new[] { true, false }.Take(chance.Percent(70) ? 2 : 1))
        {
            var related = new RelatedPerson
            {
                Name = world.Names.Name(mother, family: person.Is.Name.Family),
                Relation = mother ? "mother" : "father",
                Cares = mother || chance.Percent(60) ? new Period(person.Is.BornOn) : null,
                WillingToBeTold = true,
                BarsCheckedOn = today,
                Contacts = [new Contact(ContactBy.Phone, world.Names.Phone(mobile: true))],
                Checks = [new IdentityCheck(
                    "Birth certificate and passport", true, by, today, today.AddYears(3))],
            };
            var id = change.Add(person.Id, related);
            person.Family.Add((id, related));
            Grant(id, AuthorityKind.ParentalResponsibility, true,
                chance.Percent(85) ? "Birth certificate, names both parents" : null, null,
                ended: !mother && chance.Percent(8));
        }
    }

    private void Grant(
        Guid holder, AuthorityKind kind, bool registered, string? document,
        IReadOnlyList<string>? covers, bool ended = false)
    {
        change.Add(person.Id, new Authority
        {
            Holder = holder,
            Authorises = kind,
            Document = document is null ? null : new Evidence(document, by, today),
            Registered = registered,
            Covers = covers,
            Stands = new Period(today.AddDays(-chance.Next(0, 1500))),
            EndedOn = ended ? today : null,
        });
        person.Authorities.Add((holder, kind));
    }
}
