using System.Globalization;
using System.Net;
using System.Text;

namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>A report as one HTML file: no script, no picture and no style from anywhere else, so
/// that it asks the network for nothing and reads the same in ten years.</summary>
public static class ReportHtml
{
    private const string Style = """
        body{font:16px/1.5 Arial,"Liberation Sans",sans-serif;color:#212b32;background:#fff;
        margin:0 auto;max-width:60rem;padding:1rem}
        h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem}
        h2{font-size:1.4rem;line-height:1.3;margin:2rem 0 .5rem;break-after:avoid}
        .scroll{overflow-x:auto;margin:1rem 0}.scroll:focus{outline:3px solid #212b32}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;font-weight:bold;padding:.25rem 0}
        th,td{border-bottom:1px solid #768692;padding:.3rem .75rem .3rem 0;text-align:left;
        vertical-align:top}
        tbody th{font-weight:normal}tr.mark th,tr.mark td{font-weight:bold;background:#e8edee}
        td.figure,th.figure{text-align:right;font-variant-numeric:tabular-nums}
        .strong{font-size:1.2rem;font-weight:bold;border-left:8px solid #003087;
        padding:.25rem .75rem}
        pre{background:#f0f4f5;padding:.75rem;overflow-x:auto;white-space:pre-wrap}
        svg{max-width:100%;height:auto;display:block}
        @media print{body{max-width:none;padding:0;font-size:11pt}
        .scroll{overflow:visible}tr,svg{break-inside:avoid}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        @page{margin:18mm}
        """;

    /// <summary>Writes the report.</summary>
    public static string Write(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy"
              content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(report.Title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <h1>{Text(report.Title)}</h1>
            <p>Made on {report.MadeAt:d MMMM yyyy 'at' HH:mm}</p>

            """);
        var number = 0;
        foreach (var block in report.Blocks)
            Write(html, block, ++number);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Write(StringBuilder html, ReportBlock block, int number)
    {
        switch (block)
        {
            case ReportBlock.Heading heading:
                html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(heading.Text)}</h2>\n");
                break;
            case ReportBlock.Paragraph paragraph:
                var strong = paragraph.IsStrong ? " class=\"strong\"" : "";
                html.Append(
                    CultureInfo.InvariantCulture, $"<p{strong}>{Text(paragraph.Text)}</p>\n");
                break;
            case ReportBlock.Bullets bullets:
                html.Append("<ul>\n");
                foreach (var item in bullets.Items)
                    html.Append(CultureInfo.InvariantCulture, $"<li>{Text(item)}</li>\n");
                html.Append("</ul>\n");
                break;
            case ReportBlock.Verbatim verbatim:
                html.Append(CultureInfo.InvariantCulture,
                    $"<pre tabindex=\"0\" role=\"region\" aria-label=\"{Text(verbatim.Name)}\">"
                    + $"{Text(verbatim.Text)}</pre>\n");
                break;
            case ReportBlock.Grid grid:
                Write(html, grid, grid.Caption);
                break;
            case ReportBlock.Bars bars:
                Write(html, bars.Chart, number);
                break;
            default:
                throw new InvalidOperationException("There is a kind of block without a form.");
        }
    }

    private static void Write(StringBuilder html, ReportBlock.Grid grid, string label)
    {
        html.Append(CultureInfo.InvariantCulture,
            $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(label)}\">\n"
            + $"<table>\n<caption>{Text(grid.Caption)}</caption>\n<thead>\n<tr>");
        for (var c = 0; c < grid.Headings.Count; c++)
        {
            var kind = IsFigures(grid, c) ? " class=\"figure\"" : "";
            html.Append(grid.Headings[c].Length == 0
                ? "<td></td>" : $"<th scope=\"col\"{kind}>{Text(grid.Headings[c])}</th>");
        }

        html.Append("</tr>\n</thead>\n<tbody>\n");
        foreach (var (r, row) in grid.Rows.Index())
        {
            html.Append(r == grid.Marked ? "<tr class=\"mark\">" : "<tr>");
            for (var c = 0; c < row.Count; c++)
            {
                var kind = IsFigures(grid, c) ? " class=\"figure\"" : "";
                html.Append(c == 0
                    ? $"<th scope=\"row\">{Text(row[c])}</th>"
                    : $"<td{kind}>{Text(row[c])}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</div>\n");
    }

    internal static bool IsFigures(ReportBlock.Grid grid, int column) =>
        column > 0 && grid.Rows.Any(r => r[column].Length > 0)
        && grid.Rows.All(r => r[column].Length == 0
            || (char.IsAsciiDigit(r[column][0]) && r[column].Length < 20));

    private static void Write(StringBuilder html, BarChart chart, int number)
    {
        var grid = chart.ToGrid();
        html.Append(CultureInfo.InvariantCulture, $"""
            <svg viewBox="0 0 {BarChart.Width} {chart.Height}" width="{BarChart.Width * 1.5}"
              role="img" aria-labelledby="c{number}"
              font-family="Arial,&quot;Liberation Sans&quot;,sans-serif" font-size="10">
            <title id="c{number}">{Text(chart.Title)}; the figures are in the table below</title>

            """);
        foreach (var part in chart.Parts())
        {
            html.Append(part switch
            {
                ChartPart.Bar bar =>
                    $"<rect x=\"{bar.X:0.##}\" y=\"{bar.Y:0.##}\" width=\"{bar.Width:0.##}\" "
                    + $"height=\"{bar.Height:0.##}\" fill=\"{bar.Colour}\"/>\n",
                ChartPart.Words words =>
                    $"<text x=\"{words.X:0.##}\" y=\"{words.Y:0.##}\" fill=\"#212b32\""
                    + $"{(words.EndsHere ? " text-anchor=\"end\"" : "")}>{Text(words.Text)}"
                    + "</text>\n",
                _ => "",
            });
        }

        html.Append("</svg>\n");
        Write(html, grid, grid.Caption + " (figures)");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
