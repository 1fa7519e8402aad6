using Proviso.Register;
using Proviso.Register.Interchange;
using Proviso.Register.Items;
using Proviso.Register.People;
using Proviso.Register.Wishes;

namespace Proviso.Fhir.Reading;

/// <summary>
/// Consent to wish. Whatever narrows a consent and cannot be read refuses the whole: left out, it
/// would make a yes wider than it was given.
/// </summary>
internal static class ConsentMapping
{
    private const string Narrows = "Narrows the consent in a way that the register does not know, "
        + "so it was not taken.";

    private static readonly string[] Unknown =
        ["securityLabel", "code", "dataPeriod", "provision", "modifierExtension"];

    internal static Incoming Read(Bundle bundle, Resource resource, Element root)
    {
        var key = bundle.PersonOf(root, "patient");
        var id = bundle.IdOf(resource, typeof(Wish));
        Mappings.TakeIdentifier(root);
        CheckScope(root);
        var references = new List<Reference>();
        var provision = root.One("provision");
        var says = Says(root, provision);
        var about = About(bundle, provision, references);
        var period = Parts.Period(provision?.One("period"));
        var said = root.Day("dateTime");
        if (period.From is not null && said != period.From)
            root.Leave("dateTime", "It counts from the day on which its period starts.");
        var from = period.From ?? said ?? throw root.Refuse(
            "dateTime", "date-unclear", "Says not from which day it counts.");
        var withdrawn = Withdrawn(root);
        if (withdrawn < from || period.Until < from)
            throw root.Refuse("provision", "date-order", "Ends before it begins.");
        var givenBy = GivenBy(bundle, root, references);
        var written = root.Ours("written")?.Yes("valueBoolean");
        var spoken = root.Ours("explicit")?.Yes("valueBoolean");
        var by = bundle.Around.By;
        return Mapping.Record<Wish>(
            resource, key, id,
            old => (old ?? new Wish { Says = says, About = about, From = from, TakenBy = by }) with
            {
                Says = says,
                About = about,
                From = from,
                Until = period.Until,
                WithdrawnOn = withdrawn,
                GivenBy = givenBy ?? old?.GivenBy,
                Written = written ?? old?.Written ?? false,
                Explicit = spoken ?? old?.Explicit ?? true,
            },
            references);
    }

    private static void CheckScope(Element root)
    {
        var scope = root.One("scope") is { } concept
            ? Parts.Code(concept.Each("coding"), Systems.ConsentScope) : null;
        if (scope is not ("patient-privacy" or "research"))
        {
            throw root.Refuse(
                "scope", "consent-about-other", "Is not about sharing information.");
        }
    }

    private static WishKind Says(Element root, Element? provision)
    {
        var rule = root.One("policyRule") is { } policy
            ? Parts.Code(policy.Each("coding"), Systems.ActCode) : null;
        var type = provision?.Text("type") ?? rule switch
        {
            "OPTIN" => "permit",
            "OPTOUT" => "deny",
            _ => throw root.Refuse("provision", "code-unknown", "Says neither yes nor no."),
        };
        foreach (var category in root.Each("category"))
        {
            if (Parts.Code(category.Each("coding"), Systems.Wish) is { } code
                && Enum.GetValues<WishKind>().Where(k => Writing.Json.Code(k) == code).ToList()
                    is [var kind] && (kind == WishKind.Consent) == (type == "permit"))
            {
                return kind;
            }
        }

        return type == "permit" ? WishKind.Consent : WishKind.Objection;
    }

    private static DateOnly? Withdrawn(Element root)
    {
        switch (root.Text("status"))
        {
            case "active":
                return null;
            case "inactive":
                return root.Ours("withdrawn-on")?.Day("valueDate")
                    ?? root.One("meta")?.Day("lastUpdated")
                    ?? throw root.Refuse(
                        "status", "withdrawal-undated", "Is no longer in force, but says not since "
                        + "when. Enter it by hand.");
            default:
                throw root.Refuse(
                    "status", "consent-not-in-force", "Was never in force: only an active or an "
                    + "inactive consent is taken.");
        }
    }

