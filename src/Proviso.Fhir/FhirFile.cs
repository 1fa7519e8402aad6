using System.Text.Json;
using Proviso.Fhir.Reading;
using Proviso.Register;
using Proviso.Register.Interchange;

namespace Proviso.Fhir;

/// <summary>An element that was left out of a resource that was taken.</summary>
/// <param name="At">The entry of the bundle.</param>
/// <param name="Path">The element, such as <c>Patient.photo</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftOut(Place At, string Path, string Reason);

/// <summary>What a bundle holds for the register.</summary>
/// <param name="Arrivals">Its resources as records, or why not.</param>
/// <param name="LeftOut">What of them was left out.</param>
public sealed record FhirReading(
    IReadOnlyList<Arrival> Arrivals, IReadOnlyList<LeftOut> LeftOut);

/// <summary>
/// Reading of FHIR R4 bundles (https://hl7.org/fhir/R4/) in JSON: Patient, RelatedPerson, Consent,
/// DocumentReference, Observation, Condition, MedicationRequest and AllergyIntolerance.
/// </summary>
public static class FhirFile
{
    /// <summary>The most bytes of a bundle.</summary>
    public const int MaxBytes = 200_000_000;

    private static readonly string[] BundleTypes =
        ["collection", "transaction", "batch", "searchset"];

    // Who is named comes before what names them.
    private static readonly string[] InOrder =
    [
        "Patient", "RelatedPerson", "DocumentReference", "Observation", "Condition",
        "MedicationRequest", "AllergyIntolerance", "Consent",
    ];

    /// <summary>Reads a bundle.</summary>
    /// <param name="path">The file.</param>
    /// <param name="around">The register around it.</param>
    /// <exception cref="RegisterException">It cannot be read, is larger than
    /// <see cref="MaxBytes"/> (<c>file-too-large</c>), no JSON (<c>file-not-json</c>), or no bundle
    /// that is read here (<c>bundle-wrong</c>).</exception>
    public static FhirReading Read(string path, Surroundings around)
    {
        ArgumentNullException.ThrowIfNull(around);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
            {
                throw new RegisterException(
                    "file-too-large", $"The file is larger than {MaxBytes} bytes. Part it.");
            }

            using var document = JsonDocument.Parse(
                stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(document.RootElement.Clone(), around);
        }
        catch (JsonException e)
        {
#pragma warning disable MA0054 // The inner message may repeat a part of somebody's record.
            throw new RegisterException(
                "file-not-json", $"The file is not JSON: line {e.LineNumber + 1}, byte "
                + $"{e.BytePositionInLine + 1}.");
#pragma warning restore MA0054
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException)
        {
            throw new RegisterException(
                "file-unreadable", "The file is not there, or cannot be read. Check its name and "
                + "that you may read it.", e);
        }
    }

    private static FhirReading Read(JsonElement json, Surroundings around)
    {
        if (json.ValueKind != JsonValueKind.Object || Text(json, "resourceType") != "Bundle")
            throw Wrong("It is not a FHIR Bundle.");
        if (!BundleTypes.Contains(Text(json, "type"), StringComparer.Ordinal))
            throw Wrong($"Its type should be one of {string.Join(", ", BundleTypes)}.");
        var (resources, refused) = Entries(json);
        var bundle = new Bundle(resources, around);
        var left = new List<LeftOut>();
        var arrivals = refused.Select(r => new Arrival(null, [r])).ToList();
        foreach (var resource in resources.OrderBy(r => Array.IndexOf(InOrder, r.Type)))
            arrivals.AddRange(Arrivals(bundle, resource, left));
        return new FhirReading(
            [.. arrivals.Select((a, i) => a with { Done = (i + 1.0) / arrivals.Count })], left);
    }

    private static (List<Resource> Resources, List<Refusal> Refused) Entries(JsonElement json)
    {
        var (resources, refused) = (new List<Resource>(), new List<Refusal>());
        if (!json.TryGetProperty("entry", out var entries))
            return (resources, refused);
        if (entries.ValueKind != JsonValueKind.Array)
            throw Wrong("Its entry should be an array.");
        foreach (var (entry, i) in entries.EnumerateArray().Select((e, i) => (e, i)))
        {
            var at = new Place("entry", i);
            if (entry.ValueKind != JsonValueKind.Object
                || !entry.TryGetProperty("resource", out var resource)
                || resource.ValueKind != JsonValueKind.Object
                || Text(resource, "resourceType") is not { } type)
            {
                refused.Add(new Refusal(at, null, "resource-missing", "Has no resource."));
            }
            else if (!InOrder.Contains(type, StringComparer.Ordinal))
            {
                refused.Add(new Refusal(
                    at, KnownName(type), "resource-unknown",
                    $"Is none of {string.Join(", ", InOrder)}."));
            }
            else
            {
                resources.Add(new Resource(
                    at, type, Text(resource, "id"), Text(entry, "fullUrl"), resource));
            }
        }

        return (resources, refused);
    }

    private static List<Arrival> Arrivals(Bundle bundle, Resource resource, List<LeftOut> left)
    {
        try
        {
            var root = new Element(resource.Json, resource.Type);
            root.Text("resourceType");
            root.Text("id");
            if (root.Has("modifierExtension"))
            {
                throw root.Refuse(
                    "modifierExtension", "meaning-changed",
                    "Changes what the resource means, in a way that is not known here.");
            }

            // All of it is read before it is asked what was not.
            var records = Mapping.Of(bundle, resource, root).ToList();
            left.AddRange(root.Left().Select(l => new LeftOut(resource.At, l.Path, l.Reason)));
            return [.. records.Select(r => new Arrival(r, []))];
        }
        catch (ResourceRefusedException e)
        {
            return [new Arrival(null, [new Refusal(resource.At, e.Path, e.Code, e.Message)])];
        }
    }

    private static RegisterException Wrong(string reason) => new("bundle-wrong", reason);

    // What is no name of a resource may be anything.
    private static string? KnownName(string type) =>
        type.Length <= 40 && type.All(char.IsAsciiLetter) ? type : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
