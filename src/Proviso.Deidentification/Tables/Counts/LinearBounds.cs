namespace Proviso.Deidentification.Tables.Counts;

/// <summary>The least and the most that each unknown can be, none below 0, given linear
/// equations: the simplex method in its plainest form (Dantzig 1951, with Bland's rule of 1977
/// against circles). A first feasible corner is found once; each bound then starts where the last
/// one ended.</summary>
internal sealed class LinearBounds
{
    private const double Tiny = 1e-9;

    /// <summary>What may be left over in the first phase, for figures up to 1.</summary>
    private const double Left = 1e-7;

    private readonly double[][] rows;
    private readonly int[] basis;
    private readonly int unknowns;
    private readonly double scale;

    /// <param name="equations">By equation, the factor of each unknown.</param>
    /// <param name="sums">What each equation comes to.</param>
    /// <param name="unknowns">How many unknowns there are.</param>
    /// <exception cref="InvalidOperationException">No figures solve the equations.</exception>
    public LinearBounds(IReadOnlyList<double[]> equations, double[] sums, int unknowns)
    {
        this.unknowns = unknowns;
        scale = Math.Max(1, sums.Select(Math.Abs).DefaultIfEmpty(0).Max());
        rows = new double[equations.Count][];
        basis = new int[equations.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var sign = sums[i] < 0 ? -1 : 1;
            rows[i] = new double[unknowns + 1];
            for (var j = 0; j < unknowns; j++)
                rows[i][j] = sign * equations[i][j];
            rows[i][unknowns] = sign * sums[i] / scale;

            // An unknown of the equation's own, which must come down to 0.
            basis[i] = unknowns + i;
        }

        FindCorner();
    }

    /// <summary>The least and the most that an unknown can be; infinity where it can be anything
    /// above.</summary>
    public (double Least, double Most) Of(int unknown)
    {
        var most = Drive(unknown, up: true);
        return (Drive(unknown, up: false), most);
    }

    private void FindCorner()
    {
        while (true)
        {
            var entering = -1;
            for (var j = 0; j < unknowns && entering < 0; j++)
            {
                var gain = 0.0;
                for (var i = 0; i < rows.Length; i++)
                    gain += basis[i] >= unknowns ? rows[i][j] : 0;
                if (gain > Tiny)
                    entering = j;
            }

            if (entering < 0)
                break;
            Pivot(Leaving(entering), entering);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (basis[i] < unknowns)
                continue;
            if (rows[i][unknowns] > Left)
                throw new InvalidOperationException("The equations have no solution.");
            var any = Array.FindIndex(rows[i], 0, unknowns, x => Math.Abs(x) > Tiny);
            if (any >= 0)
                Pivot(i, any);
            else
                Array.Clear(rows[i]);
        }
    }

    private double Drive(int unknown, bool up)
    {
        var row = Array.IndexOf(basis, unknown);
        if (row < 0)
        {
            if (!up)
                return 0;
            row = Leaving(unknown);
            if (row < 0)
                return double.PositiveInfinity;
            Pivot(row, unknown);
        }

        while (true)
        {
            var entering = Array.FindIndex(rows[row], 0, unknowns,
                x => up ? x < -Tiny : x > Tiny);
            while (!up && entering == unknown)
            {
                entering = Array.FindIndex(
                    rows[row], entering + 1, unknowns - entering - 1, x => x > Tiny);
            }

            if (entering < 0)
                return rows[row][unknowns] * scale;
            var leaving = Leaving(entering);
            if (leaving < 0)
                return double.PositiveInfinity;
            Pivot(leaving, entering);
            if (basis[row] != unknown)
                return 0;
        }
    }

    /// <summary>The row that limits how far an unknown can grow; −1 if none does.</summary>
    private int Leaving(int entering)
    {
        var leaving = -1;
        var least = double.PositiveInfinity;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i][entering] <= Tiny)
                continue;
            var ratio = rows[i][unknowns] / rows[i][entering];
            if (ratio < least - Tiny
                || (ratio <= least + Tiny && leaving >= 0 && basis[i] < basis[leaving]))
            {
                least = Math.Min(least, ratio);
                leaving = i;
            }
        }

        return leaving;
    }

    private void Pivot(int row, int column)
    {
        var by = rows[row][column];
        var pivot = rows[row];
        for (var j = 0; j <= unknowns; j++)
            pivot[j] /= by;
        pivot[column] = 1;
        for (var i = 0; i < rows.Length; i++)
        {
            var factor = rows[i][column];
            if (i == row || factor == 0)
                continue;
            var other = rows[i];
            for (var j = 0; j <= unknowns; j++)
                other[j] -= factor * pivot[j];
            other[column] = 0;
            if (other[unknowns] < 0)
                other[unknowns] = 0;
        }

        basis[row] = column;
    }
}
