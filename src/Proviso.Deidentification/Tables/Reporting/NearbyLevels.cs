namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>What levels near those of a result would do.</summary>
/// <param name="Levels">One for each column.</param>
/// <param name="Measure">The measure; null where they do not meet the models within the
/// limit.</param>
/// <param name="Suppressed">Rows left out; null as above.</param>
public sealed record NearbyLevels(
    IReadOnlyList<int> Levels, double? Measure, long? Suppressed)
{
    /// <summary>Most neighbours that are looked at.</summary>
    public const int Most = 40;

    /// <summary>Looks at the levels one step from those of a result.</summary>
    /// <param name="result">The result; one of local recoding has no neighbours.</param>
    /// <returns>Those that meet the models first, the best measure first.</returns>
    public static IReadOnlyList<NearbyLevels> Of(AnonymisationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.IsLocal)
            return [];
        var columns = result.Request.Columns;
        var found = new List<NearbyLevels>();
        for (var c = 0; c < columns.Count; c++)
        {
            foreach (var level in (int[])[result.Levels[c] - 1, result.Levels[c] + 1])
            {
                if (level < columns[c].LevelMin || level > columns[c].LevelMax
                    || found.Count == Most)
                {
                    continue;
                }

                var levels = result.Levels.ToArray();
                levels[c] = level;
                found.Add(At(result.Request, levels));
            }
        }

        return [.. found.OrderBy(n => n.Measure ?? double.PositiveInfinity)];
    }

    private static NearbyLevels At(Anonymisation request, int[] levels)
    {
        try
        {
            var there = request.At(levels);
            return new NearbyLevels(levels, there.Measure, there.Suppressed);
        }
        catch (TableProblemException e) when (e.Problems[0].Code == "nothing-fits")
        {
            return new NearbyLevels(levels, null, null);
        }
    }
}
