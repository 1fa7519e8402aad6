using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Search;

namespace Proviso.Bench.Tables;

/// <summary>Every generalisation evaluated on the distinct rows, one after another, on one
/// thread: no bounds, no rolling up.</summary>
internal static class PlainExhaustion
{
    /// <summary>The best score of every generalisation, or of every nth.</summary>
    public static (double Score, long Evaluated) Best(
        Anonymisation request, SearchProblem problem, int nth = 1)
    {
        var evaluator = new NodeEvaluator(problem);
        var bottom = new int[request.Columns.Count];
        var levels = new int[bottom.Length];
        var best = double.PositiveInfinity;
        for (var at = 0L; ; at++)
        {
            if (at % nth == 0)
            {
                best = Math.Min(best, evaluator.Evaluate(
                    problem.Rows, bottom, levels, levels, double.PositiveInfinity).Score);
            }

            var j = 0;
            while (j < levels.Length && levels[j] == request.Columns[j].LevelMax)
                levels[j++] = 0;
            if (j == levels.Length)
                return (best, evaluator.Evaluated);
            levels[j]++;
        }
    }
}
