using Proviso.Identifiers;
using Proviso.Register;
using Proviso.Register.Interchange;
using Proviso.Register.People;

namespace Proviso.Fhir.Reading;

/// <summary>Patient to person, with the people around them.</summary>
internal static class PatientMapping
{
    internal static IEnumerable<Incoming> Read(Bundle bundle, Resource resource, Element root)
    {
        var key = Identifiers(root, Bundle.KeyOf(resource.Json));
        var (name, former) = Names(root);
        var born = root.Day("birthDate");
        var died = Died(root);
        var sex = root.Text("gender");
        var addresses = root.Each("address").Select(Parts.Address).ToList();
        var contacts = Parts.Contacts(root);
        var language = Language(root);
        var today = bundle.Around.Today;
        if (born > today || died > today || died < born)
            throw root.Refuse("birthDate", "date-order", "The days of birth and death cannot be.");
        yield return Mapping.Record<Person>(resource, key, null, old =>
        {
            var person = old ?? new Person { Name = name };
            return person with
            {
                Name = name with { KnownAs = name.KnownAs ?? person.Name.KnownAs },
                FormerNames = former.Count > 0 ? former : person.FormerNames,
                BornOn = born ?? person.BornOn,
                DiedOn = died ?? person.DiedOn,
                NhsNumber = key.NhsNumber ?? person.NhsNumber,
                LocalNumber = key.LocalNumber ?? person.LocalNumber,
                Sex = sex ?? person.Sex,
                Addresses = addresses.Count > 0 ? addresses : person.Addresses,
                Contacts = contacts.Count > 0 ? contacts : person.Contacts,
                Language = language ?? person.Language,
            };
        });
        foreach (var contact in root.Each("contact"))
        {
            if (Around(bundle, resource, key, contact) is { } related)
                yield return related;
        }
    }

    private static PersonKey Identifiers(Element root, PersonKey key)
    {
        foreach (var identifier in root.Each("identifier"))
        {
            var (system, value) = (identifier.Text("system"), identifier.Text("value")?.Trim());
            if (system == Systems.NhsNumber)
            {
                if (!NhsNumber.Parse(value).TryGetValue(out var number, out var error))
                    throw root.Refuse("identifier", error.Code, error.Message);
                if (key.NhsNumber != number)
                {
                    throw root.Refuse(
                        "identifier", "person-unclear", "Has two different NHS numbers.");
                }

                identifier.Text("use");
            }
            else if (system != Systems.Id && value != key.LocalNumber)
            {
                identifier.LeaveAll("The register keeps one number beside the NHS number.");
            }
            else
            {
                identifier.Text("use");
                if (identifier.One("type") is { } type)
                    Parts.Code(type.Each("coding"), Systems.IdentifierType);
            }
        }

        return key.IsEmpty
            ? throw root.Refuse(
                "identifier", "person-unnamed", "Has neither an NHS number nor a number of your "
                + "organisation.")
            : key;
    }

    private static (PersonName Name, List<PersonName> Former) Names(Element root)
    {
        PersonName? name = null;
        string? knownAs = null;
        var former = new List<PersonName>();
        foreach (var one in root.Each("name"))
        {
            var use = one.Text("use");
            if (use == "nickname")
            {
                knownAs ??= string.Join(' ', one.Texts("given")) is { Length: > 0 } given
                    ? given : one.Text("text");
            }
            else if (Parts.Name(one) is not { } read)
            {
                one.LeaveAll("Has no name.");
            }
            else if (use is "old" or "maiden")
            {
                former.Add(read with
                {
                    KnownAs = one.Ours("known-as")?.Text("valueString"),
                });
            }
            else if (name is null)
            {
                name = read;
            }
            else
            {
                one.LeaveAll("The register keeps one name, and former ones.");
            }
        }

        return name is null
            ? throw root.Refuse("name", "cell-empty", "Has no name.")
            : (name with { KnownAs = knownAs }, former);
    }

