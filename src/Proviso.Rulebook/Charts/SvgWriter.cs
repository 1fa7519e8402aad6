using System.Globalization;
using System.Security;
using System.Text;

namespace Proviso.Rulebook.Charts;

/// <summary>Writes a flowchart as SVG: one file, no script, no request to anywhere.</summary>
public static class SvgWriter
{
    private const double LineHeight = 18;
    private const double LayerGap = 64;
    private const int LabelWrap = 26;
    private const int MaxLabelLines = 9;

    private const string Style = """
        text{font-family:Arial,sans-serif;font-size:14px;fill:#212b32}
        .t{font-size:20px;font-weight:bold}
        .l{font-size:12px;fill:#4c6272}
        .b{fill:#fff;fill-opacity:.9;stroke:none}
        rect{stroke:#212b32;stroke-width:1;fill:#fff}
        path{fill:none;stroke:#768692;stroke-width:1.2}
        .p{stroke:#005eb8;stroke-width:3.5}
        text.lp{fill:#005eb8;font-weight:bold}
        .must-share{fill:#d2e2f1}.share{fill:#cce8d4}.share-anonymised{fill:#d9ecec}
        .seek-advice{fill:#fff4c2}.do-not-share{fill:#f7d6d2}.more{stroke-dasharray:4 3}
        .due{fill:#cce8d4}.not-due{fill:#e8edee}
        """;

