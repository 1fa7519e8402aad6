using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Deidentification.Tables.Columns;

/// <summary>A few columns that together single people out (AN-3, DF-2).</summary>
/// <param name="Columns">The headings.</param>
/// <param name="ShareUnique">Share of rows that look like no other by these columns.</param>
public sealed record Combination(IReadOnlyList<string> Columns, double ShareUnique)
{
    /// <summary>Most columns in a combination that are looked for.</summary>
    public const int ColumnMax = 3;

    /// <summary>Finds combinations of up to <see cref="ColumnMax"/> columns that single out at
    /// least a share of the rows, the fewest columns first, then those that single out most.
    /// A combination is left out where a part of it suffices.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns to combine.</param>
    /// <param name="shareMin">From 0 to 1.</param>
    public static IReadOnlyList<Combination> Find(
        Table table, IReadOnlyList<string> columns, double shareMin = 0.01)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        var found = new List<Combination>();
        for (var size = 1; size <= ColumnMax; size++)
        {
            var level = new List<Combination>();
            foreach (var pick in Picks(columns, size, 0))
            {
                if (found.Any(f => f.Columns.All(pick.Contains)))
                    continue;
                var unique = RiskReport.Of(table, pick).ShareUnique;
                if (unique >= shareMin)
                    level.Add(new Combination([.. pick], unique));
            }

            found.AddRange(level.OrderByDescending(c => c.ShareUnique));
        }

        return found;
    }

    private static IEnumerable<List<string>> Picks(
        IReadOnlyList<string> columns, int size, int from)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (var i = from; i <= columns.Count - size; i++)
        {
            foreach (var rest in Picks(columns, size - 1, i + 1))
            {
                rest.Insert(0, columns[i]);
                yield return rest;
            }
        }
    }
}
