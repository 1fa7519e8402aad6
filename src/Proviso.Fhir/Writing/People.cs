using System.Text.Json;
using Proviso.Register;
using Proviso.Register.People;

namespace Proviso.Fhir.Writing;

/// <summary>Patient and RelatedPerson.</summary>
internal static class People
{
    internal static void Patient(Utf8JsonWriter json, Held<Person> held)
    {
        var person = held.Value;
        Identifiers(json, held);
        json.Each("name", Names(person), write => write(json));
        Telecom(json, person.Contacts);
        if (person.Sex is "male" or "female" or "other" or "unknown")
            json.WriteString("gender", person.Sex);
        json.Day("birthDate", person.BornOn);
        json.Day("deceasedDateTime", person.DiedOn);
        json.Each("address", person.Addresses, a =>
        {
            json.Texts("line", a.Lines);
            json.Text("postalCode", a.Postcode?.ToDisplay());
            json.Period("period", a.Lived.From, a.Lived.Until);
        });
        json.Each("communication", [person.Language], language =>
        {
            json.Object("language", () => json.Text("text", language));
            json.WriteBoolean("preferred", true);
        });
    }

    internal static void Related(Utf8JsonWriter json, Held<RelatedPerson> held)
    {
        var related = held.Value;
        json.Extensions(
            ("known-as", "valueString", related.Name.KnownAs),
            ("cares", "valuePeriod", related.Cares is { From: null, Until: null }
                ? null : related.Cares),
            ("cares-always", "valueBoolean",
                related.Cares is { From: null, Until: null } ? true : null),
            ("willing-to-be-told", "valueBoolean", related.WillingToBeTold));
        json.OwnIdentifier(held.Id);
        json.Reference("patient", held.Owner);
        json.Each("relationship", [related.Relation], r => json.Text("text", r));
        json.Each("name", [related.Name], n => Name(json, n, null));
        Telecom(json, related.Contacts);
    }

    private static void Identifiers(Utf8JsonWriter json, Held<Person> held)
    {
        var all = new List<Action>();
        if (held.Value.NhsNumber is { } number)
        {
            all.Add(() =>
            {
                json.WriteString("use", "official");
                json.WriteString("system", Systems.NhsNumber);
                json.WriteString("value", number.ToCompact());
            });
        }

        if (held.Value.LocalNumber is { Length: > 0 } local)
        {
            all.Add(() =>
            {
                json.WriteString("use", "usual");
                json.Concept("type", Systems.IdentifierType, "MR");
                json.WriteString("value", local);
            });
        }

        all.Add(() => Json.Identifier(json, held.Id));
        json.Each("identifier", all, write => write());
    }

    private static IEnumerable<Action<Utf8JsonWriter>> Names(Person person)
    {
        yield return json => Name(json, person.Name, "official");
        if (person.Name.KnownAs is { Length: > 0 } knownAs)
        {
            yield return json =>
            {
                json.WriteString("use", "nickname");
                json.Texts("given", [knownAs]);
            };
        }

        foreach (var former in person.FormerNames)
        {
            yield return json =>
            {
                json.Extensions(("known-as", "valueString", former.KnownAs));
                Name(json, former, "old");
            };
        }
    }

    private static void Name(Utf8JsonWriter json, PersonName name, string? use)
    {
        json.Text("use", use);
        json.Text("family", name.Family);
        json.Texts("given", [name.Given]);
        json.Texts("prefix", name.Title is null ? [] : [name.Title]);
    }

    private static void Telecom(Utf8JsonWriter json, IEnumerable<Contact> contacts) =>
        json.Each("telecom", contacts, c =>
        {
            json.Extensions(
                ("contact-note", "valueString", c.Note),
                ("post", "valueBoolean", c.By == ContactBy.Post ? true : null));
            json.WriteString("system", c.By switch
            {
                ContactBy.Phone => "phone",
                ContactBy.Email => "email",
                ContactBy.Text => "sms",
                _ => "other",
            });
            json.Text("value", c.Value);
        });
}
