using System.Globalization;

namespace Proviso.Deidentification.Tables.Counts;

/// <summary>What was published before: shown counts by the labels of their cells. Anyone may hold
/// it beside a new release and take one from the other.</summary>
public sealed class EarlierRelease
{
    private readonly IReadOnlyList<string> dimensions;
    private readonly Dictionary<string, long> shown;

    private EarlierRelease(IReadOnlyList<string> dimensions, Dictionary<string, long> shown)
    {
        this.dimensions = dimensions;
        this.shown = shown;
    }

    /// <summary>Makes it of cells.</summary>
    /// <param name="dimensions">The columns counted by.</param>
    /// <param name="cells">For each cell its labels in these columns, null for the total, and
    /// what was shown; a hidden cell tells nothing.</param>
    /// <exception cref="TableProblemException"><c>earlier-invalid</c>.</exception>
    public static EarlierRelease Create(
        IReadOnlyList<string> dimensions,
        IEnumerable<(IReadOnlyList<string?> At, string Shown)> cells)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        ArgumentNullException.ThrowIfNull(cells);
        var known = new Dictionary<string, long>();
        foreach (var (at, text) in cells)
        {
            if (at.Count != dimensions.Count)
            {
                throw new TableProblemException("earlier-invalid",
                    "A cell of the earlier release has not one label for each column.");
            }

            if (text == SmallNumberRule.Hidden)
                continue;
            known[KeyOf(dimensions.Zip(at))] = long.TryParse(
                text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw new TableProblemException("earlier-invalid",
                    "A cell of the earlier release is neither a count nor hidden.");
        }

        return new EarlierRelease([.. dimensions], known);
    }

    /// <summary>What was shown of a cell of a table; null if nothing was. A release by fewer
    /// columns tells the totals over the others.</summary>
    internal long? Find(CountTable table, int cell)
    {
        var labels = new List<(string Dimension, string? Label)>();
        for (var d = 0; d < table.Dimensions.Count; d++)
        {
            var dimension = table.Dimensions[d];
            var place = table.Grid.PlaceOf(cell, d);
            var label = place < dimension.Labels.Count ? dimension.Labels[place] : null;
            if (dimensions.Contains(dimension.Name))
                labels.Add((dimension.Name, label));
            else if (label is not null)
                return null;
        }

        labels.AddRange(dimensions.Where(name => table.Dimensions.All(d => d.Name != name))
            .Select(name => (name, (string?)null)));
        return shown.TryGetValue(KeyOf(labels), out var count) ? count : null;
    }

    private static string KeyOf(IEnumerable<(string Dimension, string? Label)> labels) =>
        string.Join('\u001F', labels.OrderBy(l => l.Dimension, StringComparer.Ordinal)
            .Select(l => $"{l.Dimension}\u001E{l.Label ?? "\u001D"}"));
}