    /// <summary>Writes the drawing.</summary>
    /// <param name="chart">The flowchart.</param>
    /// <param name="title">Its title, shown and told to screen readers.</param>
    public static string Write(FlowChart chart, string title)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(title);
        var layout = new Layout(chart);
        var tops = Tops(chart, layout, out var bottom);
        var heading = FlowChart.Wrap(title, Math.Max(20, (int)(layout.Width / 11)));
        var above = (heading.Count * 26) + 14;
        var svg = new StringBuilder();
        var (width, height) = (N(layout.Width), N(bottom + above));
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" ")
            .Append("aria-labelledby=\"t d\" ")
            .Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {width} {height}\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\">\n");
        svg.Append("<title id=\"t\">").Append(Text(title)).Append("</title>\n");
        svg.Append("<desc id=\"d\">").Append(Text(InWords(chart))).Append("</desc>\n");
        svg.Append("<style>").Append(Style).Append("</style>\n");
        svg.Append("<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" "
            + "markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" "
            + "orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" style=\"fill:#4c6272;stroke:none\"/>"
            + "</marker></defs>\n");
        for (var i = 0; i < heading.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"t\" x=\"20\" y=\"{N(26 + (i * 26))}\">{Text(heading[i])}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {N(above)})\">\n");
        for (var i = 0; i < chart.Arrows.Count; i++)
            Arrow(svg, chart, layout, tops, i);
        for (var i = 0; i < chart.Boxes.Count; i++)
            Box(svg, chart.Boxes[i], layout.Boxes[i], tops);
        for (var i = 0; i < chart.Arrows.Count; i++)
            Label(svg, chart, layout, tops, i);
        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static double HeightOf(ChartBox box) => (box.Lines.Count * LineHeight) + 18;

    private static double[] Tops(FlowChart chart, Layout layout, out double bottom)
    {
        var tops = new double[layout.LayersOfPlaces.Count];
        bottom = 16;
        for (var i = 0; i < tops.Length; i++)
        {
            tops[i] = bottom;
            var tallest = layout.LayersOfPlaces[i].Where(p => p.Box >= 0)
                .Select(p => HeightOf(chart.Boxes[p.Box])).DefaultIfEmpty(0).Max();
            var labels = chart.Arrows.Where(a => layout.Boxes[a.From].Layer == i)
                .Select(a => LabelLines(a).Count).DefaultIfEmpty(0).Max();
            bottom += tallest + LayerGap + (Math.Max(0, labels - 1) * 14);
        }

        bottom -= LayerGap / 2;
        return tops;
    }

    private static IReadOnlyList<string> LabelLines(ChartArrow arrow)
    {
        var lines = FlowChart.Wrap(arrow.Label, LabelWrap);
        return lines.Count <= MaxLabelLines
            ? lines
            : [.. lines.Take(MaxLabelLines - 1), $"… ({lines.Count - MaxLabelLines + 1} more)"];
    }

    private static void Box(StringBuilder svg, ChartBox box, Place place, double[] tops)
    {
        var height = HeightOf(box);
        var left = place.X - (Layout.BoxWidth / 2);
        var round = box.Kind == "question" ? 4 : 16;
        svg.Append("<rect class=\"").Append(box.Kind).Append(box.OnPath ? " p" : "")
            .Append(CultureInfo.InvariantCulture, $"\" x=\"{N(left)}\" ")
            .Append(CultureInfo.InvariantCulture, $"y=\"{N(tops[place.Layer])}\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{N(Layout.BoxWidth)}\" ")
            .Append(CultureInfo.InvariantCulture, $"height=\"{N(height)}\" rx=\"{round}\"/>\n");
        for (var i = 0; i < box.Lines.Count; i++)
        {
            var y = tops[place.Layer] + 22 + (i * LineHeight);
            Centred(svg, "", place.X, y, box.Lines[i]);
        }
    }

    private static void Arrow(
        StringBuilder svg, FlowChart chart, Layout layout, double[] tops, int index)
    {
        var arrow = chart.Arrows[index];
        var route = layout.Routes[index];
        var (x, y) = Start(chart, layout, tops, index);
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{N(x)} {N(y)}");
        foreach (var place in route.Skip(1))
        {
            var toY = tops[place.Layer] - (place.Box < 0 ? 0 : 1);
            var middle = (y + toY) / 2;
            path.Append(CultureInfo.InvariantCulture,
                $"C{N(x)} {N(middle)} {N(place.X)} {N(middle)} {N(place.X)} {N(toY)}");
            (x, y) = (place.X, toY);
            if (place.Box < 0)
            {
                y += 40;
                path.Append(CultureInfo.InvariantCulture, $"L{N(x)} {N(y)}");
            }
        }

        svg.Append(CultureInfo.InvariantCulture,
            $"<path{(arrow.OnPath ? " class=\"p\"" : "")} d=\"{path}\" marker-end=\"url(#a)\"/>\n");
    }

    // Arrows leave a box side by side, in the order of where they go.
    private static (double X, double Y) Start(
        FlowChart chart, Layout layout, double[] tops, int index)
    {
        var from = chart.Arrows[index].From;
        var leaving = Enumerable.Range(0, chart.Arrows.Count)
            .Where(i => chart.Arrows[i].From == from)
            .OrderBy(i => layout.Routes[i][1].X).ToList();
        var place = layout.Boxes[from];
        var step = Layout.BoxWidth / (leaving.Count + 1);
        return (place.X - (Layout.BoxWidth / 2) + (step * (leaving.IndexOf(index) + 1)),
            tops[place.Layer] + HeightOf(chart.Boxes[from]));
    }

    private static void Label(
        StringBuilder svg, FlowChart chart, Layout layout, double[] tops, int index)
    {
        var arrow = chart.Arrows[index];
        var (x, y) = Start(chart, layout, tops, index);
        var target = layout.Routes[index][1];
        var lines = LabelLines(arrow);
        var labelX = (x * 0.45) + (target.X * 0.55);
        var widest = lines.Max(l => l.Length) * 6.2;
        var labelY = y + ((tops[target.Layer] - y) * 0.5) - ((lines.Count - 1) * 7) + 4;
        svg.Append("<rect class=\"b\" ")
            .Append(CultureInfo.InvariantCulture, $"x=\"{N(labelX - (widest / 2))}\" ")
            .Append(CultureInfo.InvariantCulture, $"y=\"{N(labelY - 12)}\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{N(widest)}\" ")
            .Append(CultureInfo.InvariantCulture, $"height=\"{lines.Count * 14 + 3}\"/>\n");
        for (var i = 0; i < lines.Count; i++)
        {
            Centred(svg, arrow.OnPath ? "l lp" : "l", labelX, labelY + (i * 14), lines[i]);
        }
    }

    private static void Centred(StringBuilder svg, string style, double x, double y, string text)
    {
        svg.Append("<text");
        if (style.Length > 0)
            svg.Append(" class=\"").Append(style).Append('"');
        svg.Append(CultureInfo.InvariantCulture, $" x=\"{N(x)}\" y=\"{N(y)}\" ")
            .Append("text-anchor=\"middle\">").Append(Text(text)).Append("</text>\n");
    }

    // The same in words, for those who cannot see the drawing.
    private static string InWords(FlowChart chart)
    {
        var words = new StringBuilder();
        foreach (var group in chart.Arrows.GroupBy(a => a.From))
        {
            words.Append(string.Join(' ', chart.Boxes[group.Key].Lines)).Append(' ');
            foreach (var arrow in group)
            {
                words.Append(arrow.Label).Append(": ")
                    .Append(string.Join(' ', chart.Boxes[arrow.To].Lines)).Append(". ");
            }
        }

        return words.ToString().Trim();
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(string text) => SecurityElement.Escape(text);
}
