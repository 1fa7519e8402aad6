namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>
/// PDF: the text of each page is one part, and each comment or field value beside it another.
/// It is made anew with text alone: pictures, drawings, bookmarks, properties, links, layers,
/// scripts and earlier versions are gone.
/// </summary>
internal sealed class PdfFile : OpenDocument
{
    private const int MostPages = 10_000;
    private readonly List<PdfPageFile> pages = [];
    private readonly List<DocumentPart> parts = [];

    public PdfFile(byte[] content)
    {
        Read(new PdfStore(content));
        foreach (var page in pages)
        {
            parts.Add(new DocumentPart(string.Concat(page.Layout.Pieces)));
            parts.AddRange(page.Notes.Select(n => new DocumentPart(n)));
        }

        foreach (var page in pages)
            CheckWritable(page);
    }

    public override IReadOnlyList<DocumentPart> Parts => parts;

    public override byte[] Save(IReadOnlyList<TreatedPart> treated)
    {
        var writer = new PdfWriter();
        var next = 0;
        foreach (var page in pages)
        {
            var texts = Runs.Distribute(page.Layout.Pieces, treated[next++].Edits);
            // Every second piece is what parts two runs; it is shown by where they stand.
            writer.AddPage(page.Width, page.Height, page.Layout.Runs,
                [.. texts.Where((_, i) => i % 2 == 0)]);
            if (page.Notes.Count == 0)
                continue;
            writer.AddNotes(
                $"Comments and fields of page {page.Number}",
                [.. treated.Skip(next).Take(page.Notes.Count).Select(t => t.Text)]);
            next += page.Notes.Count;
        }

        return writer.Save();
    }

    private void Read(PdfStore store)
    {
        if (store.Catalogue.Dictionary("/AcroForm")?.Get("/XFA") is not null)
        {
            throw new RefusedException(
                "cannot-read-inside",
                "It is an XFA form, whose text is not on its pages. Print it to a new PDF.");
        }

        foreach (var item in store.All)
        {
            if (item is PdfDictionary one && (one.Get("/EF") is not null
                || one.Name("/Type") == "/EmbeddedFile"))
            {
                throw new RefusedException(
                    "cannot-read-inside",
                    "It holds an attached file. Take it out and treat it on its own.");
            }
        }

        foreach (var page in PagesOf(store.Catalogue))
            pages.Add(new PdfPageFile(page, pages.Count + 1));
        if (pages.Count == 0)
            throw new RefusedException("damaged", "It is not a whole PDF: it has no page.");
    }

    /// <summary>The leaves of the tree of pages, each node once whatever the tree says.</summary>
    private static IEnumerable<PdfDictionary> PagesOf(PdfDictionary catalogue)
    {
        var seen = new HashSet<PdfDictionary>();
        var open = new Stack<object?>([catalogue.Get("/Pages")]);
        var count = 0;
        while (open.TryPop(out var item))
        {
            if (item is not PdfDictionary node || !seen.Add(node))
                continue;
            if (node.Array("/Kids") is { } kids)
            {
                foreach (var kid in kids.Items.Reverse())
                    open.Push(kid);
                continue;
            }

            if (++count > MostPages)
                throw PdfFilters.TooLarge();
            yield return node;
        }
    }

    private static void CheckWritable(PdfPageFile page)
    {
        foreach (var text in page.Layout.Pieces.Concat(page.Notes))
        {
            if (TrueTypeFont.Instance.Missing(text) is not { } sign)
                continue;
            var point = char.ConvertToUtf32(sign, 0);
            throw new RefusedException(
                "cannot-write",
                $"Page {page.Number} has a character (U+{point:X4}) that the font of the result "
                + "does not have. Save it as text instead.");
        }
    }
}