    // Somebody who died must not come in as living.
    private static DateOnly? Died(Element root)
    {
        if (root.Yes("deceasedBoolean") == true)
        {
            throw root.Refuse(
                "deceasedBoolean", "death-undated",
                "Says that the person died, but not when. Give the day as deceasedDateTime.");
        }

        var died = root.Day("deceasedDateTime");
        return died is null && root.Has("deceasedDateTime")
            ? throw root.Refuse(
                "deceasedDateTime", "death-undated", "Gives only a part of the day of death.")
            : died;
    }

    private static string? Language(Element root)
    {
        string? language = null;
        foreach (var one in root.Each("communication"))
        {
            var preferred = one.Yes("preferred") == true;
            if (language is null || preferred)
                language = Parts.Words(one.One("language"));
            else
                one.LeaveAll("The register keeps one language.");
        }

        return language;
    }

    private static Incoming? Around(
        Bundle bundle, Resource resource, PersonKey key, Element contact)
    {
        if (contact.One("name") is not { } named || Parts.Name(named) is not { } name)
        {
            contact.LeaveAll("Names nobody.");
            return null;
        }

        var relation = string.Join(
            ", ", contact.Each("relationship").Select(Parts.Words).OfType<string>());
        var contacts = Parts.Contacts(contact);
        var person = key.NhsNumber?.ToCompact() ?? key.LocalNumber ?? $"{key.Id:D}";
        var id = bundle.Around.Ids.OfContent(
            typeof(RelatedPerson), $"{person}|{name.ToDisplay()}|{relation}");
        return Mapping.Record<RelatedPerson>(resource, key, id, old =>
        {
            var related = old ?? new RelatedPerson { Name = name, Relation = "contact" };
            return related with
            {
                Name = name with { KnownAs = related.Name.KnownAs },
                Relation = relation.Length > 0 ? relation : related.Relation,
                Contacts = contacts.Count > 0 ? contacts : related.Contacts,
            };
        });
    }
}

/// <summary>RelatedPerson to related person.</summary>
internal static class RelatedPersonMapping
{
    internal static Incoming Read(Bundle bundle, Resource resource, Element root)
    {
        var key = bundle.PersonOf(root, "patient");
        var id = bundle.IdOf(resource, typeof(RelatedPerson));
        Mappings.TakeIdentifier(root);
        var names = root.Each("name");
        var name = names.Select(Parts.Name).FirstOrDefault(n => n is not null)
            ?? throw root.Refuse("name", "cell-empty", "Has no name.");
        foreach (var other in names.Skip(1))
            other.LeaveAll("The register keeps one name.");
        var relation = string.Join(
            ", ", root.Each("relationship").Select(Parts.Words).OfType<string>());
        var contacts = Parts.Contacts(root);
        var knownAs = root.Ours("known-as")?.Text("valueString");
        var cares = root.Ours("cares") is { } days ? Parts.Period(days.One("valuePeriod"))
            : root.Ours("cares-always")?.Yes("valueBoolean") == true ? Period.Always : null;
        var willing = root.Ours("willing-to-be-told")?.Yes("valueBoolean");
        if (root.Yes("active") == false)
            root.Leave("active", "The register keeps who cares for the person, and until when.");
        return Mapping.Record<RelatedPerson>(resource, key, id, old =>
        {
            var related = old ?? new RelatedPerson { Name = name, Relation = "contact" };
            return related with
            {
                Name = name with { KnownAs = knownAs ?? related.Name.KnownAs },
                Relation = relation.Length > 0 ? relation : related.Relation,
                Contacts = contacts.Count > 0 ? contacts : related.Contacts,
                Cares = cares ?? related.Cares,
                WillingToBeTold = willing ?? related.WillingToBeTold,
            };
        });
    }
}

/// <summary>What several resources have in common.</summary>
internal static class Mappings
{
    /// <summary>The first identifier makes the id here; others are left.</summary>
    internal static void TakeIdentifier(Element root)
    {
        foreach (var (identifier, i) in root.Each("identifier").Select((e, i) => (e, i)))
        {
            if (i == 0)
                (_, _) = (identifier.Text("system"), identifier.Text("value"));
        }
    }
}
