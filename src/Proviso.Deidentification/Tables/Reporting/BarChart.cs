namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>One row of bars of a chart.</summary>
/// <param name="Name">What it is, as in "before".</param>
/// <param name="Values">One for each category, not below 0.</param>
public sealed record BarSeries(string Name, IReadOnlyList<double> Values);

/// <summary>A chart of bars.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="CategoryName">What the categories are.</param>
/// <param name="Categories">Their names, at most about ten.</param>
/// <param name="Series">One or two rows of bars.</param>
/// <param name="Show">Writes a value.</param>
public sealed record BarChart(
    string Title,
    string CategoryName,
    IReadOnlyList<string> Categories,
    IReadOnlyList<BarSeries> Series,
    Func<double, string> Show)
{
    internal const double Width = 480;
    private const double RowHeight = 17;
    private const double GroupGap = 7;
    private const double LabelWidth = 120;
    private const double ValueWidth = 62;
    private const double Top = 24;

    // Far enough apart in lightness to be told without colour, both with more than 3 to 1
    // against white.
    private static readonly string[] Colours = ["#768692", "#003087"];

    internal double Height => Top + (Categories.Count
        * ((RowHeight * Series.Count) + GroupGap));

    /// <summary>The figures of the chart as a table.</summary>
    internal ReportBlock.Grid ToGrid() => new(
        Title,
        [CategoryName, .. Series.Select(s => s.Name)],
        [.. Categories.Select(IReadOnlyList<string> (c, i) =>
            [c, .. Series.Select(s => Show(s.Values[i]))])]);

    /// <summary>What is drawn, in points from the left top corner.</summary>
    internal IEnumerable<ChartPart> Parts()
    {
        var x = LabelWidth;
        for (var s = 0; s < Series.Count; s++)
        {
            yield return new ChartPart.Bar(x, 4, 10, 10, ColourOf(s));
            yield return new ChartPart.Words(x + 14, 13, Series[s].Name, false);
            x += 110;
        }

        var most = Series.SelectMany(s => s.Values).DefaultIfEmpty(0).Max();
        var y = Top;
        for (var c = 0; c < Categories.Count; c++)
        {
            var middle = y + (RowHeight * Series.Count / 2) + 4;
            yield return new ChartPart.Words(LabelWidth - 8, middle, Shown(Categories[c]), true);
            for (var s = 0; s < Series.Count; s++)
            {
                var value = Series[s].Values[c];
                var width = most > 0 ? value / most * (Width - LabelWidth - ValueWidth) : 0;
                yield return new ChartPart.Bar(
                    LabelWidth, y + 1, width, RowHeight - 3, ColourOf(s));
                yield return new ChartPart.Words(
                    LabelWidth + width + 4, y + RowHeight - 5, Show(value), false);
                y += RowHeight;
            }

            y += GroupGap;
        }
    }

    // The last row of bars is always the dark one: what is there now.
    private string ColourOf(int series) => Colours[Colours.Length - Series.Count + series];

    private static string Shown(string category)
    {
        const int Longest = 20;
        return category.Length <= Longest ? category : category[..(Longest - 1)] + "…";
    }
}

/// <summary>Something that is drawn in a chart.</summary>
internal abstract record ChartPart
{
    private ChartPart()
    {
    }

    internal sealed record Bar(double X, double Y, double Width, double Height, string Colour)
        : ChartPart;

    internal sealed record Words(double X, double Y, string Text, bool EndsHere) : ChartPart;
}
