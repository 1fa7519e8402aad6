using System.Diagnostics;
using Proviso.Deidentification.Tables.Privacy;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Local recoding: goes through all generalisations from the cheapest to the dearest and
/// releases at each the rows that already form good classes among those that are left. A row is
/// so released at the first level at which it has company, and not at the level that the
/// loneliest row needs.</summary>
internal static class LocalRecoder
{
    /// <summary>Most generalisations that are gone through.</summary>
    private const double LatticeMax = 500_000;

    public static AnonymisationResult Find(Anonymisation request, CancellationToken stop)
    {
        var packed = Packing.Pack(request, null);
        var problem = packed.Problem;
        if (problem.Additive is null || problem.ReleaseCriteria.Count > 0
            || request.Models.Any(m => m.NeedsPopulation))
        {
            throw new TableProblemException("local-unsupported",
                "Local recoding works with the measures loss, loss-arithmetic, precision and "
                + "entropy, and with models that look at one class at a time.");
        }

        var watch = Stopwatch.StartNew();
        var evaluator = new NodeEvaluator(problem);
        var lattice = Lattice(request);
        lattice.Sort((a, b) => evaluator.Bound(a) is var x && evaluator.Bound(b) is var y && x != y
            ? x.CompareTo(y)
            : a.AsSpan().SequenceCompareTo(b));
        var schemeOfKey = new int[problem.Rows.Length];
        var classOfKey = new int[problem.Rows.Length];
        Array.Fill(schemeOfKey, -1);
        var classes = Release(problem, lattice, schemeOfKey, classOfKey, stop);
        return Result(request, packed, lattice, schemeOfKey, classOfKey, classes, watch.Elapsed);
    }

    private static List<int[]> Lattice(Anonymisation request)
    {
        var size = request.Columns.Aggregate(1.0, (a, c) => a * (c.LevelMax - c.LevelMin + 1));
        if (size > LatticeMax)
        {
            throw new TableProblemException("local-too-big",
                $"There are {size:N0} generalisations; local recoding goes through at most "
                + $"{LatticeMax:N0}. Generalise fewer columns, or give them fewer levels.");
        }

        var lattice = new List<int[]> { request.Columns.Select(c => c.LevelMin).ToArray() };
        for (var j = 0; j < request.Columns.Count; j++)
        {
            var column = request.Columns[j];
            lattice = [.. lattice.SelectMany(levels => Enumerable
                .Range(column.LevelMin, column.LevelMax - column.LevelMin + 1)
                .Select(level =>
                {
                    var next = levels.ToArray();
                    next[j] = level;
                    return next;
                }))];
        }

        return lattice;
    }

    /// <summary>Gives each key its scheme and its class; returns the number of classes.</summary>
    private static int Release(
        SearchProblem problem,
        List<int[]> lattice,
        int[] schemeOfKey,
        int[] classOfKey,
        CancellationToken stop)
    {
        // Judged without a limit: what is not good here may be good further on.
        var free = problem.WithSuppressedMax(problem.RowCount);
        var evaluator = new NodeEvaluator(free);
        var words = problem.Layout.Words;
        var left = Enumerable.Range(0, problem.Rows.Length).ToArray();
        var table = problem.Rows;
        var classes = 0;
        for (var s = 0; s < lattice.Count && left.Length > 0; s++)
        {
            stop.ThrowIfCancellationRequested();
            var (states, groupOf) = evaluator.Judge(table, lattice[s]);
            var numbers = new Dictionary<int, int>();
            var rest = new List<int>();
            for (var i = 0; i < left.Length; i++)
            {
                if (states[groupOf[i]] != ClassState.Good)
                {
                    rest.Add(i);
                    continue;
                }

                if (!numbers.TryGetValue(groupOf[i], out var number))
                    numbers.Add(groupOf[i], number = classes++);
                schemeOfKey[left[i]] = s;
                classOfKey[left[i]] = number;
            }

            if (rest.Count == left.Length)
                continue;
            var keys = new ulong[rest.Count * words];
            for (var i = 0; i < rest.Count; i++)
                table.Keys.AsSpan(rest[i] * words, words).CopyTo(keys.AsSpan(i * words));
            var counts = rest.Select(i => table.Counts[i]).ToArray();
            left = [.. rest.Select(i => left[i])];
            table = new ClassTable(words, keys, counts, null, rest.Count);
        }

        return classes;
    }

