using System.Globalization;
using System.Text;
using Proviso.Deidentification.Text.Formats.Pdf;

namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>Draws a PDF whose content is tagged: each text and figure belongs to an element of a
/// tree of headings, paragraphs, lists and tables, which screen readers follow. ISO 32000-1,
/// sections 14.6 to 14.9. The same content gives the same bytes.</summary>
internal sealed class TaggedPdf(string title, string language, DateTimeOffset madeAt)
{
    /// <summary>A4, in points.</summary>
    public const double PageWidth = 595;

    /// <summary>A4, in points.</summary>
    public const double PageHeight = 842;

    private readonly List<PdfElement> elements = [new("Document", -1, null)];
    private readonly Stack<int> open = new([0]);
    private readonly List<PdfPage> pages = [];
    private readonly SortedDictionary<int, string> used = [];

    /// <summary>Number of pages so far.</summary>
    public int PageCount => pages.Count;

    /// <summary>Begins an element inside the one that is open.</summary>
    /// <param name="kind">Its standard type, such as P, H2, Table or Figure.</param>
    /// <param name="attributes">Further entries of the element, as PDF; null if none.</param>
    public void Begin(string kind, string? attributes = null)
    {
        elements[open.Peek()].Kids.Add($"E{elements.Count}");
        elements.Add(new PdfElement(kind, open.Peek(), attributes));
        open.Push(elements.Count - 1);
    }

    /// <summary>Ends the element that was begun last.</summary>
    public void End() => open.Pop();

    public void NextPage() => pages.Add(new PdfPage());

    /// <summary>Writes a line of text.</summary>
    /// <param name="text">One line.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="x">From the left, in points.</param>
    /// <param name="y">Its base line from the top, in points.</param>
    /// <param name="isDecoration">Whether it belongs to no element, as a page number
    /// does.</param>
    public void Words(string text, TextStyle style, double x, double y, bool isDecoration = false)
    {
        var glyphs = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = TrueTypeFont.Instance.GlyphOf(rune);
            used.TryAdd(glyph, rune.ToString());
            glyphs.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }

        var look = style.IsBold ? Invariant($"2 Tr {style.Size * 0.035:0.###} w") : "0 Tr";
        Mark(isDecoration, Invariant($"BT /F {style.Size:0.##} Tf {look} {x:0.##} ")
            + Invariant($"{PageHeight - y:0.##} Td <{glyphs}> Tj ET"));
    }

    /// <summary>Fills a rectangle.</summary>
    /// <param name="x">From the left, in points.</param>
    /// <param name="y">Its upper edge from the top, in points.</param>
    /// <param name="width">In points.</param>
    /// <param name="height">In points.</param>
    /// <param name="colour">As in #003087.</param>
    /// <param name="isDecoration">Whether it belongs to no element.</param>
    public void Fill(
        double x, double y, double width, double height, string colour, bool isDecoration)
    {
        var rgb = Convert.FromHexString(colour[1..]).Select(b => Invariant($"{b / 255.0:0.###}"));
        Mark(isDecoration, $"q {string.Join(' ', rgb)} rg "
            + Invariant($"{x:0.##} {PageHeight - y - height:0.##} {width:0.##} {height:0.##} re ")
            + "f Q");
    }

    /// <summary>The file.</summary>
    public byte[] Save()
    {
        var file = new PdfObjects();
        var font = PdfFontObjects.Add(file, used);
        var root = file.Reserve();
        var structure = file.Reserve();
        var tree = file.Reserve();
        var parents = file.Reserve();
        var pageNumbers = pages.Select(_ => file.Reserve()).ToArray();
        var elementNumbers = elements.Select(_ => file.Reserve()).ToArray();
        for (var p = 0; p < pages.Count; p++)
        {
            var content = file.AddStream("", Encoding.ASCII.GetBytes(pages[p].Content.ToString()));
            file.Set(pageNumbers[p], Invariant($"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 ")
                + Invariant($"{PageWidth} {PageHeight}]/Contents {content} 0 R/Tabs/S")
                + Invariant($"/StructParents {p}/Resources<</Font<</F {font} 0 R>>>>>>"));
        }

        for (var e = 0; e < elements.Count; e++)
        {
            var element = elements[e];
            var parent = element.Parent < 0 ? structure : elementNumbers[element.Parent];
            file.Set(elementNumbers[e], $"<</Type/StructElem/S/{element.Kind}/P {parent} 0 R"
                + $"{element.Attributes}/K[{string.Join(' ', element.Kids.Select(
                    kid => Kid(kid, elementNumbers, pageNumbers)))}]>>");
        }

        file.Set(tree, $"<</Type/Pages/Count {pages.Count}/Kids["
            + string.Join(' ', pageNumbers.Select(n => $"{n} 0 R")) + "]>>");
        file.Set(parents, "<</Nums[" + string.Join(' ', pages.Select((page, p) =>
            $"{p}[{string.Join(' ', page.Owners.Select(o => $"{elementNumbers[o]} 0 R"))}]"))
            + "]>>");
        file.Set(structure, $"<</Type/StructTreeRoot/K {elementNumbers[0]} 0 R/ParentTree "
            + $"{parents} 0 R/ParentTreeNextKey {pages.Count}>>");
        file.Set(root, $"<</Type/Catalog/Pages {tree} 0 R/StructTreeRoot {structure} 0 R"
            + $"/MarkInfo<</Marked true>>/Lang({language})"
            + "/ViewerPreferences<</DisplayDocTitle true>>>>");
        var info = file.Add($"<</Title {PdfObjects.Text(title)}/Creator(Proviso)"
            + $"/CreationDate(D:{madeAt.UtcDateTime:yyyyMMddHHmmss}Z)>>");
        return file.ToFile(root, info);
    }

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);

    private static string Kid(string kid, int[] elementNumbers, int[] pageNumbers)
    {
        if (kid[0] == 'E')
            return $"{elementNumbers[int.Parse(kid.AsSpan(1))]} 0 R";
        var parts = kid.Split('/');
        return $"<</Type/MCR/Pg {pageNumbers[int.Parse(parts[0])]} 0 R/MCID {parts[1]}>>";
    }

    private void Mark(bool isDecoration, string drawing)
    {
        var page = pages[^1];
        if (isDecoration)
        {
            page.Content.Append(CultureInfo.InvariantCulture, $"/Artifact BMC {drawing} EMC\n");
            return;
        }

        var (element, place) = (open.Peek(), page.Owners.Count);
        page.Owners.Add(element);
        elements[element].Kids.Add($"{pages.Count - 1}/{place}");
        page.Content.Append(CultureInfo.InvariantCulture,
            $"/{elements[element].Kind} <</MCID {place}>> BDC {drawing} EMC\n");
    }

    /// <summary>An element of the tree. A kid is another element (E and its number) or content
    /// (page, stroke, number on the page).</summary>
    private sealed record PdfElement(string Kind, int Parent, string? Attributes)
    {
        public List<string> Kids { get; } = [];
    }

    /// <summary>A page: what is drawn, and to which element each part belongs.</summary>
    private sealed class PdfPage
    {
        public StringBuilder Content { get; } = new();

        public List<int> Owners { get; } = [];
    }
}
