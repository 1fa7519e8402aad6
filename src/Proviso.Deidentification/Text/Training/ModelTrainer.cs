using Proviso.Deidentification.Text.Lexicon;
using Proviso.Deidentification.Text.Tagging;

namespace Proviso.Deidentification.Text.Training;

/// <summary>What the tagger is trained from.</summary>
/// <param name="Samples">Marked texts.</param>
/// <param name="GivenNames">A large list of given names.</param>
/// <param name="FamilyNames">A large list of family names.</param>
/// <param name="CommonWords">The most frequent words of English.</param>
/// <param name="Words">Further words of English.</param>
public sealed record TrainingData(
    IReadOnlyList<Sample> Samples,
    IReadOnlyList<string> GivenNames,
    IReadOnlyList<string> FamilyNames,
    IReadOnlyList<string> CommonWords,
    IReadOnlyList<string> Words);

/// <summary>How the tagger is trained.</summary>
/// <param name="Seed">Decides every random choice.</param>
/// <param name="Epochs">Times that the data is gone through.</param>
/// <param name="InventedNotes">Number of notes made up from templates and added.</param>
public sealed record TrainingPlan(int Seed = 1, int Epochs = 5, int InventedNotes = 4000);

/// <summary>
/// Trains the tagger; the same data and plan give the same weights, byte for byte.
/// </summary>
public static class ModelTrainer
{
    /// <summary>Trains.</summary>
    /// <param name="data">See <see cref="TrainingData"/>.</param>
    /// <param name="plan">See <see cref="TrainingPlan"/>.</param>
    /// <param name="progress">Receives a line after each epoch.</param>
    public static TaggerModel Train(
        TrainingData data, TrainingPlan plan, Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        var gazetteer = GazetteerOf(data);
        var sequences = new List<Sequence>();
        Corpus.AddSequences(data.Samples, gazetteer, sequences);
        var notes = new NoteMaker(plan.Seed, data.GivenNames, data.FamilyNames);
        Corpus.AddSequences(
            Enumerable.Range(0, plan.InventedNotes).Select(_ => notes.Next()), gazetteer,
            sequences);
        progress?.Invoke($"{sequences.Count} sequences from {data.Samples.Count} texts and "
            + $"{plan.InventedNotes} invented notes");
        var trainer = new CrfTrainer(plan.Seed);
        trainer.Train(sequences, plan.Epochs, progress);
        return trainer.Build(gazetteer);
    }

    private static Gazetteer GazetteerOf(TrainingData data) =>
        new(data.GivenNames, data.FamilyNames, data.CommonWords, data.Words);
}
