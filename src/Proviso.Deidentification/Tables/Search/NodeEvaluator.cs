using Proviso.Deidentification.Tables.Privacy;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Evaluates generalisations. Its memory is reused from call to call; one thread
/// each.</summary>
internal sealed class NodeEvaluator
{
    private readonly SearchProblem problem;
    private readonly Grouper grouper;
    private readonly ulong[] mask;
    private readonly int[] allLevels;
    private readonly long[] sums;
    private readonly ClassJudge judge;

    private readonly Witnesses? witnesses;

    public NodeEvaluator(SearchProblem problem, Witnesses? witnesses = null)
    {
        this.problem = problem;
        this.witnesses = problem.IsAllOrNothing ? witnesses : null;
        grouper = new Grouper(problem.Layout.Words);
        mask = new ulong[problem.Layout.Words];
        allLevels = new int[problem.Layout.Count];
        sums = new long[problem.AttributeCount];
        judge = new ClassJudge(problem);
    }

    /// <summary>Generalisations evaluated so far.</summary>
    public long Evaluated { get; private set; }

    /// <summary>Groups rows at some levels and judges every class.</summary>
    /// <param name="table">Keys at <paramref name="tableLevels"/>.</param>
    /// <param name="tableLevels">Levels at or below <paramref name="low"/>.</param>
    /// <param name="low">The finest levels that the caller still asks about.</param>
    /// <param name="levels">The generalisation to evaluate, at or above
    /// <paramref name="low"/>.</param>
    /// <param name="best">The best score known: a result that cannot beat it is cut short.</param>
    public Evaluation Evaluate(
        ClassTable table,
        ReadOnlySpan<int> tableLevels,
        ReadOnlySpan<int> low,
        ReadOnlySpan<int> levels,
        double best)
    {
        Evaluated++;
        problem.Layout.MaskOf(levels, mask);
        grouper.Group(table, mask, expected: table.Length / 8);
        judge.JudgeAll(table, grouper);
        var result = new Evaluation
        {
            Suppressed = judge.Suppressed,
            Hopeless = judge.Hopeless,
            Lost = judge.Lost,
            Classes = judge.Classes,
            Low = low.ToArray(),
        };
        if (result.Hopeless + result.Lost > problem.SuppressedMax
            || (problem.IsAllOrNothing && result.Suppressed > 0))
        {
            RememberWitness(table);
            result.RulesOutAllBelow = true;
            return result;
        }

        if (problem.Objective is AdditiveObjective additive)
            EvaluateAdditive(additive, table, low, levels, best, result);
        else
            EvaluateClasses((ClassObjective)problem.Objective, table, best, result);
        return result;
    }

    /// <summary>Whether a generalisation, and all finer ones, are ruled out by a class that is
    /// known to spoil others; nothing is said where it is false.</summary>
    /// <param name="table">Keys at or below <paramref name="levels"/>.</param>
    /// <param name="levels">The generalisation.</param>
    public bool IsSpoilt(ClassTable table, ReadOnlySpan<int> levels)
    {
        if (witnesses is null)
            return false;
        problem.Layout.MaskOf(levels, mask);
        return witnesses.RuleOut(table, mask, judge);
    }

    /// <summary>Rolls a table of keys up to coarser levels.</summary>
    public ClassTable RollUp(ClassTable table, ReadOnlySpan<int> levels)
    {
        // Sensitive columns, behind the attributes, stay at their only level, 0.
        levels.CopyTo(allLevels);
        problem.Layout.MaskOf(allLevels, mask);
        grouper.Group(table, mask, expected: table.Length * 3 / 4);
        var words = problem.Layout.Words;
        var length = grouper.GroupCount;
        var keys = GC.AllocateUninitializedArray<ulong>(length * words);
        var first = grouper.First;
        for (var g = 0; g < length; g++)
        {
            for (var w = 0; w < words; w++)
                keys[(g * words) + w] = table.Keys[(first[g] * words) + w] & mask[w];
        }

        int[]? population = null;
        if (table.Population is { } people)
        {
            population = new int[length];
            var groupOf = grouper.GroupOf;
            for (var i = 0; i < table.Length; i++)
                population[groupOf[i]] += people[i];
        }

        return new ClassTable(words, keys, grouper.Counts.ToArray(), population, length);
    }

    /// <summary>A lower bound on every score at or above <paramref name="low"/> and at or below
    /// the levels that were evaluated.</summary>
    public double Bound(Evaluation evaluation, ReadOnlySpan<int> low)
    {
        if (problem.Additive is not { } additive)
            return evaluation.ClassBound;
        for (var j = 0; j < sums.Length; j++)
        {
            sums[j] = problem.Totals[j][low[j]]
                - evaluation.HopelessCost[j][low[j] - evaluation.Low[j]]
                + (evaluation.Hopeless * additive.SuppressedCost[j])
                + (evaluation.Lost
                    * (additive.SuppressedCost[j] - problem.Dearest[j][low[j]]));
        }

        return additive.Score(sums);
    }

    /// <summary>A lower bound on every score at or above some levels.</summary>
    public double Bound(ReadOnlySpan<int> low)
    {
        if (problem.Additive is not { } additive)
            return 0;
        for (var j = 0; j < sums.Length; j++)
            sums[j] = problem.Totals[j][low[j]];
        return additive.Score(sums);
    }