    private static Scope About(Bundle bundle, Element? provision, List<Reference> references)
    {
        if (provision is null)
            return Scope.Everything;
        if (Array.Find(Unknown, provision.Has) is { } unknown)
            throw provision.Refuse(unknown, "consent-narrower", Narrows);
        var actions = provision.Each("action")
            .Select(a => Parts.Code(a.Each("coding"), Systems.ConsentAction)).ToList();
        if (actions.Count > 0 && !actions.Contains("disclose"))
            throw provision.Refuse("action", "consent-about-other", "Is not about disclosing.");
        var (parties, kinds) = Actors(bundle, provision, references);
        return new Scope
        {
            ItemKinds = [.. provision.Each("class").Select(
                c => Coded(bundle, provision, c, "class", Systems.ItemKind, "item-kind"))],
            Items = [.. provision.Each("data").Select(
                d => Data(bundle, provision, d, references))],
            Parties = parties,
            PartyKinds = kinds,
            Purposes = [.. provision.Each("purpose").Select(p => Purpose(bundle, provision, p))
                .Distinct(StringComparer.Ordinal)],
        };
    }

    private static string Coded(
        Bundle bundle, Element provision, Element coding, string name, string system, string fact)
    {
        var code = Parts.Code([coding], system);
        return code is null
            ? throw provision.Refuse(name, "consent-narrower", Narrows)
            : Mapping.Answer(bundle, provision, name, fact, code);
    }

    private static string Purpose(Bundle bundle, Element provision, Element coding)
    {
        if (coding.Text("system") != Systems.ActReason)
            return Coded(bundle, provision, coding, "purpose", Systems.Purpose, "purpose");
        coding.Text("display");
        var code = coding.Text("code");
        return Systems.Reasons.FirstOrDefault(r => r.Value == code).Key
            ?? throw provision.Refuse("purpose", "consent-narrower", Narrows);
    }

    private static (List<Guid> Parties, List<string> Kinds) Actors(
        Bundle bundle, Element provision, List<Reference> references)
    {
        var (parties, kinds) = (new List<Guid>(), new List<string>());
        foreach (var actor in provision.Each("actor"))
        {
            var reference = actor.One("reference")
                ?? throw provision.Refuse("actor", "consent-narrower", Narrows);
            reference.Text("display");
            reference.Text("type");
            var codings = actor.One("role")?.Each("coding") ?? [];
            if (Parts.Code(codings, Systems.Requester) is { } kind
                && !reference.Has("reference") && !reference.Has("identifier"))
            {
                kinds.Add(Mapping.Answer(bundle, provision, "actor", "requester", kind));
                continue;
            }

            Parts.Code(codings, Systems.Participation);
            parties.Add(Party(bundle, provision, reference, references));
        }

        return (parties, kinds);
    }

    private static Guid Party(
        Bundle bundle, Element provision, Element reference, List<Reference> references)
    {
        if (bundle.Find(reference) is { Type: "RelatedPerson" } related)
            return Refer(bundle.IdOf(related, typeof(RelatedPerson)), references, "actor",
                typeof(RelatedPerson));
        var identifier = reference.One("identifier");
        var value = identifier?.Text("value") ?? "";
        var sort = identifier?.Text("system") is Systems.OdsCode or Systems.Id ? "recipient" : "";
        return bundle.Around.Named(sort, value) is [var recipient]
            ? recipient
            : throw provision.Refuse(
                "actor", "consent-narrower", "Names somebody who is neither a RelatedPerson of "
                + "this bundle nor an organisation that the register has by its ODS code.");
    }

    private static Guid Data(
        Bundle bundle, Element provision, Element data, List<Reference> references)
    {
        if (data.Text("meaning") == "instance" && data.One("reference") is { } reference
            && bundle.Find(reference) is { } found
            && found.Type is not ("Patient" or "RelatedPerson" or "Consent"))
        {
            return Refer(bundle.IdOf(found, typeof(Item)), references, "data", typeof(Item));
        }

        throw provision.Refuse("data", "consent-narrower", Narrows);
    }

    private static Guid? GivenBy(Bundle bundle, Element root, List<Reference> references)
    {
        Guid? giver = null;
        foreach (var performer in root.Each("performer"))
        {
            performer.Text("display");
            var found = bundle.Find(performer);
            if (found is { Type: "RelatedPerson" } && giver is null)
            {
                giver = Refer(
                    bundle.IdOf(found, typeof(RelatedPerson)), references, "performer",
                    typeof(RelatedPerson));
            }
            else if (found is not { Type: "Patient" })
            {
                performer.LeaveAll("Is neither the person nor a RelatedPerson of this bundle.");
            }
        }

        return giver;
    }

    private static Guid Refer(Guid id, List<Reference> references, string name, Type kind)
    {
        references.Add(new Reference(id, $"Consent.{name}", [kind]));
        return id;
    }
}
