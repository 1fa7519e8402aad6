using System.Text;
using System.Text.Json;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>JSON, lines of JSON, and FHIR resources.</summary>
internal sealed class JsonFile : OpenDocument
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };
    private readonly List<JsonElement> roots;
    private readonly bool lines;
    private readonly List<JsonSlot> slots = [];
    private readonly List<DocumentPart> parts = [];

    private JsonFile(List<JsonElement> roots, bool lines, int depth, FieldChoice? fields)
    {
        this.roots = roots;
        this.lines = lines;
        foreach (var root in roots)
            new JsonSlots(slots, depth, IsResource(root), fields).Visit(root);
        foreach (var slot in slots)
            parts.AddRange(slot.Parts);
    }

    public override IReadOnlyList<DocumentPart> Parts => parts;

    public override bool NeedsValidValues => roots.Exists(IsResource);

    public static JsonFile Open(
        string text, bool lines, int depth, FieldChoice? fields = null, long firstLine = 1)
    {
        var read = new List<JsonElement>();
        try
        {
            if (!lines)
            {
                read.Add(Parse(text));
                return new JsonFile(read, lines, depth, fields);
            }

            foreach (var line in text.Split('\n'))
            {
                if (!string.IsNullOrWhiteSpace(line))
                    read.Add(Parse(line));
            }
        }
        catch (JsonException e)
        {
            var line = lines ? firstLine + read.Count : (e.LineNumber ?? 0) + 1;
            throw new RefusedException("damaged", $"It is not JSON: see line {line}.");
        }

        return new JsonFile(read, lines, depth, fields);
    }

    public override byte[] Save(IReadOnlyList<TreatedPart> treated)
    {
        using var stream = new MemoryStream();
        var cursor = new JsonCursor(slots, treated);
        foreach (var root in roots)
        {
            using (var writer = new Utf8JsonWriter(
                stream, new JsonWriterOptions { Indented = !lines }))
            {
                Write(writer, root, cursor);
            }

            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text, Options);
        return document.RootElement.Clone();
    }

    private static bool IsResource(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("resourceType", out _);

    private static void Write(Utf8JsonWriter writer, JsonElement element, JsonCursor cursor)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    var name = cursor.Next();
                    if (name is null)
                        continue;
                    writer.WritePropertyName(name);
                    Write(writer, property.Value, cursor);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item, cursor);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(cursor.Next());
                break;
            case JsonValueKind.Number:
                var raw = element.GetRawText();
                var now = cursor.Next();
                if (now == raw)
                    writer.WriteRawValue(raw);
                else
                    writer.WriteStringValue(now);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