    private static AnonymisationResult Result(
        Anonymisation request,
        Packing.Packed packed,
        List<int[]> lattice,
        int[] schemeOfKey,
        int[] classOfKey,
        int classes,
        TimeSpan time)
    {
        var problem = packed.Problem;
        var (loss, sums) = Losses(problem, lattice, schemeOfKey);
        var suppressed = schemeOfKey
            .Select((s, i) => s < 0 ? (long)problem.Rows.Counts[i] : 0).Sum();
        if (suppressed > problem.SuppressedMax)
        {
            throw new TableProblemException("nothing-fits",
                "No local recoding meets the models within the suppression limit. Allow more rows "
                + "to be left out, or ask for less.");
        }

        // Rows that are left out share one more class, which is not released.
        var kept = new bool[classes + 1];
        kept.AsSpan(0, classes).Fill(true);
        var keyOfRow = KeysOfRows(problem, packed.RowKeys);
        var measure = problem.Objective.Report(problem.Additive!.Score(sums));
        return new AnonymisationResult(
            request,
            [.. keyOfRow.Select(k => schemeOfKey[k] < 0 ? classes : classOfKey[k])],
            kept,
            [.. keyOfRow.Select(k => Math.Max(0, schemeOfKey[k]))],
            lattice)
        {
            Levels = lattice[0],
            Measure = measure,
            MeasureMin = double.NegativeInfinity,
            Suppressed = suppressed,
            Classes = classes,
            ColumnLoss = loss,
            SearchTime = time,
            Evaluated = lattice.Count,
            LatticeSize = lattice.Count,
        };
    }

    /// <summary>Each column's share of values that a released value stands for, and the sums of
    /// the measure.</summary>
    private static (double[] Loss, long[] Sums) Losses(
        SearchProblem problem, List<int[]> lattice, int[] schemeOfKey)
    {
        var loss = new double[problem.AttributeCount];
        var sums = new long[problem.AttributeCount];
        for (var j = 0; j < loss.Length; j++)
        {
            var field = problem.Layout[j];
            var all = field.Hierarchy.LeafCount;
            var leaves = Enumerable.Range(0, field.LevelCount).Select(level =>
                field.Spread<long>(level, g => field.Hierarchy.LeavesIn(level, g))).ToArray();
            var under = 0L;
            for (var i = 0; i < schemeOfKey.Length; i++)
            {
                var level = schemeOfKey[i] < 0 ? -1 : lattice[schemeOfKey[i]][j];
                var value = level < 0 ? 0 : field.ValueAt(
                    problem.Rows.Keys[(i * problem.Rows.Words) + field.Word], level);
                under += problem.Rows.Counts[i] * (level < 0 ? all : leaves[level][value]);
                sums[j] += problem.Rows.Counts[i] * (level < 0
                    ? problem.Additive!.SuppressedCost[j]
                    : problem.Additive!.Costs[j][level][value]);
            }

            loss[j] = all == 1
                ? 0
                : (double)(under - problem.RowCount) / (problem.RowCount * (all - 1));
        }

        return (loss, sums);
    }

    /// <summary>The key of each row: keys are grouped first, so that their numbers are the
    /// groups'.</summary>
    private static int[] KeysOfRows(SearchProblem problem, ulong[] rowKeys)
    {
        var words = problem.Layout.Words;
        var keys = problem.Rows.Length;
        var rows = rowKeys.Length / words;
        var both = new ulong[(keys + rows) * words];
        problem.Rows.Keys.AsSpan(0, keys * words).CopyTo(both);
        rowKeys.CopyTo(both.AsSpan(keys * words));
        var mask = new ulong[words];
        Array.Fill(mask, ulong.MaxValue);
        var grouper = new Grouper(words);
        grouper.Group(
            new ClassTable(words, both, new int[keys + rows], null, keys + rows), mask, keys);
        return grouper.GroupOf[keys..(keys + rows)].ToArray();
    }
}
