namespace Proviso.Deidentification.Tables.Search;

/// <summary>Finds the best generalisation by splitting the lattice into boxes. Everything in a
/// box [low, high] is at least as general as low and at most as general as high. A row that is
/// hopeless at high is hopeless in the whole box, and a row that is kept costs at least what it
/// costs at low: both together bound the box from below, and a box whose bound does not beat the
/// best known is done. Each box carries its rows rolled up to low or nearly so, never the rows
/// of the file.</summary>
internal sealed class BoxSearch(
    SearchProblem problem, Incumbent best, Witnesses witnesses, MemoryLimit memory)
{
    /// <summary>Bits by which rows must be able to shrink before they are rolled up: rolling up
    /// costs about as much as three evaluations.</summary>
    private const double RollUpBits = 0.7;

    private const int RollUpRowsMin = 64;

    /// <summary>How many evaluated generalisations are kept to rule others out.</summary>
    private const int CertificateMax = 4_096;

    private readonly Lock gate = new();
    private readonly Stack<Box> open = new();
    private readonly List<(int[] Levels, long Hopeless)> certificates = [];
    private int busy;
    private double settled;

    /// <summary>Share of the lattice that is settled, from 0 to 1.</summary>
    public double Settled { get { lock (gate) return settled / Math.Max(1, Volume); } }

    /// <summary>Number of generalisations in the lattice searched.</summary>
    public double Volume { get; private set; }

    /// <summary>Generalisations evaluated.</summary>
    public long Evaluated { get; private set; }

    /// <summary>Searches everything between two generalisations.</summary>
    /// <param name="low">The finest levels.</param>
    /// <param name="high">The coarsest levels.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="stop">Ends the search early.</param>
    /// <returns>A lower bound on every score; infinity when the search came to its end.</returns>
    public double Run(int[] low, int[] high, int threads, CancellationToken stop)
    {
        var all = new Box(low, high, problem.Rows, low);
        Volume = all.Volume;
        open.Push(all);
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads },
            _ => Work(stop));
        var evaluator = new NodeEvaluator(problem);
        return open.Count == 0
            ? double.PositiveInfinity
            : open.Min(b => evaluator.Bound(b.Low));
    }

    private void Work(CancellationToken stop)
    {
        var evaluator = new NodeEvaluator(problem, witnesses);
        var wait = new SpinWait();
        while (!stop.IsCancellationRequested)
        {
            Box? box;
            lock (gate)
            {
                if (open.TryPop(out box))
                    busy++;
                else if (busy == 0)
                    break;
            }

            if (box is null)
            {
                wait.SpinOnce();
                continue;
            }

            Process(box, evaluator, stop);
            lock (gate)
                busy--;
        }

        lock (gate)
            Evaluated += evaluator.Evaluated;
    }

    private void Process(Box box, NodeEvaluator evaluator, CancellationToken stop)
    {
        while (true)
        {
            if (stop.IsCancellationRequested)
            {
                lock (gate)
                    open.Push(box);
                return;
            }

            if (best.Beats(evaluator.Bound(box.Low), box.Low) || IsRuledOut(box))
                break;
            if (evaluator.IsSpoilt(box.Table, box.High))
            {
                Certify(box.High, problem.RowCount);
                break;
            }

            var found = FoundBefore(box);
            if (found is null)
            {
                box = RollUp(box, evaluator);
                found = evaluator.Evaluate(
                    box.Table, box.TableLevels, box.Low, box.High, best.Score);
                best.Offer(box.High, found.Score);
                Certify(box.High, found.RulesOutAllBelow && problem.IsAllOrNothing
                    ? problem.RowCount : found.Hopeless + found.Lost);
            }

            if (found.RulesOutAllBelow)
                break;
            var (rest, next) = Split(box, found, evaluator);
            lock (gate)
                settled += box.Volume - rest.Sum(b => b.Volume) - (next?.Volume ?? 0);
            lock (gate)
            {
                foreach (var part in rest)
                    open.Push(part);
            }

            if (next is null)
                return;
            box = next;
        }

        lock (gate)
            settled += box.Volume;
    }

    /// <summary>Where no row may be left out, whatever is coarser than the best known may be
    /// released, and costs more: there is nothing to evaluate.</summary>
    private Evaluation? FoundBefore(Box box)
    {
        if (!problem.IsAllOrNothing || problem.Additive is null
            || best.Levels is not { } known || !IsAtOrAbove(box.High, known))
        {
            return null;
        }

        return new Evaluation
        {
            Low = box.Low,
            HopelessCost = [.. box.Low.Select((low, j) => new long[box.High[j] - low + 1])],
        };
    }

    /// <summary>Cuts slabs off a box, each with one attribute at its finest level, until what is
    /// left is ruled out or its coarse corner has come down and is worth evaluating.</summary>
    private (List<Box> Slabs, Box? Next) Split(Box box, Evaluation found, NodeEvaluator evaluator)
    {
        var slabs = new List<Box>();
        var low = box.Low.ToArray();
        var high = box.High.ToArray();
        while (true)
        {
            if (best.Beats(evaluator.Bound(found, low), low))
                return (slabs, null);
            if (Tighten(evaluator, found, low, high))
                return (slabs, box with { Low = low, High = high });
            var attribute = WidestAttribute(low, high);
            if (attribute < 0)
                return (slabs, null);
            var slabHigh = high.ToArray();
            slabHigh[attribute] = low[attribute];
            slabs.Add(box with { Low = low.ToArray(), High = slabHigh });
            low[attribute]++;
        }
    }

    /// <summary>Takes coarse levels away that cannot beat the best known.</summary>
    private bool Tighten(NodeEvaluator evaluator, Evaluation found, int[] low, int[] high)
    {
        var changed = false;
        for (var j = 0; j < low.Length; j++)
        {
            var keep = low[j];
            while (high[j] > keep)
            {
                low[j] = high[j];
                if (!best.Beats(evaluator.Bound(found, low), low))
                    break;
                high[j]--;
                changed = true;
            }

            low[j] = keep;
        }

        return changed;
    }

    /// <summary>The attribute whose finest level splits the rows most, compared with its
    /// coarsest: its slab is the likeliest to be hopeless as a whole.</summary>
    private int WidestAttribute(int[] low, int[] high)
    {
        var widest = -1;
        var most = -1.0;
        for (var j = 0; j < low.Length; j++)
        {
            var drop = problem.Spread[j][low[j]] - problem.Spread[j][high[j]];
            if (low[j] < high[j] && drop > most)
            {
                most = drop;
                widest = j;
            }
        }

        return widest;
    }

    private Box RollUp(Box box, NodeEvaluator evaluator)
    {
        var bits = 0.0;
        for (var j = 0; j < box.Low.Length; j++)
            bits += problem.Spread[j][box.TableLevels[j]] - problem.Spread[j][box.Low[j]];
        return bits < RollUpBits || box.Table.Length < RollUpRowsMin || !memory.HasRoom()
            ? box
            : box with { Table = evaluator.RollUp(box.Table, box.Low), TableLevels = box.Low };
    }

    /// <summary>Remembers how many rows are hopeless at some levels, and so below them.</summary>
    private void Certify(int[] levels, long hopeless)
    {
        if (hopeless == 0)
            return;
        lock (gate)
        {
            if (certificates.Count < CertificateMax)
                certificates.Add((levels, hopeless));
        }
    }

    /// <summary>Whether something evaluated elsewhere already rules a box out.</summary>
    private bool IsRuledOut(Box box)
    {
        var worst = 0L;
        lock (gate)
        {
            foreach (var (levels, hopeless) in certificates)
            {
                if (hopeless > worst && IsAtOrAbove(levels, box.High))
                    worst = hopeless;
            }
        }

        if (worst == 0)
            return false;
        return worst > problem.SuppressedMax || best.Beats(Bound(worst, box.Low), box.Low);
    }

    private double Bound(long hopeless, int[] low)
    {
        if (problem.Additive is not { } additive)
            return 0;
        Span<long> sums = stackalloc long[low.Length];
        for (var j = 0; j < low.Length; j++)
        {
            var suppressed = additive.SuppressedCost[j];
            sums[j] = Math.Max(hopeless * suppressed,
                problem.Totals[j][low[j]] + (hopeless * (suppressed - problem.Dearest[j][low[j]])));
        }

        return additive.Score(sums);
    }

    private static bool IsAtOrAbove(int[] levels, int[] other)
    {
        for (var j = 0; j < levels.Length; j++)
        {
            if (levels[j] < other[j])
                return false;
        }

        return true;
    }

    private sealed record Box(int[] Low, int[] High, ClassTable Table, int[] TableLevels)
    {
        public double Volume
        {
            get
            {
                var volume = 1.0;
                for (var j = 0; j < Low.Length; j++)
                    volume *= High[j] - Low[j] + 1;
                return volume;
            }
        }
    }
}
