using System.Text;
using Proviso.Register.Interchange;
using Proviso.Register.Items;

namespace Proviso.Fhir.Reading;

/// <summary>DocumentReference to item.</summary>
internal static class DocumentMapping
{
    internal static Incoming Read(Bundle bundle, Resource resource, Element root)
    {
        var key = bundle.PersonOf(root, "subject");
        var id = bundle.IdOf(resource, typeof(Item));
        Mappings.TakeIdentifier(root);
        var historical = Historical(root);
        var (kind, sensitive) = Labels.Read(bundle, root, "letter");
        var (title, text, file) = Content(root);
        var type = Parts.Words(root.One("type"));
        title = root.Text("description") ?? title ?? type ?? throw root.Refuse(
            "description", "cell-empty", "Has neither a description nor a title.");
        var day = root.Day("date") ?? root.One("context")?.One("period")?.Day("start")
            ?? throw root.Refuse("date", "date-unclear", "Says not of which day it is.");
        var author = Parts.Displays(root.Each("author"));
        var source = Parts.Display(root.One("custodian"));
        var medium = Parts.Medium(root.Ours("medium")?.Text("valueCode"));
        var opinion = root.Ours("opinion")?.Yes("valueBoolean");
        var told = root.Ours("in-confidence")?.Yes("valueBoolean");
        var act = root.Ours("protected-by")?.Text("valueString");
        return Mapping.Record<Item>(resource, key, id, old =>
        {
            var item = old ?? new Item
            {
                ItemKind = kind, Title = title, Medium = Medium.Electronic, Date = day,
            };
            return item with
            {
                ItemKind = kind,
                Title = title,
                Medium = medium ?? item.Medium,
                Date = day,
                Text = text ?? item.Text,
                Attachment = file ?? item.Attachment,
                Author = author ?? item.Author,
                Source = source ?? item.Source,
                Historical = historical,
                Sensitive = sensitive || item.Sensitive,
                Opinion = opinion ?? item.Opinion,
                InConfidence = told ?? item.InConfidence,
                ProtectedBy = act ?? item.ProtectedBy,
            };
        });
    }

    private static bool Historical(Element root) => root.Text("status") switch
    {
        "current" => false,
        "superseded" => true,
        _ => throw root.Refuse(
            "status", "not-in-force", "Is neither current nor superseded, so it was not taken."),
    };

    private static (string? Title, string? Text, Attachment? File) Content(Element root)
    {
        string? title = null, text = null;
        Attachment? file = null;
        foreach (var content in root.Each("content"))
        {
            var part = content.One("attachment")
                ?? throw root.Refuse("content", "element-malformed", "Has no attachment.");
            var name = part.Text("title");
            var type = part.Text("contentType") ?? "application/octet-stream";
            if (part.Text("data") is not { } data)
            {
                part.Leave("url", "Nothing is fetched from elsewhere: send it along as data.");
                title ??= name;
                continue;
            }

            var bytes = Bytes(root, data);
            if (text is null && type.StartsWith("text/plain", StringComparison.Ordinal)
                && TryText(bytes, out var read))
            {
                (text, title) = (read, title ?? name);
            }
            else if (file is null)
            {
                file = new Attachment(name ?? "attachment", type, bytes);
            }
            else
            {
                content.LeaveAll("The register keeps one text and one file of a document.");
            }
        }

        return (title, text, file);
    }

    private static byte[] Bytes(Element root, string data)
    {
        if ((long)data.Length * 3 / 4 > Item.MaxAttachmentBytes + 2)
        {
            throw root.Refuse("content", "attachment-too-large",
                $"Is larger than {Item.MaxAttachmentBytes} bytes.");
        }

        try
        {
            var bytes = Convert.FromBase64String(data);
            return bytes.Length <= Item.MaxAttachmentBytes ? bytes : throw root.Refuse(
                "content", "attachment-too-large",
                $"Is larger than {Item.MaxAttachmentBytes} bytes.");
        }
        catch (FormatException)
        {
            throw root.Refuse("content", "element-malformed", "Its data are not base64.");
        }
    }

    private static bool TryText(byte[] bytes, out string text)
    {
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }
}

/// <summary>What kind of item a resource is, by its labels.</summary>
internal static class Labels
{
    /// <summary>The kind, and whether it is sensitive to the person. Without a label for the kind
    /// it is of the usual one, and that is said.</summary>
    internal static (string Kind, bool Sensitive) Read(Bundle bundle, Element root, string usual)
    {
        string? kind = null;
        var sensitive = false;
        var meta = root.One("meta")?.Each("security") ?? [];
        var own = root.Has("securityLabel")
            ? root.Each("securityLabel").SelectMany(l => l.Each("coding")) : [];
        foreach (var label in meta.Concat(own))
        {
            var code = label.Text("code");
            label.Text("display");
            switch (label.Text("system"))
            {
                case Systems.ItemKind:
                    kind = Mapping.Answer(bundle, root, "securityLabel", "item-kind", code);
                    break;
                case Systems.Confidentiality:
                    sensitive |= code is "R" or "V";
                    break;
                case Systems.ActCode
                    when code is not null && Systems.KindsBySensitivity.TryGetValue(
                        code, out var known):
                    kind ??= known;
                    sensitive = true;
                    break;
                default:
                    // A label that is not understood still says: take care.
                    sensitive = true;
                    label.LeaveAll("The register does not know this label, and marked the item as "
                        + "sensitive.");
                    break;
            }
        }

        return (kind ?? usual, sensitive);
    }
}
