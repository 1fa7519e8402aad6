using System.Text.Json;
using Proviso.Identifiers;
using Proviso.Register.Interchange;

namespace Proviso.Fhir.Reading;

/// <summary>A resource in its bundle.</summary>
internal sealed record Resource(
    Place At, string Type, string? Id, string? FullUrl, JsonElement Json);

/// <summary>The resources of a bundle, and who its references lead to.</summary>
internal sealed class Bundle
{
    private readonly Dictionary<string, Resource> byReference = new(StringComparer.Ordinal);

    internal Bundle(IReadOnlyList<Resource> resources, Surroundings around)
    {
        Resources = resources;
        Around = around;
        foreach (var resource in resources)
        {
            if (resource.FullUrl is { } url)
                byReference.TryAdd(url, resource);
            if (resource.Id is { } id)
                byReference.TryAdd($"{resource.Type}/{id}", resource);
        }
    }

    internal IReadOnlyList<Resource> Resources { get; }

    internal Surroundings Around { get; }

    /// <summary>The resource that a reference leads to, inside the bundle.</summary>
    internal Resource? Find(Element reference) =>
        reference.Text("reference") is { } text ? byReference.GetValueOrDefault(text) : null;

    /// <summary>The person whom a resource is about.</summary>
    internal PersonKey PersonOf(Element root, string name)
    {
        var reference = root.One(name)
            ?? throw root.Refuse(name, "person-unnamed", "Says not whom it is about.");
        reference.Text("display");
        reference.Text("type");
        var key = Find(reference) is { Type: "Patient" } patient
            ? KeyOf(patient.Json)
            : reference.One("identifier") is { } identifier
                && identifier.Text("system") == Systems.NhsNumber
                && NhsNumber.TryParse(identifier.Text("value"), out var number)
                ? new PersonKey(null, number, null)
                : null;
        return key is { IsEmpty: false } ? key : throw root.Refuse(
            name, "person-unnamed", "Leads to no Patient of this bundle with an NHS number or a "
            + "number of your organisation.");
    }

    /// <summary>By what a Patient is known here.</summary>
    internal static PersonKey KeyOf(JsonElement patient)
    {
        Guid? id = null;
        NhsNumber? nhs = null;
        string? local = null;
        if (patient.TryGetProperty("identifier", out var all)
            && all.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in all.EnumerateArray().Where(
                i => i.ValueKind == JsonValueKind.Object))
            {
                var value = Of(one, "value");
                switch (Of(one, "system"))
                {
                    case Systems.NhsNumber:
                        if (NhsNumber.TryParse(value, out var number))
                            nhs ??= number;
                        break;
                    case Systems.Id:
                        id ??= Guid.TryParseExact(value, "D", out var own) ? own : null;
                        break;
                    default:
                        local ??= string.IsNullOrWhiteSpace(value) ? null : value.Trim();
                        break;
                }
            }
        }

        return new PersonKey(id, nhs, local);
    }

    /// <summary>The id here of a resource that is no Patient.</summary>
    internal Guid IdOf(Resource resource, Type kind)
    {
        var root = resource.Json;
        if (root.TryGetProperty("identifier", out var all) && all.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in all.EnumerateArray().Where(
                i => i.ValueKind == JsonValueKind.Object))
            {
                if (Of(one, "value") is { Length: > 0 } value)
                {
                    var system = Of(one, "system");
                    return Around.Ids.Of(kind, system == Systems.Id ? value : $"{system}|{value}");
                }
            }
        }

        if (resource.FullUrl is { } url && url.StartsWith("http", StringComparison.Ordinal))
            return Around.Ids.Of(kind, url);
        return resource.Id is { } id
            ? Around.Ids.Of(kind, $"{Whose(root)}|{resource.Type}/{id}")
            : resource.FullUrl is { } temporary
                ? Around.Ids.Of(kind, temporary)
                : throw new ResourceRefusedException(
                    "id", "id-missing", "Has neither an identifier nor an id, so it could not be "
                    + "known again.");
    }

    private string Whose(JsonElement root)
    {
        var name = root.TryGetProperty("patient", out var patient)
            || root.TryGetProperty("subject", out patient)
            ? Of(patient, "reference") : null;
        if (name is null || !byReference.TryGetValue(name, out var resource))
            return "";
        var key = KeyOf(resource.Json);
        return key.NhsNumber?.ToCompact() ?? key.LocalNumber ?? key.Id?.ToString("D") ?? "";
    }

    private static string? Of(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
