namespace Proviso.Deidentification.Tables.Search;

/// <summary>The classes of a generalisation, looked up for every row of the table.</summary>
internal sealed class ClassesOfRows
{
    private readonly SearchProblem problem;
    private readonly int[] levels;
    private readonly bool[] keptKey;
    private readonly long[][] leaves;

    /// <param name="problem">What was searched.</param>
    /// <param name="levels">The generalisation.</param>
    /// <param name="keptKey">For each key of the problem whether its class is released.</param>
    /// <param name="rowKeys">The packed key of each row.</param>
    public ClassesOfRows(SearchProblem problem, int[] levels, bool[] keptKey, ulong[] rowKeys)
    {
        this.problem = problem;
        this.levels = levels;
        this.keptKey = keptKey;
        leaves = [.. levels.Select((level, j) => problem.Layout[j].Spread<long>(
            level, g => problem.Layout[j].Hierarchy.LeavesIn(level, g)))];

        // Rows and keys are grouped together, so that each row finds the class of its key.
        var words = problem.Layout.Words;
        var keys = problem.Rows.Length;
        var rows = rowKeys.Length / words;
        var both = new ulong[(keys + rows) * words];
        problem.Rows.Keys.AsSpan(0, keys * words).CopyTo(both);
        rowKeys.CopyTo(both.AsSpan(keys * words));
        var mask = new ulong[words];
        problem.Layout.MaskOf(levels, mask);
        var grouper = new Grouper(words);
        grouper.Group(
            new ClassTable(words, both, new int[keys + rows], null, keys + rows), mask, 0);
        ClassOfRow = grouper.GroupOf[keys..(keys + rows)].ToArray();
        Kept = new bool[grouper.GroupCount];
        for (var i = 0; i < keys; i++)
            Kept[grouper.GroupOf[i]] = keptKey[i];
    }

    /// <summary>The class of each row.</summary>
    public int[] ClassOfRow { get; }

    /// <summary>Whether each class is released.</summary>
    public bool[] Kept { get; }

    /// <summary>Each attribute's loss, from 0 to 1.</summary>
    public double[] Loss()
    {
        var rows = problem.Rows;
        var loss = new double[levels.Length];
        for (var j = 0; j < loss.Length; j++)
        {
            var field = problem.Layout[j];
            var all = field.Hierarchy.LeafCount;
            var sum = 0L;
            for (var i = 0; i < rows.Length; i++)
            {
                var word = rows.Keys[(i * rows.Words) + field.Word];
                var under = keptKey[i] ? leaves[j][field.ValueAt(word, levels[j])] : all;
                sum += rows.Counts[i] * under;
            }

            loss[j] = all == 1
                ? 0
                : (double)(sum - problem.RowCount) / (problem.RowCount * (all - 1));
        }

        return loss;
    }
}
