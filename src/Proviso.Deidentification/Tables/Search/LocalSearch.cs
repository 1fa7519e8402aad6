namespace Proviso.Deidentification.Tables.Search;

/// <summary>Looks for good generalisations by small steps. Proves nothing; gives the search by
/// boxes something to beat, and is what is left where the lattice is too big.</summary>
internal sealed class LocalSearch(
    SearchProblem problem, Incumbent best, Witnesses witnesses)
{
    private readonly NodeEvaluator evaluator = new(problem, witnesses);
    private readonly int[] bottom = new int[problem.AttributeCount];

    /// <summary>Generalisations evaluated.</summary>
    public long Evaluated => evaluator.Evaluated;

    /// <summary>Goes from the coarsest generalisation to finer ones while that helps.</summary>
    public void Descend(int[] low, int[] high, CancellationToken stop)
    {
        var at = high.ToArray();
        var score = Evaluate(at);
        while (!stop.IsCancellationRequested)
        {
            var found = BestNeighbour(at, low, high, score, both: false, stop);
            if (found.Score >= score)
            {
                return;
            }

            (at, score) = found;
        }
    }

    /// <summary>Climbs, shakes what it found and climbs again until it is stopped.</summary>
    public void Wander(int[] low, int[] high, Random random, CancellationToken stop)
    {
        var at = best.Levels ?? high;
        var score = best.Score;
        while (!stop.IsCancellationRequested)
        {
            var next = Shake(at, low, high, random);
            var found = Evaluate(next);
            while (!stop.IsCancellationRequested)
            {
                var better = BestNeighbour(next, low, high, found, both: true, stop);
                if (better.Score >= found)
                    break;
                (next, found) = better;
            }

            if (found <= score)
                (at, score) = (next, found);
            else if (random.Next(20) == 0)
                (at, score) = (best.Levels ?? at, best.Score);
        }
    }

    private static int[] Shake(int[] at, int[] low, int[] high, Random random)
    {
        var next = at.ToArray();
        for (var moves = 2 + random.Next(3); moves > 0; moves--)
        {
            var j = random.Next(next.Length);
            next[j] = low[j] + random.Next(high[j] - low[j] + 1);
        }

        return next;
    }

    private (int[] At, double Score) BestNeighbour(
        int[] at, int[] low, int[] high, double score, bool both, CancellationToken stop)
    {
        var result = (At: at, Score: score);
        for (var j = 0; j < at.Length && !stop.IsCancellationRequested; j++)
        {
            for (var step = -1; step <= (both ? 1 : -1); step += 2)
            {
                if (at[j] + step < low[j] || at[j] + step > high[j])
                    continue;
                var next = at.ToArray();
                next[j] += step;
                var found = Evaluate(next, result.Score);
                if (found < result.Score)
                    result = (next, found);
            }
        }

        return result;
    }

    private double Evaluate(int[] levels, double beat = double.PositiveInfinity)
    {
        if (evaluator.Bound(levels) > beat || evaluator.IsSpoilt(problem.Rows, levels))
            return double.PositiveInfinity;
        var found = evaluator.Evaluate(problem.Rows, bottom, levels, levels, beat);
        best.Offer(levels, found.Score);
        return found.Score;
    }
}
