using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>
/// HTML: the text of each block is one part. What does not show is removed: comments, scripts,
/// styles, and every attribute but those of a table's shape and of language and direction.
/// </summary>
internal sealed class HtmlDocument : OpenDocument
{
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "template", "noscript", "iframe", "object", "embed", "meta", "link",
        "base", "img", "picture", "audio", "video", "canvas", "source", "track", "map", "param",
        "applet", "frame", "frameset", "svg", "math", "input", "noembed", "noframes", "plaintext",
        "xmp", "head",
    };

    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr", "label",
    };

    private static readonly HashSet<string> KeptAttributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "colspan", "rowspan", "dir",
    };

    private readonly AngleSharp.Html.Dom.IHtmlDocument html;
    private readonly bool fragment;
    private readonly List<List<IText>> groups = [];
    private readonly List<DocumentPart> parts = [];

    /// <param name="source">The markup.</param>
    /// <param name="fragment">True for a piece such as the narrative of a FHIR resource.</param>
    public HtmlDocument(string source, bool fragment = false)
    {
        this.fragment = fragment;
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false });
        html = parser.ParseDocument(source);
        if (Depth(html.DocumentElement) > 400)
        {
            throw new RefusedException(
                "damaged", "Its elements lie inside each other more than 400 deep.");
        }

        Clean(html);
        Collect(html.DocumentElement, []);
        foreach (var group in groups)
            parts.Add(new DocumentPart(string.Concat(group.Select(t => t.Data))));
    }

    public override IReadOnlyList<DocumentPart> Parts => parts;

    /// <summary>The treated markup as text.</summary>
    public string SaveText(IReadOnlyList<TreatedPart> treated)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            var pieces = Runs.Distribute(
                [.. groups[i].Select(t => t.Data)], treated[i].Edits);
            for (var k = 0; k < pieces.Length; k++)
                groups[i][k].Data = pieces[k];
        }

        return fragment ? html.Body?.InnerHtml ?? "" : "<!DOCTYPE html>\n"
            + html.DocumentElement.OuterHtml;
    }

    public override byte[] Save(IReadOnlyList<TreatedPart> treated) =>
        Encoding.UTF8.GetBytes(SaveText(treated));

    private static int Depth(INode root)
    {
        var deepest = 0;
        var stack = new Stack<(INode Node, int Depth)>();
        stack.Push((root, 1));
        while (stack.TryPop(out var item))
        {
            deepest = Math.Max(deepest, item.Depth);
            foreach (var child in item.Node.ChildNodes)
                stack.Push((child, item.Depth + 1));
        }

        return deepest;
    }

    private static void Clean(AngleSharp.Html.Dom.IHtmlDocument html)
    {
        foreach (var node in html.Descendants().ToList())
        {
            if (node is IComment or IProcessingInstruction or IDocumentType)
            {
                node.Parent?.RemoveChild(node);
            }
            else if (node is IElement element)
            {
                if (Dropped.Contains(element.LocalName) || element.NamespaceUri
                    is not "http://www.w3.org/1999/xhtml")
                {
                    element.Remove();
                    continue;
                }

                foreach (var name in element.Attributes.Select(a => a.Name).ToList())
                {
                    var value = element.GetAttribute(name) ?? "";
                    if (!KeptAttributes.Contains(name) || value.Length > 4)
                        element.RemoveAttribute(name);
                }
            }
        }
    }

    private void Collect(INode node, List<IText> open)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
                open.Add(text);
            else if (child is IElement element && Inline.Contains(element.LocalName))
                Collect(child, open);
            else
            {
                Close(open);
                Collect(child, open);
                Close(open);
            }
        }

        if (node is not IElement inline || !Inline.Contains(inline.LocalName))
            Close(open);
    }

    private void Close(List<IText> open)
    {
        if (open.Exists(t => !string.IsNullOrWhiteSpace(t.Data)))
            groups.Add([.. open]);
        open.Clear();
    }
}
