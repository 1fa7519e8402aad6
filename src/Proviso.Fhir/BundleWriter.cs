using System.Text.Encodings.Web;
using System.Text.Json;
using Proviso.Fhir.Writing;
using Proviso.Register;
using Proviso.Register.Items;

namespace Proviso.Fhir;

/// <summary>
/// Writes people as one FHIR R4 Bundle (type collection): Patient, RelatedPerson, DocumentReference
/// and Consent. <see cref="LeftOut"/> says what of the register is not written. Dispose it to end
/// the bundle.
/// </summary>
public sealed class BundleWriter : IDisposable
{
    private const int FlushAt = 1 << 20;
    private readonly Utf8JsonWriter json;

    /// <summary>Begins a bundle.</summary>
    /// <param name="output">Where it goes.</param>
    public BundleWriter(Stream output)
    {
        json = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            // A file for programs, never a part of a web page: letters stay letters.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteString("type", "collection");
        json.WriteStartArray("entry");
    }

    /// <summary>What the register knows and a bundle does not say.</summary>
    public static IReadOnlyList<string> LeftOut { get; } =
    [
        "person: National Insurance number, communication needs, safe contact, risks of sharing, "
            + "teams, sensitive kinds, a sex that FHIR has no code for",
        "related person: bars, checks of identity",
        "authorities, care relationships, capacity assessments, best-interests decisions",
        "wish: how it was withdrawn, review, what was explained, benefit, concerns, who took it, "
            + "authority",
        "item: service, special categories, mentions",
    ];

    /// <summary>How many resources are written.</summary>
    public int Count { get; private set; }

    /// <summary>Writes a person with everybody around them, their items and wishes.</summary>
    /// <param name="file">The person.</param>
    /// <param name="items">Their items.</param>
    public void Add(PersonFile file, IEnumerable<Held<Item>> items)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(items);
        Entry("Patient", file.Person.Id, () => People.Patient(json, file.Person));
        foreach (var related in file.Related)
            Entry("RelatedPerson", related.Id, () => People.Related(json, related));
        foreach (var item in items)
            Entry("DocumentReference", item.Id, () => Documents.Document(json, item));
        var around = file.Related.Select(r => r.Id).ToHashSet();
        foreach (var wish in file.Wishes)
            Entry("Consent", wish.Id, () => Wishes.Consent(json, wish, around.Contains));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Dispose();
    }

    private void Entry(string type, Guid id, Action write)
    {
        json.Object(null, () =>
        {
            json.WriteString("fullUrl", Json.Url(id));
            json.Object("resource", () =>
            {
                json.WriteString("resourceType", type);
                json.WriteString("id", id.ToString("D"));
                write();
            });
        });
        Count++;
        if (json.BytesPending > FlushAt)
            json.Flush();
    }
}
