using System.Globalization;
using System.Xml.Linq;

namespace Proviso.Rulebook.Tests.Charts;

/// <summary>A box as the SVG draws it.</summary>
internal sealed record DrawnBox(
    string Text, IReadOnlyList<string> Classes, double X, double Y, double Width, double Height)
{
    public bool OnPath => Classes.Contains("p");

    public bool IsQuestion => Classes.Contains("question");
}

/// <summary>A flowchart read back from its SVG, as a browser would.</summary>
internal sealed class DrawnChart
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public DrawnChart(string svg)
    {
        Root = XDocument.Parse(svg).Root!;
        Assert.Equal(Svg + "svg", Root.Name);
        var drawing = Root.Element(Svg + "g")!;
        // The white ground of a label is no box.
        var rects = drawing.Elements(Svg + "rect")
            .Where(r => r.Attribute("class")!.Value != "b").ToList();
        Boxes = [.. rects.Select(r => new DrawnBox(
            string.Join(' ', r.ElementsAfterSelf().TakeWhile(e => e.Name == Svg + "text"
                && e.Attribute("class") is null).Select(e => e.Value)),
            r.Attribute("class")!.Value.Split(' '), Number(r, "x"), Number(r, "y"),
            Number(r, "width"), Number(r, "height")))];
        MarkedArrows = drawing.Elements(Svg + "path")
            .Count(p => p.Attribute("class")?.Value == "p");
        MarkedLabels = [.. drawing.Elements(Svg + "text")
            .Where(t => t.Attribute("class")?.Value == "l lp").Select(t => t.Value)];
    }

    public XElement Root { get; }

    public IReadOnlyList<DrawnBox> Boxes { get; }

    public int MarkedArrows { get; }

    public IReadOnlyList<string> MarkedLabels { get; }

    public string Title => Root.Element(Svg + "title")!.Value;

    /// <summary>The questions from the top down, each once.</summary>
    public IEnumerable<string> Questions => Boxes.Where(b => b.IsQuestion).OrderBy(b => b.Y)
        .Select(b => b.Text).Distinct();

    /// <summary>Asserts that no two boxes cover each other and none leaves the page.</summary>
    public void IsTidy()
    {
        var size = Root.Attribute("viewBox")!.Value.Split(' ')
            .Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToList();
        Assert.All(Boxes, b => Assert.InRange(b.X, 0, size[2] - b.Width));
        Assert.All(Boxes, b => Assert.InRange(b.Y, 0, size[3] - b.Height));
        for (var i = 0; i < Boxes.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (Boxes[i], Boxes[j]);
                Assert.False(a.X < b.X + b.Width && b.X < a.X + a.Width
                    && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height, $"{a} covers {b}");
            }
        }
    }

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
