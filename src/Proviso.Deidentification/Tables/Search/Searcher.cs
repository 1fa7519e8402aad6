using System.Diagnostics;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Runs a search from request to result.</summary>
internal static class Searcher
{
    /// <summary>Above so many generalisations, the random search has its share of the time
    /// first: the search by boxes may not come to its end.</summary>
    private const double SmallLatticeMax = 500_000;

    private const double WanderShare = 0.7;

    public static AnonymisationResult Find(
        Anonymisation request, Table? population, SearchOptions options, CancellationToken stop)
    {
        var packed = Packing.Pack(request, population);
        var outcome = Run(request, packed.Problem, options, stop);
        if (outcome.Best.Levels is null && !double.IsPositiveInfinity(outcome.Bound))
        {
            throw new TableProblemException("stopped-early",
                "The search was ended before it found anything that meets the models; nothing was "
                + "written. Give it more time, allow more rows to be left out, or ask for less.");
        }

        if (outcome.Best.Levels is null)
        {
            throw new TableProblemException("nothing-fits",
                "No generalisation meets the models within the suppression limit. Allow more rows "
                + "to be left out, allow coarser levels, or ask for less.");
        }

        return Result(request, packed, outcome);
    }

    public static AnonymisationResult At(
        Anonymisation request, Table? population, IReadOnlyList<int> levels)
    {
        if (levels.Count != request.Columns.Count
            || levels.Where((l, j) => l < 0 || l >= request.Columns[j].Hierarchy.LevelCount).Any())
        {
            throw new TableProblemException("levels-invalid",
                "Give one level for each column, from 0 to the coarsest of its hierarchy.");
        }

        var packed = Packing.Pack(request, population);
        var best = new Incumbent();
        var bottom = new int[levels.Count];
        var evaluator = new NodeEvaluator(packed.Problem);
        var found = evaluator.Evaluate(
            packed.Problem.Rows, bottom, [.. levels], [.. levels], double.PositiveInfinity);
        if (double.IsPositiveInfinity(found.Score))
        {
            throw new TableProblemException("nothing-fits",
                "These levels do not meet the models within the suppression limit.");
        }

        best.Offer([.. levels], found.Score);
        return Result(request, packed, new Outcome(
            best, double.NegativeInfinity, TimeSpan.Zero, evaluator.Evaluated, 1));
    }

    /// <summary>The search alone, as the benchmark times it.</summary>
    internal static Outcome Run(
        Anonymisation request, SearchProblem problem, SearchOptions options, CancellationToken stop)
    {
        var memory = new MemoryLimit(options.MemoryMax);
        memory.CheckStart();
        var watch = Stopwatch.StartNew();
        var low = request.Columns.Select(c => c.LevelMin).ToArray();
        var high = request.Columns.Select(c => c.LevelMax).ToArray();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (options.TimeMax is { } timeMax)
            ends.CancelAfter(timeMax);
        var best = new Incumbent();
        var witnesses = new Witnesses();
        var local = new LocalSearch(problem, best, witnesses);
        local.Descend(low, high, ends.Token);
        var evaluated = local.Evaluated;
        var size = low.Zip(high, (l, h) => h - l + 1.0).Aggregate(1.0, (a, b) => a * b);
        if (size > SmallLatticeMax && options.TimeMax is { } time)
            evaluated += Wander(problem, best, witnesses, low, high, options, time, ends.Token);
        var boxes = new BoxSearch(problem, best, witnesses, memory);
        using var report = Report(options, boxes, best, problem, watch);
        var bound = boxes.Run(low, high, options.Threads, ends.Token);
        return new Outcome(best, bound, watch.Elapsed, evaluated + boxes.Evaluated, size);
    }

    private static long Wander(
        SearchProblem problem,
        Incumbent best,
        Witnesses witnesses,
        int[] low,
        int[] high,
        SearchOptions options,
        TimeSpan time,
        CancellationToken stop)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ends.CancelAfter(time * WanderShare);
        var evaluated = 0L;
        Parallel.For(0, options.Threads,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            thread =>
            {
                var local = new LocalSearch(problem, best, witnesses);
                local.Wander(low, high, new Random(options.Seed + thread), ends.Token);
                Interlocked.Add(ref evaluated, local.Evaluated);
            });
        return evaluated;
    }

    private static Timer? Report(
        SearchOptions options,
        BoxSearch boxes,
        Incumbent best,
        SearchProblem problem,
        Stopwatch watch)
    {
        if (options.Progress is not { } progress)
            return null;
        return new Timer(
            _ => progress.Report(new SearchProgress(
                boxes.Settled,
                best.Levels is null ? null : problem.Objective.Report(best.Score),
                watch.Elapsed)),
            null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    private static AnonymisationResult Result(
        Anonymisation request, Packing.Packed packed, Outcome outcome)
    {
        var problem = packed.Problem;
        var levels = outcome.Best.Levels!;

        // Judged on the distinct rows, then looked up for each row of the table.
        var evaluator = new NodeEvaluator(problem);
        var found = evaluator.Evaluate(
            problem.Rows, new int[levels.Length], levels, levels, double.PositiveInfinity);
        var kept = evaluator.LastKept(problem.Rows.Length);
        var classes = new ClassesOfRows(problem, levels, kept, packed.RowKeys);
        var bound = problem.Objective.Report(Math.Min(outcome.Bound, outcome.Best.Score));
        return new AnonymisationResult(request, classes.ClassOfRow, classes.Kept)
        {
            Levels = levels,
            Measure = problem.Objective.Report(outcome.Best.Score),
            MeasureMin = double.IsNaN(bound) ? double.NegativeInfinity : bound,
            Suppressed = found.Suppressed,
            Classes = found.Classes,
            ColumnLoss = classes.Loss(),
            SearchTime = outcome.Time,
            Evaluated = outcome.Evaluated,
            LatticeSize = outcome.LatticeSize,
        };
    }

    /// <summary>What a search came to.</summary>
    internal sealed record Outcome(
        Incumbent Best, double Bound, TimeSpan Time, long Evaluated, double LatticeSize);
}
