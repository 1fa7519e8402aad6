using System.Xml.Linq;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>
/// One part of a Word document, cleaned, with the text of each of its paragraphs.
/// </summary>
internal sealed class WordPart
{
    private static readonly XNamespace W =
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static readonly XNamespace R =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "del", "moveFrom", "delText", "delInstrText", "instrText", "fldChar", "bookmarkStart",
        "bookmarkEnd", "proofErr", "permStart", "permEnd", "sdtPr", "sdtEndPr", "smartTagPr",
        "customXmlPr", "rFonts", "docVars", "fldData", "ffData", "lang", "embedRegular",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
        "customXmlDelRangeEnd", "rsids", "latentStyles", "altName", "aliases",
    };

    private static readonly HashSet<string> Unwrapped = new(StringComparer.Ordinal)
    {
        "ins", "moveTo", "hyperlink", "fldSimple", "smartTag", "customXml", "sdt", "sdtContent",
        "dir", "bdo",
    };

    private static readonly HashSet<string> Pictures = new(StringComparer.Ordinal)
    {
        "drawing", "pict", "object", "control",
    };

    private readonly List<List<XElement>> paragraphs = [];
    private readonly List<string> texts = [];

    public WordPart(XDocument xml, string kind)
    {
        Kind = kind;
        Xml = new XDocument(Clean(xml.Root!, kind));
        foreach (var paragraph in Xml.Descendants(W + "p"))
        {
            var pieces = paragraph.Descendants()
                .Where(e => e.Name == W + "t" || e.Name == W + "tab" || e.Name == W + "br"
                    || e.Name == W + "noBreakHyphen" || e.Name == W + "cr")
                .Where(e => e.Parent!.Name == W + "r").ToList();
            if (pieces.Count == 0)
                continue;
            paragraphs.Add(pieces);
            texts.Add(string.Concat(pieces.Select(TextOf)));
        }
    }

    public string Kind { get; }

    public XDocument Xml { get; }

    /// <summary>The text of each paragraph that has any.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>Parts that headers and footers were found under, by the id in the body.</summary>
    public Dictionary<string, string> OldRelations { get; } = new(StringComparer.Ordinal);

    public void Apply(IReadOnlyList<TreatedPart> treated)
    {
        for (var p = 0; p < paragraphs.Count; p++)
        {
            var results = Runs.Distribute([.. paragraphs[p].Select(TextOf)], treated[p].Edits);
            for (var i = 0; i < results.Length; i++)
            {
                var piece = paragraphs[p][i];
                if (results[i] == TextOf(piece))
                    continue;
                piece.ReplaceWith(new XElement(
                    W + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), results[i]));
            }
        }
    }

    /// <summary>Gives references to headers and footers their new ids, or takes them out.</summary>
    public void LinkHeaders(Func<string, string?> idOf)
    {
        foreach (var reference in Xml.Descendants()
            .Where(e => e.Attribute(R + "id") is not null).ToList())
        {
            if (idOf((string)reference.Attribute(R + "id")!) is { } id)
                reference.SetAttributeValue(R + "id", id);
            else
                reference.Remove();
        }
    }

    private static string TextOf(XElement piece) => piece.Name.LocalName switch
    {
        "t" => piece.Value,
        "tab" => "\t",
        "noBreakHyphen" => "-",
        _ => "\n",
    };

    private static XElement Clean(XElement element, string kind)
    {
        var clean = new XElement(element.Name, Attributes(element, kind));
        foreach (var node in element.Nodes())
        {
            if (node is XText text)
            {
                if (element.Name == W + "t")
                    clean.Add(new XText(text.Value));
            }
            else if (node is XElement child)
            {
                AddClean(clean, child, kind);
            }
        }

        return clean;
    }

    private static void AddClean(XElement into, XElement child, string kind)
    {
        var name = child.Name.LocalName;
        // A word that another program wrote an alternative for: the plain alternative is read.
        if (name == "AlternateContent")
        {
            AddPictureMark(into);
            return;
        }

        if (child.Name.Namespace != W || Dropped.Contains(name)
            || name.EndsWith("Change", StringComparison.Ordinal))
        {
            return;
        }

        if (Pictures.Contains(name))
        {
            AddPictureMark(into);
        }
        else if (Unwrapped.Contains(name) && !IsMark(child))
        {
            foreach (var inner in child.Elements())
                AddClean(into, inner, kind);
        }
        else if (!IsMark(child) && (kind != "styles" || name != "style" || IsBuiltIn(child)))
        {
            into.Add(Clean(child, kind));
        }
    }

    private static void AddPictureMark(XElement into)
    {
        if (into.Name == W + "r")
            into.Add(new XElement(W + "t", "[picture removed]"));
        else if (into.Name == W + "p")
            into.Add(new XElement(W + "r", new XElement(W + "t", "[picture removed]")));
    }

    /// <summary>An empty "inserted" or "deleted" mark among a run's properties.</summary>
    private static bool IsMark(XElement element) => element.Name.LocalName is "ins" or "moveTo"
        && !element.HasElements;

    private static bool IsBuiltIn(XElement style)
    {
        var name = ((string?)style.Element(W + "name")?.Attribute(W + "val") ?? "")
            .ToLowerInvariant();
        var id = (string?)style.Attribute(W + "styleId") ?? "";
        return (name is "normal" or "title" or "subtitle" or "strong" or "emphasis" or "quote"
            or "header" or "footer" or "table grid" or "normal table" or "list paragraph"
            or "default paragraph font" or "no list" or "no spacing" or "caption"
            or "footnote text" or "footnote reference" or "annotation text"
            || (name.Length == 9 && name.StartsWith("heading ", StringComparison.Ordinal)
                && char.IsAsciiDigit(name[8])))
            && id.Length <= 24 && id.All(char.IsAsciiLetterOrDigit)
            && id.Count(char.IsAsciiDigit) <= 1;
    }

    private static IEnumerable<XAttribute> Attributes(XElement element, string kind)
    {
        foreach (var attribute in element.Attributes())
        {
            if (attribute.IsNamespaceDeclaration)
            {
                if (attribute.Value == W.NamespaceName || attribute.Value == R.NamespaceName)
                    yield return attribute;
                continue;
            }

            if (attribute.Name == XNamespace.Xml + "space" || attribute.Name == R + "id")
                yield return attribute;
            else if (attribute.Name.Namespace == W && IsSafe(attribute, element, kind))
                yield return attribute;
        }

        // A comment must have an author; it says nothing about who it was.
        if (element.Name == W + "comment")
            yield return new XAttribute(W + "author", "removed");
    }

    private static bool IsSafe(XAttribute attribute, XElement element, string kind)
    {
        var name = attribute.Name.LocalName;
        var value = attribute.Value;
        if (name is "author" or "initials" or "date" or "userId" or "nsid" or "tmpl"
            || name.StartsWith("rsid", StringComparison.Ordinal))
        {
            return false;
        }

        if (kind == "styles" && element.Name == W + "name")
            return true;
        return WordValues.IsKnown(name, element.Name.LocalName, value);
    }
}
