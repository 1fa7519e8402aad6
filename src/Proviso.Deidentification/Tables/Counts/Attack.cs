namespace Proviso.Deidentification.Tables.Counts;

/// <summary>What someone can work out about hidden cells from the shown ones, taken as exact, and
/// from what adds up: the least and the most that each hidden cell can be, nothing being below 0.
/// In two dimensions the bounds are whole numbers where the cells are; in more they may be wider
/// than what whole numbers allow, as is customary in this audit.</summary>
internal sealed class Attack
{
    private readonly LinearBounds bounds;
    private readonly Dictionary<int, int> unknownOf = [];

    public Attack(CellGrid grid, double[] values, bool[] hidden)
    {
        for (var cell = 0; cell < grid.Count; cell++)
        {
            if (hidden[cell])
                unknownOf.Add(cell, unknownOf.Count);
        }

        var equations = new List<double[]>();
        var sums = new List<double>();
        foreach (var relation in grid.Relations)
        {
            var equation = new double[unknownOf.Count];
            var known = 0.0;
            var any = false;
            for (var i = 0; i < relation.Length; i++)
            {
                var sign = i == 0 ? -1 : 1;
                if (unknownOf.TryGetValue(relation[i], out var unknown))
                {
                    equation[unknown] = sign;
                    any = true;
                }
                else
                {
                    known += sign * values[relation[i]];
                }
            }

            if (!any)
                continue;
            equations.Add(equation);
            sums.Add(-known);
        }

        bounds = new LinearBounds(equations, [.. sums], unknownOf.Count);
    }

    /// <summary>The least and the most that a hidden cell can be.</summary>
    public (double Least, double Most) Bounds(int cell) => bounds.Of(unknownOf[cell]);
}
