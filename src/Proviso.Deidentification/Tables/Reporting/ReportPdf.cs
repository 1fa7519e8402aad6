using System.Globalization;

namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>A report as PDF: A4, tagged, so that a screen reader finds headings, lists and
/// tables, with its own font inside, so that it looks the same everywhere.</summary>
public static class ReportPdf
{
    /// <summary>Writes the report.</summary>
    public static byte[] Write(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var pdf = new TaggedPdf(report.Title, "en-GB", report.MadeAt);
        var page = new PdfFlow(pdf, report.Title);
        page.Words(report.Title, TextStyle.Title, "H1", 0, 6);
        page.Words($"Made on {report.MadeAt:d MMMM yyyy 'at' HH:mm}", TextStyle.Body, "P", 0, 6);
        foreach (var block in report.Blocks)
            Write(page, block);
        return pdf.Save();
    }

    private static void Write(PdfFlow page, ReportBlock block)
    {
        const double HeadingAndSomeText = 90;
        switch (block)
        {
            case ReportBlock.Heading heading:
                page.Keep(HeadingAndSomeText);
                page.Words(heading.Text, TextStyle.Heading, "H2", 12, 4);
                break;
            case ReportBlock.Paragraph paragraph:
                page.Words(paragraph.Text,
                    paragraph.IsStrong ? TextStyle.Strong : TextStyle.Body, "P", 2, 4);
                break;
            case ReportBlock.Bullets bullets:
                page.Bullets(bullets.Items);
                break;
            case ReportBlock.Verbatim verbatim:
                foreach (var line in verbatim.Text.Split('\n'))
                    page.Words(line, TextStyle.Body, "P", 0, 0, indent: 12);
                break;
            case ReportBlock.Grid grid:
                PdfGrid.Draw(page, grid);
                break;
            case ReportBlock.Bars bars:
                Draw(page, bars.Chart);
                PdfGrid.Draw(page, bars.Chart.ToGrid());
                break;
            default:
                throw new InvalidOperationException("There is a kind of block without a form.");
        }
    }

    private static void Draw(PdfFlow page, BarChart chart)
    {
        const double Gap = 6;
        page.Keep(chart.Height + (2 * Gap));
        var (left, top) = (page.Left, page.Y + Gap);
        var alt = PdfObjects.Text($"{chart.Title}; the figures are in the table that follows");
        page.Pdf.Begin("Figure", string.Create(CultureInfo.InvariantCulture,
            $"/Alt{alt}/A<</O/Layout/Placement/Block/BBox[{left:0.##} ")
            + string.Create(CultureInfo.InvariantCulture,
                $"{TaggedPdf.PageHeight - top - chart.Height:0.##} {left + BarChart.Width:0.##} "
                + $"{TaggedPdf.PageHeight - top:0.##}]>>"));
        foreach (var part in chart.Parts())
        {
            if (part is ChartPart.Bar bar)
            {
                page.Pdf.Fill(left + bar.X, top + bar.Y, bar.Width, bar.Height,
                    bar.Colour, isDecoration: false);
            }
            else if (part is ChartPart.Words words)
            {
                var shift = words.EndsHere ? TextStyle.Small.WidthOf(words.Text) : 0;
                page.Pdf.Words(
                    words.Text, TextStyle.Small, left + words.X - shift, top + words.Y);
            }
        }

        page.Pdf.End();
        page.Down(chart.Height + (2 * Gap));
    }
}
