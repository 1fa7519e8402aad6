using System.Text;
using System.Text.Json;
using Proviso.Register;
using Proviso.Register.Items;

namespace Proviso.Fhir.Writing;

/// <summary>DocumentReference.</summary>
internal static class Documents
{
    internal static void Document(Utf8JsonWriter json, Held<Item> held)
    {
        var item = held.Value;
        json.Extensions(
            ("medium", "valueCode", Json.Code(item.Medium)),
            ("opinion", "valueBoolean", item.Opinion),
            ("in-confidence", "valueBoolean", item.InConfidence),
            ("protected-by", "valueString", item.ProtectedBy));
        json.OwnIdentifier(held.Id);
        json.WriteString("status", item.Historical ? "superseded" : "current");
        json.Reference("subject", held.Owner);
        json.WriteString("date", $"{Json.Day(item.Date)}T00:00:00Z");
        string[] authors = item.Author is { Length: > 0 } author ? [author] : [];
        json.Each("author", authors, a => json.Text("display", a));
        if (item.Source is { Length: > 0 } source)
            json.Object("custodian", () => json.Text("display", source));
        json.Text("description", item.Title);
        List<(string System, string Code)> labels = [(Systems.ItemKind, item.ItemKind)];
        if (item.Sensitive)
            labels.Add((Systems.Confidentiality, "R"));
        json.Each("securityLabel", labels, label =>
            json.Each("coding", [label], l => json.Coding(l.System, l.Code)));
        json.Each("content", Contents(item), content => json.Object("attachment", () =>
        {
            json.Text("contentType", content.Type);
            if (content.Bytes.Length > 0)
                json.WriteBase64String("data", content.Bytes);
            json.Text("title", content.Title);
        }));
    }

    private static IEnumerable<(string? Type, byte[] Bytes, string? Title)> Contents(Item item)
    {
        if (item.Text is { Length: > 0 } text)
        {
            yield return (
                "text/plain;charset=utf-8", Encoding.UTF8.GetBytes(text), null);
        }

        if (item.Attachment is { } file)
            yield return (file.MediaType, file.Bytes, file.Name);

        // A DocumentReference has at least one content.
        if (item.Text is not { Length: > 0 } && item.Attachment is null)
            yield return (null, [], item.Title);
    }
}
