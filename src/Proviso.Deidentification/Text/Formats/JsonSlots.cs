using System.Text.Json;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>
/// Takes JSON apart. In FHIR some places say what they hold whatever is in them: a family name,
/// an identifier, a reference, a postcode (HL7 FHIR R4, datatypes).
/// </summary>
internal sealed class JsonSlots(
    List<JsonSlot> slots, int depth, bool fhir, FieldChoice? fields)
{
    private static readonly string[] Standards =
    [
        "http://hl7.org/", "http://terminology.hl7.org/", "https://fhir.nhs.uk/",
        "https://fhir.hl7.org.uk/", "http://snomed.info/", "http://loinc.org",
        "http://unitsofmeasure.org", "http://www.w3.org/",
    ];

    public void Visit(JsonElement root) => Visit(root, "", "", "", fields is null);

    /// <param name="element">What is there.</param>
    /// <param name="name">The name of the field that it is in.</param>
    /// <param name="parent">The name of the field around that.</param>
    /// <param name="path">All names on the way, with dots between.</param>
    /// <param name="chosen">False where it is to be kept as it is.</param>
    private void Visit(
        JsonElement element, string name, string parent, string path, bool chosen)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                VisitObject(element, name, path, chosen);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Visit(item, name, parent, path, chosen);
                break;
            case JsonValueKind.String when !chosen:
                slots.Add(JsonSlot.Kept(element.GetString()!));
                break;
            case JsonValueKind.String:
                slots.Add(OfString(element.GetString()!, name, parent));
                break;
            case JsonValueKind.Number:
                var raw = element.GetRawText();
                slots.Add(!chosen || raw.Length < 5 ? JsonSlot.Kept(raw)
                    : JsonSlot.Of(new DocumentPart(raw, Headings.Words(name))));
                break;
            default:
                break;
        }
    }

    private void VisitObject(JsonElement element, string name, string path, bool chosen)
    {
        var attachment = fhir && chosen && element.TryGetProperty("data", out var data)
            && data.ValueKind == JsonValueKind.String
            && element.TryGetProperty("contentType", out var type) ? type.GetString() : null;
        foreach (var property in element.EnumerateObject())
        {
            // The size and the hash of an attachment tell of what was taken out.
            if (attachment is not null && property.Name is "size" or "hash")
            {
                slots.Add(JsonSlot.Dropped);
                continue;
            }

            var inner = path.Length == 0 ? property.Name : path + "." + property.Name;
            slots.Add(!chosen || IsPlainName(property.Name) ? JsonSlot.Kept(property.Name)
                : JsonSlot.Of(new DocumentPart(property.Name)));
            if (attachment is not null && property.Name == "data")
                slots.Add(Attachment(property.Value.GetString()!, attachment));
            else
                Visit(
                    property.Value, property.Name, name, inner,
                    fields?.Has(inner) == true || chosen);
        }
    }

    /// <summary>A name in the form of a program's name holds nothing; any other may.</summary>
    private bool IsPlainName(string name) => fhir
        ? name.Length <= 60 && name.All(c => char.IsAsciiLetter(c) || c == '_')
        : name.Length <= 40 && name.All(c => char.IsAsciiLetterLower(c) || c == '_')
            && name.Contains('_', StringComparison.Ordinal);

    private JsonSlot OfString(string value, string name, string parent)
    {
        if (value.Length == 0)
            return JsonSlot.Kept(value);
        if (!fhir)
            return JsonSlot.Of(new DocumentPart(value, Headings.Words(name)));
        if (name == "div" && value.Contains('<', StringComparison.Ordinal))
            return JsonSlot.Of(new HtmlDocument(value, fragment: true), base64: false);
        if (name == "reference" || name == "fullUrl")
            return Reference(value);
        if (name is "url" or "system" or "profile" or "resourceType" && IsStandard(value))
            return JsonSlot.Kept(value);
        // A concept of SNOMED CT; the numbers of persons and telephones are longer.
        if (name == "code" && parent == "coding" && value.Length is >= 6 and <= 9
            && value.All(char.IsAsciiDigit))
        {
            return JsonSlot.Kept(value);
        }

        if (KindOf(name, parent) is { } kind)
            return JsonSlot.Of(new DocumentPart(value, "", kind));
        return JsonSlot.Of(new DocumentPart(value, Headings.Words(name)));
    }

    private static JsonSlot Reference(string value)
    {
        var cut = value.LastIndexOfAny(['/', ':', '#']) + 1;
        var prefix = value[..cut];
        // Only "Patient/" and "urn:uuid:" are safe before the id; an address of a server is not.
        if (!prefix.All(c => char.IsAsciiLetter(c) || c is '/' or ':' or '#') || prefix.Length > 40
            || cut == value.Length)
        {
            return JsonSlot.Of(new DocumentPart(value, "", FindingKind.OtherNumber));
        }

        return JsonSlot.Of(
            new DocumentPart(value[cut..], "", FindingKind.OtherNumber), prefix);
    }

    private static bool IsStandard(string value) =>
        (value.All(char.IsAsciiLetter) && value.Length <= 40)
        || (Array.Exists(Standards, s => value.StartsWith(s, StringComparison.Ordinal))
            && !value.Contains('?', StringComparison.Ordinal)
            && !value.Contains('#', StringComparison.Ordinal) && value.Length <= 120
            && value.Count(char.IsAsciiDigit) < 6);

    private static FindingKind? KindOf(string name, string parent) => (parent, name) switch
    {
        ("name" or "maidenName", "family" or "given" or "text") => FindingKind.PersonName,
        ("address", "postalCode") => FindingKind.Postcode,
        ("address", "line" or "text") => FindingKind.Address,
        ("address", "city" or "district" or "state") => FindingKind.Place,
        ("telecom", "value") => FindingKind.Phone,
        ("identifier", "value") => FindingKind.OtherNumber,
        (_, "id") => FindingKind.OtherNumber,
        (_, "birthDate") => FindingKind.DateOfBirth,
        _ => null,
    };

    private JsonSlot Attachment(string data, string contentType)
    {
        var name = contentType.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            "text/plain" => "attachment.txt",
            "text/markdown" => "attachment.md",
            "text/html" or "application/xhtml+xml" => "attachment.html",
            "text/csv" => "attachment.csv",
            "application/json" or "application/fhir+json" => "attachment.json",
            "application/pdf" => "attachment.pdf",
            "message/rfc822" => "attachment.eml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" =>
                "attachment.docx",
            _ => throw new RefusedException(
                "cannot-read-inside",
                $"It holds an attachment of type \"{contentType.Split(';')[0]}\", which cannot "
                + "be read. Take the attachment out and treat it on its own."),
        };
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(data);
        }
        catch (FormatException)
        {
            throw new RefusedException("damaged", "An attachment in it is not base64.");
        }

        return JsonSlot.Of(DocumentOpener.Open(name, bytes, depth + 1), base64: true);
    }
}
