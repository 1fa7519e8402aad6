namespace Proviso.Deidentification.Tables.Counts;

/// <summary>What someone can work out about hidden counts from the shown ones and the exact
/// margins: the least and the most that each hidden count can be, nothing being below
/// 0.</summary>
/// <remarks>With row and column totals this linear programme is a flow problem: a hidden count
/// can grow by as much as can be carried around a cycle of hidden counts, of which every second
/// one shrinks. The bounds found are exact, and whole numbers.</remarks>
internal sealed class Attack
{
    private readonly CountTable table;
    private readonly bool[,] hidden;
    private readonly int rows;
    private readonly int columns;

    public Attack(CountTable table, bool[,] hidden)
    {
        this.table = table;
        this.hidden = hidden;
        rows = table.Rows.Count;
        columns = table.Columns.Count;
    }

    /// <summary>The least and the most that a hidden count can be.</summary>
    public (long Least, long Most) Bounds(int row, int column)
    {
        var truth = table[row, column];

        // To shrink the count by d, d must travel from its row to its column over other cells.
        var down = Carry(row, rows + column, row, column, truth);
        var up = Carry(rows + column, row, row, column, long.MaxValue);
        return (truth - down, truth + up);
    }

    /// <summary>How much can be carried between two nodes (rows first, then columns) over hidden
    /// cells other than one. Going from row to column a cell grows, without limit; going from
    /// column to row it shrinks, to 0 at the least; a way between two rows or columns does both,
    /// so that what is carried is never without limit.</summary>
    private long Carry(int from, int to, int row, int column, long limit)
    {
        var changes = new long[rows, columns];
        var carried = 0L;
        while (carried < limit)
        {
            var came = Path(from, to, row, column, changes);
            if (came is null)
                break;
            var amount = limit - carried;
            for (var at = to; at != from; at = came[at])
            {
                if (at < rows)
                    amount = Math.Min(amount, Room(at, came[at] - rows, changes));
            }

            for (var at = to; at != from; at = came[at])
            {
                if (at < rows)
                    changes[at, came[at] - rows] -= amount;
                else
                    changes[came[at], at - rows] += amount;
            }

            carried += amount;
        }

        return carried;
    }

    private long Room(int row, int column, long[,] changes) =>
        table[row, column] + changes[row, column];

    /// <summary>The shortest way, as the node each node was reached from; null if there is
    /// none.</summary>
    private int[]? Path(int from, int to, int row, int column, long[,] changes)
    {
        var came = new int[rows + columns];
        Array.Fill(came, -1);
        came[from] = from;
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var at))
        {
            if (at == to)
                return came;
            var isRow = at < rows;
            for (var i = 0; i < (isRow ? columns : rows); i++)
            {
                var (r, c) = isRow ? (at, i) : (i, at - rows);
                var next = isRow ? rows + i : i;
                if (came[next] >= 0 || !hidden[r, c] || (r == row && c == column))
                    continue;
                if (!isRow && Room(r, c, changes) <= 0)
                    continue;
                came[next] = at;
                queue.Enqueue(next);
            }
        }

        return null;
    }
}
