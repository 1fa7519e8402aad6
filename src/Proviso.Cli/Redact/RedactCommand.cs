using System.CommandLine;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Known;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Cli.Redact;

/// <summary>The commands that find and remove identities in texts and documents.</summary>
internal static class RedactCommand
{
    /// <summary>What the options of a run say.</summary>
    internal sealed record Settings(
        string? OutFolder, bool Review, bool Mapping, bool Json, double Threshold,
        TreatmentPlan? Plan, KnownIdentities? Known, IReadOnlyList<string> Fields, bool Resume,
        string Hash);

    public static Command Create()
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Documents, or folders of documents.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var known = new Option<string?>("--known") { Description = "YAML file of known people." };
        var treat = new Option<string?>("--treat") { Description = "YAML file: what is done." };
        var folder = new Option<string?>("--out")
        {
            Description = "Folder for the results; otherwise beside each document.",
        };
        var review = new Option<bool>("--review")
        {
            Description = "Write a review page for each document, and no redacted document yet.",
        };
        var mapping = new Option<bool>("--mapping")
        {
            Description = "Also write what restores each text. Keep it apart from the result.",
        };
        var json = new Option<bool>("--json") { Description = "Print the findings as JSON lines." };
        var threshold = new Option<double>("--threshold")
        {
            Description = "Least chance of a finding, 0 to 1; lower finds more.",
            DefaultValueFactory = _ => TextFinder.UsualThreshold,
        };
        var field = new Option<string[]>("--field")
        {
            Description = "Look only in this field of JSON or column of CSV; may be repeated. All "
                + "other fields are kept as they are.",
        };
        var resume = new Option<bool>("--resume")
        {
            Description = "Go on with a run that was stopped: what is done already in --out is "
                + "left out.",
        };
        var command = new Command(
            "redact", "Find and remove what identifies people in texts and documents.")
        {
            files, known, treat, folder, review, mapping, json, threshold, field, resume,
            ApplyCommand.Create(), RestoreCommand.Create(), TrainCommand.Create(),
            EvaluateCommand.Create(),
        };
        command.SetAction(result => Guarded.Run(result, io =>
        {
            var limit = result.GetValue(threshold);
            if (limit is < 0 or > 1)
                throw new InvalidDataException("--threshold must be between 0 and 1.");
            var people = result.GetValue(known) is { } path ? PlanFiles.Known(path) : null;
            var plan = result.GetValue(treat) is { } file ? PlanFiles.Plan(file) : null;
            var fields = result.GetValue(field) ?? [];
            if (result.GetValue(resume)
                && (result.GetValue(folder) is null || result.GetValue(json)))
            {
                throw new InvalidDataException(
                    "--resume needs --out, and cannot go with --json.");
            }

            var settings = new Settings(
                result.GetValue(folder), result.GetValue(review), result.GetValue(mapping),
                result.GetValue(json), limit, plan, people, fields, result.GetValue(resume),
                RunRecord.HashOf(
                    result.GetValue(known), result.GetValue(treat), limit, fields));
            return new RedactRun(settings, io).Run(result.GetValue(files) ?? []);
        }));
        return command;
    }
}
