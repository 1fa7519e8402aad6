namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>Sets a table; its headings stand again on each page.</summary>
internal static class PdfGrid
{
    private const double Gap = 8;
    private const double RowGap = 5;
    private static readonly double LineHeight = TextStyle.Small.LineHeight;

    public static void Draw(PdfFlow page, ReportBlock.Grid grid)
    {
        const double CaptionAndTwoRows = 70;
        page.Keep(CaptionAndTwoRows);
        page.Pdf.Begin("Table");
        page.Words(grid.Caption, TextStyle.SmallBold, "Caption", 6, 2);
        var widths = Widths(page.Width, grid);
        Row(page, grid, grid.Headings, widths, isHeading: true, isMarked: false);
        foreach (var (r, row) in grid.Rows.Index())
        {
            if (page.Keep(Height(row, widths)))
                Row(page, grid, grid.Headings, widths, isHeading: true, isMarked: false);
            Row(page, grid, row, widths, isHeading: false, isMarked: r == grid.Marked);
        }

        page.Pdf.End();
        page.Down(6);
    }

    /// <summary>Each column as wide as its longest cell where all fit; else the wide ones give
    /// way.</summary>
    private static double[] Widths(double room, ReportBlock.Grid grid)
    {
        var wanted = grid.Headings.Select((h, c) => grid.Rows.Select(r => r[c]).Append(h)
            .Max(TextStyle.SmallBold.WidthOf) + Gap).ToArray();
        var widths = new double[wanted.Length];
        var open = Enumerable.Range(0, wanted.Length).OrderBy(c => wanted[c]).ToList();
        for (var i = 0; i < open.Count; i++)
        {
            widths[open[i]] = Math.Min(wanted[open[i]], room / (open.Count - i));
            room -= widths[open[i]];
        }

        return widths;
    }

    private static double Height(IReadOnlyList<string> row, double[] widths) =>
        (row.Select((text, c) => TextStyle.SmallBold.Lines(text, widths[c] - Gap).Count).Max()
            * LineHeight) + RowGap;

    private static void Row(
        PdfFlow page,
        ReportBlock.Grid grid,
        IReadOnlyList<string> row,
        double[] widths,
        bool isHeading,
        bool isMarked)
    {
        var height = Height(row, widths);
        var style = isHeading || isMarked ? TextStyle.SmallBold : TextStyle.Small;
        var x = page.Left;
        page.Pdf.Begin("TR");
        for (var c = 0; c < row.Count; c++)
        {
            var (kind, scope) = isHeading && row[c].Length > 0 ? ("TH", "Column")
                : c == 0 && !isHeading ? ("TH", "Row") : ("TD", null);
            page.Pdf.Begin(kind, scope is null ? null : $"/A<</O/Table/Scope/{scope}>>");
            var y = page.Y + style.Size + 1;
            foreach (var line in style.Lines(row[c], widths[c] - Gap))
            {
                var shift = ReportHtml.IsFigures(grid, c)
                    ? widths[c] - Gap - style.WidthOf(line) : 0;
                if (line.Length > 0)
                    page.Pdf.Words(line, style, x + shift, y);
                y += LineHeight;
            }

            page.Pdf.End();
            x += widths[c];
        }

        page.Pdf.End();
        page.Pdf.Fill(page.Left, page.Y + height - 2, widths.Sum(), isHeading ? 0.8 : 0.4,
            isHeading ? "#212b32" : "#768692", isDecoration: true);
        page.Down(height);
    }
}
