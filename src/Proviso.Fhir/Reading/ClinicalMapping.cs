using Proviso.Register.Interchange;
using Proviso.Register.Items;

namespace Proviso.Fhir.Reading;

/// <summary>Observation, Condition, MedicationRequest and AllergyIntolerance to items: what they
/// say in words.</summary>
internal static class ClinicalMapping
{
    private static readonly string[] Wrong =
        ["entered-in-error", "cancelled", "refuted", "unknown"];

    internal static Incoming Read(Bundle bundle, Resource resource, Element root)
    {
        var key = bundle.PersonOf(
            root, resource.Type == "AllergyIntolerance" ? "patient" : "subject");
        var id = bundle.IdOf(resource, typeof(Item));
        Mappings.TakeIdentifier(root);
        var (kind, sensitive) = Labels.Read(bundle, root, "health-record");
        var (title, text, historical) = resource.Type switch
        {
            "Observation" => Observation(root),
            "Condition" => Condition(root),
            "MedicationRequest" => MedicationRequest(root),
            _ => AllergyIntolerance(root),
        };
        var notes = root.Each("note").Select(Note).ToList();
        text = Parts.Lines([text, .. notes]);
        var day = Day(root, resource.Type);
        var author = Author(root, resource.Type);
        return Mapping.Record<Item>(resource, key, id, old =>
        {
            var item = old ?? new Item
            {
                ItemKind = kind, Title = title, Medium = Medium.Electronic, Date = day,
            };
            return item with
            {
                ItemKind = old is null ? kind : item.ItemKind,
                Title = title,
                Text = text ?? item.Text,
                Date = day,
                Author = author ?? item.Author,
                Historical = historical,
                Sensitive = sensitive || item.Sensitive,
                SpecialCategories = old is null ? [SpecialCategory.Health] : item.SpecialCategories,
            };
        });
    }

    private static (string Title, string? Text, bool Historical) Observation(Element root)
    {
        Stands(root, "status", root.Text("status"));
        var texts = new List<string?> { Value(root) };
        foreach (var component in root.Each("component"))
        {
            var name = Parts.Words(component.One("code"));
            texts.Add($"{name}: {Value(component)}");
        }

        return (Title(root, "code"), Parts.Lines(texts), false);
    }

    private static (string Title, string? Text, bool Historical) Condition(Element root)
    {
        Stands(root, "verificationStatus", Status(root, "verificationStatus"));
        var status = Status(root, "clinicalStatus");
        return (Title(root, "code"), null, status is "inactive" or "remission" or "resolved");
    }

    private static (string Title, string? Text, bool Historical) MedicationRequest(Element root)
    {
        var status = root.Text("status");
        Stands(root, "status", status);
        root.Text("intent");
        var medicine = root.Has("medicationCodeableConcept")
            ? Title(root, "medicationCodeableConcept")
            : Parts.Display(root.One("medicationReference")) ?? throw root.Refuse(
                "medicationReference", "cell-empty", "Says not in words which medicine it is.");
        var dosage = root.Each("dosageInstruction").Select(d => d.Text("text"));
        return (medicine, Parts.Lines(dosage), status is "completed" or "stopped");
    }

    private static (string Title, string? Text, bool Historical) AllergyIntolerance(Element root)
    {
        Stands(root, "verificationStatus", Status(root, "verificationStatus"));
        var status = Status(root, "clinicalStatus");
        var texts = new List<string?>();
        if (root.Text("criticality") is { } criticality)
            texts.Add($"Criticality: {criticality}");
        foreach (var reaction in root.Each("reaction"))
        {
            var seen = string.Join(
                ", ", reaction.Each("manifestation").Select(Parts.Words).OfType<string>());
            texts.Add($"Reaction: {Parts.Lines([seen, reaction.Text("description")])}");
        }

        return (Title(root, "code"), Parts.Lines(texts), status is "inactive" or "resolved");
    }

    private static void Stands(Element root, string name, string? status)
    {
        if (status is null ? name == "status" : Wrong.Contains(status, StringComparer.Ordinal))
        {
            throw root.Refuse(
                name, "not-in-force", "Does not stand: it is missing, entered in error, cancelled "
                + "or refuted.");
        }
    }

    private static string? Status(Element root, string name) =>
        root.One(name)?.Each("coding").Select(c =>
        {
            c.Text("system");
            c.Text("display");
            return c.Text("code");
        }).FirstOrDefault();

    private static string Title(Element root, string name) =>
        Parts.Words(root.One(name)) is { Length: > 0 } words ? words : throw root.Refuse(
            name, "cell-empty", "Says not in words what it is.");

    private static string? Value(Element of) =>
        of.One("valueQuantity") is { } quantity ? Quantity(quantity)
        : of.One("valueCodeableConcept") is { } concept ? Parts.Words(concept)
        : of.Text("valueString") ?? of.Text("valueDateTime")
            ?? of.Number("valueInteger") ?? of.Yes("valueBoolean") switch
            {
                true => "yes",
                false => "no",
                null => null,
            };

    private static string Quantity(Element quantity)
    {
        var number = $"{quantity.Text("comparator")}{quantity.Number("value")}";
        var unit = quantity.Text("unit");
        if (unit is null)
            unit = quantity.Text("code");
        return $"{number} {unit}".Trim();
    }

    private static string? Note(Element note)
    {
        note.Leave("authorString", "The register keeps one author of an item.");
        return note.Text("text");
    }

    private static DateOnly Day(Element root, string type)
    {
        string[] names = type switch
        {
            "Observation" => ["effectiveDateTime", "issued"],
            "Condition" => ["onsetDateTime", "recordedDate"],
            "MedicationRequest" => ["authoredOn"],
            _ => ["recordedDate", "onsetDateTime"],
        };
        foreach (var name in names)
        {
            if (root.Day(name) is { } day)
                return day;
        }

        return root.One("effectivePeriod")?.Day("start") ?? throw root.Refuse(
            names[0], "date-unclear", "Says not of which whole day it is.");
    }

    private static string? Author(Element root, string type) => type switch
    {
        "Observation" => Parts.Displays(root.Each("performer")),
        "MedicationRequest" => Parts.Display(root.One("requester")),
        _ => Parts.Display(root.One("recorder")) ?? Parts.Display(root.One("asserter")),
    };
}