    /// <summary>The state of each class that some keys form at some levels, and the class of each
    /// key. Valid until the next call.</summary>
    public (ClassState[] States, int[] GroupOf) Judge(ClassTable table, ReadOnlySpan<int> levels)
    {
        Evaluated++;
        problem.Layout.MaskOf(levels, mask);
        grouper.Group(table, mask, expected: table.Length / 8);
        judge.JudgeAll(table, grouper);
        return (judge.States[..grouper.GroupCount].ToArray(),
            grouper.GroupOf[..table.Length].ToArray());
    }

    /// <summary>For each key of the table last evaluated whether its class is released.</summary>
    public bool[] LastKept(int length)
    {
        var kept = new bool[length];
        for (var i = 0; i < length; i++)
            kept[i] = judge.States[grouper.GroupOf[i]] == ClassState.Good;
        return kept;
    }

    /// <summary>Keeps the smallest class that may not be released.</summary>
    private void RememberWitness(ClassTable table)
    {
        if (witnesses is null)
            return;
        var smallest = -1;
        var sizes = grouper.Counts;
        for (var g = 0; g < sizes.Length; g++)
        {
            if (judge.States[g] != ClassState.Good && sizes[g] > 0
                && (smallest < 0 || sizes[g] < sizes[smallest]))
            {
                smallest = g;
            }
        }

        if (smallest >= 0)
        {
            var first = grouper.First[smallest] * table.Words;
            witnesses.Remember(table.Keys.AsSpan(first, table.Words).ToArray());
        }
    }

    private void EvaluateAdditive(
        AdditiveObjective additive,
        ClassTable table,
        ReadOnlySpan<int> low,
        ReadOnlySpan<int> levels,
        double best,
        Evaluation result)
    {
        // Each suppressed row costs at least what it costs were it kept, so that the number of
        // hopeless rows alone, each with the dearest value, may already be too much.
        for (var j = 0; j < sums.Length; j++)
        {
            sums[j] = Math.Max(
                problem.Totals[j][low[j]],
                (result.Hopeless + result.Lost) * additive.SuppressedCost[j]);
        }

        if (additive.Score(sums) > best)
        {
            result.RulesOutAllBelow = true;
            return;
        }

        result.HopelessCost = SumOver(table, low, levels, ClassState.Hopeless, additive);
        long[][] suppressed = judge.Suppressed == judge.Hopeless
            ? result.HopelessCost
            : SumOver(table, levels, levels, ClassState.Bad, additive);
        if (result.Suppressed > problem.SuppressedMax)
            return;
        for (var j = 0; j < sums.Length; j++)
        {
            sums[j] = problem.Totals[j][levels[j]] - suppressed[j][^1]
                + (result.Suppressed * additive.SuppressedCost[j]);
        }

        result.Score = additive.Score(sums);
    }

    /// <summary>Adds up the cost of the keys whose class is in a state or a worse one.</summary>
    private long[][] SumOver(
        ClassTable table,
        ReadOnlySpan<int> low,
        ReadOnlySpan<int> high,
        ClassState atLeast,
        AdditiveObjective additive)
    {
        var counts = table.Counts;
        var groupOf = grouper.GroupOf;
        var states = judge.States;
        var picked = judge.Picked(table.Length);
        var length = 0;
        for (var i = 0; i < groupOf.Length && i < table.Length; i++)
        {
            if (states[groupOf[i]] >= atLeast)
                picked[length++] = i;
        }

        var result = new long[problem.AttributeCount][];
        for (var j = 0; j < result.Length; j++)
        {
            result[j] = new long[high[j] - low[j] + 1];
            var field = problem.Layout[j];
            for (var level = low[j]; level <= high[j]; level++)
            {
                var costs = additive.Costs[j][level];
                var shift = field.ShiftAt(level);
                var keep = field.ValueMask(level);
                var sum = 0L;
                foreach (var i in picked[..length])
                {
                    var word = table.Keys[(i * table.Words) + field.Word];
                    sum += counts[i] * costs[(int)((word >> shift) & keep)];
                }

                result[j][level - low[j]] = sum;
            }
        }

        return result;
    }

    private void EvaluateClasses(
        ClassObjective objective, ClassTable table, double best, Evaluation result)
    {
        var squares = 0.0;
        var sizes = grouper.Counts;
        for (var g = 0; g < sizes.Length; g++)
        {
            if (judge.States[g] == ClassState.Good)
                squares += (double)sizes[g] * sizes[g];
        }

        if (result.Suppressed <= problem.SuppressedMax)
            result.Score = objective.Score(result.Suppressed, squares, result.Classes);

        // Below these levels a kept row shares its class with at least the rows of its own key
        // and with no fewer than the criteria ask for.
        var least = 0.0;
        var keys = 0L;
        var groupOf = grouper.GroupOf;
        for (var i = 0; i < table.Length; i++)
        {
            if (judge.States[groupOf[i]] == ClassState.Hopeless)
                continue;
            keys++;
            least += (double)table.Counts[i] * Math.Max(table.Counts[i], problem.RowsMin);
        }

        var classesMax = Math.Min(
            keys, (problem.RowCount - result.Hopeless) / Math.Max(1, problem.RowsMin));
        result.ClassBound = objective.Score(result.Hopeless, least, classesMax);
        result.RulesOutAllBelow = result.ClassBound > best;
    }
}
