using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>The package around the parts of a Word document (ECMA-376, part 2).</summary>
internal static class WordPackage
{
    private const string Office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private const string Types =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    private static readonly XNamespace Relations =
        "http://schemas.openxmlformats.org/package/2006/relationships";

    private static readonly XNamespace ContentTypes =
        "http://schemas.openxmlformats.org/package/2006/content-types";

    private static readonly HashSet<string> KeptKinds = new(StringComparer.Ordinal)
    {
        "header", "footer", "footnotes", "endnotes", "comments", "styles", "numbering",
    };

    private static readonly HashSet<string> DroppedKinds = new(StringComparer.Ordinal)
    {
        "settings", "webSettings", "fontTable", "theme", "image", "hyperlink", "oleObject",
        "package", "customXml", "glossaryDocument", "chart", "diagramData", "diagramLayout",
        "diagramQuickStyle", "diagramColors", "diagramDrawing", "people", "commentsExtended",
        "commentsIds", "commentsExtensible", "keyMap", "printerSettings", "attachedTemplate",
        "stylesWithEffects", "vbaProject", "font", "video", "audio", "media", "frame",
        "mailMergeSource", "subDocument", "ink", "control", "activeXControlBinary", "chartEx",
    };

    /// <summary>The name of the part that holds the body.</summary>
    public static string MainPart(ZipArchive zip)
    {
        foreach (var (kind, target, _) in RelationsOf(zip, ""))
        {
            if (kind == "officeDocument")
                return target;
        }

        throw new RefusedException("damaged", "It is not a Word document: it has no body.");
    }

    /// <summary>The parts that are read, with their kinds; one that is not known is refused.
    /// </summary>
    public static IEnumerable<(string Name, string Kind)> TextParts(ZipArchive zip, string main)
    {
        yield return (main, "document");
        var seen = new HashSet<string>(StringComparer.Ordinal) { main };
        foreach (var (kind, target, _) in RelationsOf(zip, main))
        {
            if (kind == "aFChunk" || kind == "altChunk")
            {
                throw new RefusedException(
                    "cannot-read-inside",
                    "Another document is set into it. Open it in Word and save it again.");
            }

            if (!KeptKinds.Contains(kind) && !DroppedKinds.Contains(kind))
            {
                throw new RefusedException(
                    "cannot-read-inside",
                    "It holds a part of a kind that cannot be read. Save it as plain text.");
            }

            if (KeptKinds.Contains(kind) && seen.Add(target))
                yield return (target, kind);
        }
    }

    /// <summary>Makes a package of these parts and nothing else.</summary>
    public static byte[] Write(string main, SortedDictionary<string, WordPart> parts)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, part) in parts)
        {
            names[name] = part.Kind is "header" or "footer"
                ? $"{part.Kind}{names.Count + 1}" : part.Kind;
        }

        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "[Content_Types].xml", TypesOf(parts, names));
            Put(zip, "_rels/.rels", new XDocument(new XElement(
                Relations + "Relationships", Relation("r1", "officeDocument",
                    "word/document.xml"))));
            Put(zip, "word/_rels/document.xml.rels", new XDocument(new XElement(
                Relations + "Relationships",
                parts.Where(p => p.Key != main).Select(p => Relation(
                    names[p.Key], p.Value.Kind, names[p.Key] + ".xml")))));
            foreach (var (name, part) in parts)
            {
                part.LinkHeaders(id => IdOf(parts, names, main, id));
                Put(zip, $"word/{names[name]}.xml", part.Xml);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Which relation of the old body leads to which part.</summary>
    public static IEnumerable<(string Kind, string Target, string Id)> RelationsOf(
        ZipArchive zip, string part)
    {
        var folder = part.Contains('/', StringComparison.Ordinal)
            ? part[..(part.LastIndexOf('/') + 1)] : "";
        var name = $"{folder}_rels/{part[folder.Length..]}.rels";
        if (zip.GetEntry(name) is null)
            yield break;
        foreach (var relation in WordDocument.ReadXml(zip, name).Root!.Elements())
        {
            var type = (string?)relation.Attribute("Type") ?? "";
            var target = (string?)relation.Attribute("Target") ?? "";
            var kind = type[(type.LastIndexOf('/') + 1)..];
            if (string.Equals(
                (string?)relation.Attribute("TargetMode"), "External", StringComparison.Ordinal))
            {
                yield return ("hyperlink", "", "");
                continue;
            }

            yield return (kind, Resolve(folder, target),
                (string?)relation.Attribute("Id") ?? "");
        }
    }

    private static string? IdOf(
        SortedDictionary<string, WordPart> parts, Dictionary<string, string> names, string main,
        string id) =>
        parts[main].OldRelations.TryGetValue(id, out var target)
            && names.TryGetValue(target, out var name) ? name : null;

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
            return target[1..];
        var steps = new List<string>((folder + target).Split('/'));
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] == ".." && i > 0)
            {
                steps.RemoveRange(i - 1, 2);
                i -= 2;
            }
        }

        return string.Join('/', steps);
    }

    private static XElement Relation(string id, string kind, string target) => new(
        Relations + "Relationship",
        new XAttribute("Id", id),
        new XAttribute("Type", Office + kind),
        new XAttribute("Target", target));

    private static XDocument TypesOf(
        SortedDictionary<string, WordPart> parts, Dictionary<string, string> names) =>
        new(new XElement(
            ContentTypes + "Types",
            new XElement(
                ContentTypes + "Default",
                new XAttribute("Extension", "rels"),
                new XAttribute(
                    "ContentType",
                    "application/vnd.openxmlformats-package.relationships+xml")),
            parts.Select(p => new XElement(
                ContentTypes + "Override",
                new XAttribute("PartName", $"/word/{names[p.Key]}.xml"),
                new XAttribute("ContentType", Types + p.Value.Kind
                    + (p.Value.Kind == "document" ? ".main+xml" : "+xml"))))));

    private static void Put(ZipArchive zip, string name, XDocument xml)
    {
        var entry = zip.CreateEntry(name);
        // The time of day would tell when the work was done, and make two runs differ.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var writer = new StreamWriter(entry.Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        writer.Write(xml.Root!.ToString(SaveOptions.DisableFormatting));
    }
}
