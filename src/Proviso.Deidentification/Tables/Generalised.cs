using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables;

/// <summary>A column that becomes coarser.</summary>
public sealed class Generalised
{
    internal Generalised(
        Column column, Hierarchy hierarchy, double weight, int levelMin, int levelMax)
    {
        Column = column;
        Hierarchy = hierarchy;
        Weight = weight;
        LevelMin = levelMin;
        LevelMax = levelMax;
    }

    /// <summary>The column.</summary>
    public Column Column { get; }

    /// <summary>How its values become coarser.</summary>
    public Hierarchy Hierarchy { get; }

    /// <summary>How much its loss counts, from 0 to 1.</summary>
    public double Weight { get; }

    /// <summary>The finest level allowed.</summary>
    public int LevelMin { get; }

    /// <summary>The coarsest level allowed.</summary>
    public int LevelMax { get; }

    /// <summary>The leaf of each value of the column; −1 where the hierarchy lacks it.</summary>
    internal int[] Leaves() =>
        [.. Column.Values.Select(v => Hierarchy.TryFind(v, out var leaf) ? leaf : -1)];

    /// <summary>Refuses a hierarchy that lacks a value. Only the first rows are named: the value
    /// itself may be personal.</summary>
    internal void CheckComplete()
    {
        var missing = Leaves().Count(leaf => leaf < 0);
        if (missing == 0)
            return;
        var absent = Leaves();
        var row = Array.FindIndex(Column.Codes, code => absent[code] < 0);
        throw new TableProblemException("hierarchy-incomplete",
            $"The hierarchy of '{Column.Name}' lacks {missing:N0} of the column's "
            + $"{Column.Values.Count:N0} values, first in row {row + 1:N0} after the heading. "
            + "Add a line for each, or correct the data.");
    }
}
