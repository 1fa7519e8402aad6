using System.Diagnostics;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Finds the best generalisation by splitting the lattice into boxes. Everything in a
/// box [low, high] is at least as general as low and at most as general as high. A row that is
/// hopeless at high is hopeless in the whole box, and a row that is kept costs at least what it
/// costs at low: both together bound the box from below, and a box whose bound does not beat the
/// best known is done. Each box carries its rows rolled up to low, never the rows of the
/// file.</summary>
internal sealed class BoxSearch(SearchProblem problem)
{
    private readonly Lock gate = new();
    private readonly Stack<Box> open = new();
    private double best = double.PositiveInfinity;
    private int[]? bestLevels;
    private int busy;
    private long evaluated;

    public double Best => best;

    public int[]? BestLevels => bestLevels;

    public long Evaluated => evaluated;

    public void Run(int threads)
    {
        var n = problem.AttributeCount;
        var low = new int[n];
        var high = new int[n];
        for (var j = 0; j < n; j++)
            high[j] = problem.Layout[j].LevelCount - 1;
        var sw = Stopwatch.StartNew();
        Greedy(low, high);
        Console.WriteLine($"greedy {sw.ElapsedMilliseconds} ms {problem.Objective.Report(best)} evals {evaluated} [{string.Join(",", bestLevels ?? [])}]");
        open.Push(new Box(low, high, problem.Rows, low));
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work)).ToArray();
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();
    }

    private void Greedy(int[] low, int[] high)
    {
        var evaluator = new NodeEvaluator(problem);
        var at = high.ToArray();
        var first = evaluator.Evaluate(problem.Rows, low, low, at, double.PositiveInfinity);
        Offer(at, first.Score);
        var current = first.Score;
        while (true)
        {
            var pick = -1;
            for (var j = 0; j < at.Length; j++)
            {
                if (at[j] == low[j])
                    continue;
                at[j]--;
                var e = evaluator.Evaluate(problem.Rows, low, at, at, best);
                if (e.Score < current)
                {
                    current = e.Score;
                    pick = j;
                    Offer(at, e.Score);
                }

                at[j]++;
            }

            if (pick < 0)
                break;
            at[pick]--;
        }

        evaluated += evaluator.Evaluated;
    }

    private void Work()
    {
        var evaluator = new NodeEvaluator(problem);
        while (true)
        {
            Box? box = null;
            lock (gate)
            {
                if (open.Count > 0)
                {
                    box = open.Pop();
                    busy++;
                }
                else if (busy == 0)
                {
                    break;
                }
            }

            if (box is null)
            {
                Thread.Yield();
                continue;
            }

            Process(box, evaluator);
            lock (gate)
                busy--;
        }

        lock (gate)
            evaluated += evaluator.Evaluated;
    }

    private void Process(Box box, NodeEvaluator evaluator)
    {
        var low = box.Low.ToArray();
        var high = box.High.ToArray();
        var table = box.Table;
        var tableLevels = box.TableLevels;
        while (true)
        {
            if (evaluator.Bound(low) > best)
                return;
            var e = evaluator.Evaluate(table, tableLevels, low, high, best);
            Offer(high, e.Score);
            if (e.RulesOutAllBelow)
                return;
            while (true)
            {
                if (evaluator.Bound(e, low) > best)
                    return;
                if (Tighten(evaluator, e, low, high))
                    break;
                if (low.AsSpan().SequenceEqual(high))
                    return;
                var j = Pick(low, high);
                var leftHigh = high.ToArray();
                leftHigh[j] = low[j];
                var left = new Box(low.ToArray(), leftHigh, table, tableLevels);
                lock (gate)
                    open.Push(left);
                low[j]++;
                if (table.Length > 64)
                {
                    table = evaluator.RollUp(table, low);
                    tableLevels = low.ToArray();
                }
            }
        }
    }

    private int Pick(int[] low, int[] high)
    {
        var pick = -1;
        var most = -1.0;
        for (var j = 0; j < low.Length; j++)
        {
            if (low[j] == high[j])
                continue;
            var drop = problem.Spread[j][low[j]] - problem.Spread[j][high[j]];
            if (drop > most)
            {
                most = drop;
                pick = j;
            }
        }

        return pick;
    }

    private bool Tighten(NodeEvaluator evaluator, Evaluation e, int[] low, int[] high)
    {
        var changed = false;
        for (var j = 0; j < low.Length; j++)
        {
            var keep = low[j];
            while (high[j] > keep)
            {
                low[j] = high[j];
                if (evaluator.Bound(e, low) <= best)
                    break;
                high[j]--;
                changed = true;
            }

            low[j] = keep;
        }

        return changed;
    }

    private void Offer(int[] levels, double score)
    {
        if (score > best)
            return;
        lock (gate)
        {
            if (score < best || (score == best && bestLevels is not null
                && levels.AsSpan().SequenceCompareTo(bestLevels) < 0))
            {
                best = score;
                bestLevels = levels.ToArray();
            }
        }
    }

    private sealed record Box(int[] Low, int[] High, ClassTable Table, int[] TableLevels);
}
