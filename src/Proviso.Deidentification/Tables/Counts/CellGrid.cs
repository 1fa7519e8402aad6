namespace Proviso.Deidentification.Tables.Counts;

/// <summary>The cells of a table of any number of dimensions with all its totals, numbered. In
/// each dimension one more place stands behind the labels: the total over it.</summary>
internal sealed class CellGrid
{
    private readonly int[] sizes;
    private readonly int[] strides;

    /// <param name="labels">Number of labels in each dimension.</param>
    public CellGrid(IReadOnlyList<int> labels)
    {
        sizes = [.. labels];
        strides = new int[sizes.Length];
        Count = 1;
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            strides[d] = Count;
            Count = checked(Count * (sizes[d] + 1));
        }

        Relations = [.. FindRelations()];
    }

    /// <summary>Number of cells, totals included.</summary>
    public int Count { get; }

    /// <summary>Number of dimensions.</summary>
    public int Dimensions => sizes.Length;

    /// <summary>The grand total.</summary>
    public int Grand => Count - 1;

    /// <summary>What adds up: each a total, followed by its parts.</summary>
    public IReadOnlyList<int[]> Relations { get; }

    /// <summary>The number of a cell.</summary>
    /// <param name="at">Its place in each dimension; the number of labels for the total.</param>
    public int CellAt(ReadOnlySpan<int> at)
    {
        var cell = 0;
        for (var d = 0; d < at.Length; d++)
            cell += at[d] * strides[d];
        return cell;
    }

    /// <summary>The place of a cell in a dimension.</summary>
    public int PlaceOf(int cell, int dimension) =>
        cell / strides[dimension] % (sizes[dimension] + 1);

    /// <summary>Over how many dimensions a cell is a total; 0 for an inner cell.</summary>
    public int TotalsIn(int cell)
    {
        var totals = 0;
        for (var d = 0; d < sizes.Length; d++)
            totals += PlaceOf(cell, d) == sizes[d] ? 1 : 0;
        return totals;
    }

    /// <summary>Fills the totals from the inner cells.</summary>
    public void AddUp(double[] values)
    {
        for (var d = 0; d < sizes.Length; d++)
        {
            for (var cell = 0; cell < Count; cell++)
            {
                if (PlaceOf(cell, d) != sizes[d])
                    continue;
                values[cell] = 0;
                for (var part = 1; part <= sizes[d]; part++)
                    values[cell] += values[cell - (part * strides[d])];
            }
        }
    }

    private IEnumerable<int[]> FindRelations()
    {
        for (var d = 0; d < sizes.Length; d++)
        {
            for (var cell = 0; cell < Count; cell++)
            {
                if (PlaceOf(cell, d) == sizes[d])
                {
                    var stride = strides[d];
                    yield return [cell, .. Enumerable.Range(1, sizes[d])
                        .Select(part => cell - (part * stride))];
                }
            }
        }
    }
}
