using System.CommandLine;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Formats;
using Proviso.Deidentification.Text.Review;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Cli.Redact;

/// <summary><c>proviso redact apply</c>: removes what a person accepted in the review.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The document reviewed." };
        var decisions = new Argument<string>("decisions")
        {
            Description = "The decision file that the review page saved.",
        };
        var output = new Option<string>("--out")
        {
            Description = "File to write.",
            Required = true,
        };
        var treat = new Option<string?>("--treat") { Description = "YAML file: what is done." };
        var command = new Command("apply", "Redact a document as decided in its review.")
            { file, decisions, output, treat };
        command.SetAction(result => Guarded.Run(result, io =>
        {
            var path = result.GetValue(file)!;
            if (!DocumentOpener.TryOpen(
                path, File.ReadAllBytes(path), out var document, out var why))
            {
                throw new InvalidDataException($"{path}: refused ({why!.Code}). {why.Message}");
            }

            var joined = DocumentRedaction.JoinedText(document!);
            var accepted = ReviewPage.ReadDecisions(
                File.ReadAllText(result.GetValue(decisions)!), joined);
            var plan = result.GetValue(treat) is { } planned
                ? PlanFiles.Plan(planned) : TreatmentPlan.Labels;
            var (content, _) = DocumentRedaction.Treat(document!, accepted, new Treater(plan));
            Guarded.Write(result.GetValue(output)!, stream => stream.Write(content));
            io.Output.WriteLine($"Removed {accepted.Count} findings.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
