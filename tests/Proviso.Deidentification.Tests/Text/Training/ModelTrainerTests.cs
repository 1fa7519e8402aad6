using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Tagging;
using Proviso.Deidentification.Text.Training;

namespace Proviso.Deidentification.Tests.Text.Training;

public class ModelTrainerTests
{
    private static readonly TrainingData Data = new(
        [], ["mary", "john"], ["smith", "patel"], ["the", "and"], ["walk"]);

    [Fact]
    public void Train_SameDataAndSeed_GivesTheSameBytesAndAnotherSeedOthers()
    {
        var one = Bytes(ModelTrainer.Train(Data, new TrainingPlan(3, 1, 60)));
        Assert.Equal(one, Bytes(ModelTrainer.Train(Data, new TrainingPlan(3, 1, 60))));
        Assert.NotEqual(one, Bytes(ModelTrainer.Train(Data, new TrainingPlan(4, 1, 60))));
    }

    [Fact]
    public void Read_WeightsCutShort_IsRefused()
    {
        var bytes = Bytes(TaggerModel.BuiltIn);
        using var cut = new MemoryStream(bytes, 0, bytes.Length / 2);
        Assert.Throws<InvalidDataException>(() => TaggerModel.Read(cut));
        using var other = new MemoryStream([1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Throws<InvalidDataException>(() => TaggerModel.Read(other));
    }

    [Fact]
    public void BuiltIn_Weights_AreAFewMegabytes() =>
        Assert.InRange(Bytes(TaggerModel.BuiltIn).Length, 100_000, 5_000_000);

    [Fact]
    public void Next_InventedNotes_HaveSpansThatFitTheText()
    {
        var maker = new NoteMaker(5, [], []);
        for (var i = 0; i < 500; i++)
        {
            var note = maker.Next();
            var end = 0;
            foreach (var span in note.Spans)
            {
                Assert.InRange(span.Start, end, note.Text.Length);
                Assert.InRange(span.End, span.Start + 1, note.Text.Length);
                end = span.End;
            }

            Assert.DoesNotContain("{", note.Text, StringComparison.Ordinal);
        }
    }

    private static byte[] Bytes(TaggerModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
