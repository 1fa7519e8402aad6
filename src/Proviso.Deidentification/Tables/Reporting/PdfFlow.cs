namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>Sets text from top to bottom, page after page.</summary>
internal sealed class PdfFlow
{
    private const double Margin = 50;
    private const double Bottom = TaggedPdf.PageHeight - Margin;
    private readonly string title;

    public PdfFlow(TaggedPdf pdf, string title)
    {
        this.title = title;
        Pdf = pdf;
        NextPage();
    }

    /// <summary>What is drawn on.</summary>
    public TaggedPdf Pdf { get; }

    /// <summary>Where text begins, from the left.</summary>
    public double Left => Margin;

    /// <summary>How wide text may be.</summary>
    public double Width => TaggedPdf.PageWidth - (2 * Margin);

    /// <summary>How far down the page is full.</summary>
    public double Y { get; private set; }

    /// <summary>Begins a new page where so much does not fit on this one.</summary>
    /// <returns>Whether a page was begun.</returns>
    public bool Keep(double height)
    {
        if (Y + height <= Bottom)
            return false;
        NextPage();
        return true;
    }

    public void Down(double by) => Y += by;

    /// <summary>Sets a paragraph.</summary>
    public void Words(
        string text, TextStyle style, string kind, double above, double below, double indent = 0)
    {
        Y += above;
        Pdf.Begin(kind);
        foreach (var words in style.Lines(text, Width - indent))
        {
            Keep(style.LineHeight);
            Pdf.Words(words, style, Left + indent, Y + style.Size);
            Y += style.LineHeight;
        }

        Pdf.End();
        Y += below;
    }

    /// <summary>Sets a list.</summary>
    public void Bullets(IReadOnlyList<string> items)
    {
        var style = TextStyle.Body;
        Pdf.Begin("L");
        foreach (var item in items)
        {
            Keep(style.LineHeight);
            Pdf.Begin("LI");
            Pdf.Begin("Lbl");
            Pdf.Words("•", style, Left + 4, Y + style.Size);
            Pdf.End();
            Words(item, style, "LBody", 0, 3, indent: 16);
            Pdf.End();
        }

        Pdf.End();
    }

    private void NextPage()
    {
        Pdf.NextPage();
        Y = Margin;
        Pdf.Words($"{title}, page {Pdf.PageCount}", TextStyle.Small, Left,
            TaggedPdf.PageHeight - (Margin / 2), isDecoration: true);
    }
}
