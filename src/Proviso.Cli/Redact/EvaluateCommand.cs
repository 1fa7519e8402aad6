using System.CommandLine;
using System.Text.Json;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Evaluation;
using Proviso.Deidentification.Text.Tagging;
using Proviso.Deidentification.Text.Training;

namespace Proviso.Cli.Redact;

/// <summary><c>proviso redact evaluate</c>.</summary>
internal static class EvaluateCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var data = new Argument<string>("data") { Description = "File of marked texts." };
        var weights = new Option<string?>("--model") { Description = "Other weights." };
        var threshold = new Option<double>("--threshold")
        {
            Description = "Least chance at which a finding counts, 0 to 1.",
            DefaultValueFactory = _ => TextFinder.UsualThreshold,
        };
        var folds = new Option<int>("--cross-validate")
        {
            Description = "Train on all but one part of the data and measure on that part, this "
                + "many times over; needs --data and --words.",
        };
        var folder = new Option<string?>("--data") { Description = "As for train." };
        var words = new Option<string?>("--words") { Description = "As for train." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var errors = new Option<int>("--show-errors")
        {
            Description = "Also print this many stretches that were missed or wrongly found.",
        };
        var command = new Command("evaluate", "Measure findings against marked texts: by "
            + "character, over what must be masked, labels ignored.")
            { data, weights, threshold, folds, folder, words, json, errors };
        command.SetAction(result => Guarded.Run(result, io =>
        {
            var path = result.GetValue(data)!;
            var samples = TrainingFiles.ReadSamples(path);
            var limit = result.GetValue(threshold);
            if (limit is < 0 or > 1)
                throw new InvalidDataException("--threshold must be between 0 and 1.");
            if (result.GetValue(folds) is var parts and > 0)
            {
                if (parts < 2 || result.GetValue(folder) is not { } from
                    || result.GetValue(words) is not { } lists)
                {
                    throw new InvalidDataException(
                        "--cross-validate needs a number from 2 up, --data and --words.");
                }

                var rest = TrainingFiles.Read(from, lists, Path.GetFileName(path));
                var measured = CrossValidation.Measure(
                    samples, rest, parts, new TrainingPlan(), limit, io.Error.WriteLine);
                Print(io.Output, measured, null, result.GetValue(json));
                return ExitCodes.Ok;
            }

            var finder = new TextFinder(ModelOf(result.GetValue(weights)));
            var all = samples.Select(s => finder.Find(s.Text, limit)).ToArray();
            var speed = Speed(finder, samples, limit);
            var next = 0;
            var outcome = Evaluator.Measure(samples, _ => all[next++]);
            Print(io.Output, outcome, speed, result.GetValue(json));
            ErrorListing.Print(io.Output, samples, all, result.GetValue(errors));
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static TaggerModel ModelOf(string? path)
    {
        if (path is null)
            return TaggerModel.BuiltIn;
        using var stream = File.OpenRead(path);
        return TaggerModel.Read(stream);
    }

    /// <summary>Megabytes for each second of processor time, after a second to warm up, so that
    /// the figure is that of the work and neither of the compiler nor of a busy machine.</summary>
    private static double Speed(
        TextFinder finder, IReadOnlyList<Sample> samples, double threshold)
    {
        var sizes = samples.Select(s => System.Text.Encoding.UTF8.GetByteCount(s.Text)).ToArray();
        double rate = 0;
        foreach (var seconds in (double[])[1, 2])
        {
            var start = Environment.CpuUsage.TotalTime;
            long bytes = 0;
            for (var i = 0; samples.Count > 0; i = (i + 1) % samples.Count)
            {
                finder.Find(samples[i].Text, threshold);
                bytes += sizes[i];
                var used = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
                if (used < seconds)
                    continue;
                rate = bytes / 1e6 / used;
                break;
            }
        }

        return rate;
    }

    private static void Print(TextWriter output, Measurement m, double? speed, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    precision = m.Characters.Precision,
                    recall = m.Characters.Recall,
                    f2 = m.Characters.F2,
                    spans = new
                    {
                        precision = m.Spans.Precision,
                        recall = m.Spans.Recall,
                        f2 = m.Spans.F2,
                    },
                    byKind = m.RecallByKind.ToDictionary(
                        k => k.Key, k => new { recall = k.Value.Recall }, StringComparer.Ordinal),
                    mbPerSecond = speed,
                },
                Indented));
            return;
        }

        Line(output, "by character", m.Characters);
        Line(output, "by span", m.Spans);
        foreach (var (kind, score) in m.RecallByKind)
            output.WriteLine($"  {kind,-20} recall {score.Recall:F4}");
        if (speed is { } rate)
            output.WriteLine($"speed {rate:F2} MB for each second of processor time");
    }

    private static void Line(TextWriter output, string name, Score score) => output.WriteLine(
        $"{name,-13} precision {score.Precision:F4}  recall {score.Recall:F4}  F2 {score.F2:F4}");
}
