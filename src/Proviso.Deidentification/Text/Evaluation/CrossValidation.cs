using Proviso.Deidentification.Text.Training;

namespace Proviso.Deidentification.Text.Evaluation;

/// <summary>
/// Measures training itself: each fold is found in by a model trained on everything else, and
/// texts made from one template or case are never split between the two.
/// </summary>
public static class CrossValidation
{
    /// <summary>Measures on one data set.</summary>
    /// <param name="measured">The set that is cut into folds.</param>
    /// <param name="alongside">What every model is trained on as well; its own samples are
    /// never measured.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="plan">How each model is trained.</param>
    /// <param name="threshold">As in <see cref="TextFinder.Find(string, double)"/>.</param>
    /// <param name="progress">Receives a line now and then.</param>
    public static Measurement Measure(
        IReadOnlyList<Sample> measured,
        TrainingData alongside,
        int folds,
        TrainingPlan plan,
        double threshold,
        Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(alongside);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var groups = measured.Select(s => s.Group).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToArray();
        // A shuffle with a fixed seed, so that neighbours in the alphabet do not share a fold.
        new Random(1).Shuffle(groups);
        var foldOf = groups.Select((g, i) => (g, i % folds)).ToDictionary(StringComparer.Ordinal);
        var found = new Dictionary<string, IReadOnlyList<Finding>>(StringComparer.Ordinal);
        for (var fold = 0; fold < folds; fold++)
        {
            var here = fold;
            var rest = measured.Where(s => foldOf[s.Group] != here);
            var data = alongside with { Samples = [.. alongside.Samples, .. rest] };
            var finder = new TextFinder(ModelTrainer.Train(data, plan));
            foreach (var sample in measured.Where(s => foldOf[s.Group] == here))
                found[sample.Text] = finder.Find(sample.Text, threshold);
            progress?.Invoke($"fold {fold + 1} of {folds} done");
        }

        return Evaluator.Measure(measured, text => found[text]);
    }

    private static Dictionary<string, int> ToDictionary(
        this IEnumerable<(string Group, int Fold)> pairs, StringComparer comparer) =>
        pairs.ToDictionary(p => p.Group, p => p.Fold, comparer);
}
