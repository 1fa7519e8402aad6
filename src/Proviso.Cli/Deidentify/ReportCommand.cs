using System.CommandLine;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Proviso.Cli.Deidentify.Sources;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Release;
using Proviso.Deidentification.Tables.Reporting;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Cli.Deidentify;

/// <summary>`proviso deidentify report`: what a release is, what it may be used for, and what
/// repeats it, as HTML and PDF.</summary>
internal static class ReportCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static Command Create(TimeProvider clock)
    {
        var options = new RequestOptions();
        var search = new SearchSettings();
        var plan = new Option<string?>("--plan")
        {
            Description = "Report on a plan that was written before",
        };
        var title = new Option<string>("--title")
        {
            Description = "What the release is called",
            DefaultValueFactory = _ => "Report on a de-identified release",
        };
        var output = new Option<string>("--out")
        {
            Description = "Where to write the report (HTML)",
            Required = true,
        };
        var pdf = new Option<string?>("--pdf") { Description = "Where to write it as PDF too" };
        var force = new Option<bool>("--force")
        {
            Description = "Replace reports that are there already",
        };
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON" };
        var command = new Command("report", "Write a report on a release: what went in and comes "
            + "out, the risk, what is lost, what it may be used for, and what repeats it. It holds "
            + "no record. Example: proviso deidentify report --plan samples/tables/plan.yaml "
            + "--out out/report.html --pdf out/report.pdf")
        {
            plan, title, output, pdf, force, json,
        };
        options.AddTo(command);
        search.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult(DeidentifyCommand.Guard(parsed, o =>
        {
            var (html, paper) = (parsed.GetValue(output)!, parsed.GetValue(pdf));
            var overwrite = parsed.GetValue(force);
            CheckFree(html, paper, overwrite);
            var file = parsed.GetValue(plan);
            var request = file is null ? options.Read(parsed) : PlanFile.Read(file);
            var facts = Gather(
                request, search.Read(parsed), parsed.GetValue(title)!, clock.GetLocalNow(), stop);
            Write(ReleaseReport.Of(facts), html, paper, overwrite);
            if (parsed.GetValue(json))
                WriteJson(o, facts, html, paper);
            else
                WriteText(o, facts, html, paper);
            return ExitCodes.Ok;
        })));
        return command;
    }

    private static void CheckFree(string html, string? pdf, bool overwrite)
    {
        ReleaseFile.CheckFree(html, overwrite);
        if (pdf is null)
            return;
        ReleaseFile.CheckFree(pdf, overwrite);
        if (pdf == html)
        {
            throw new TableProblemException("output-twice",
                "The HTML and the PDF cannot be one file.");
        }
    }

    private static ReportFacts Gather(
        TableRequest request,
        SearchOptions options,
        string title,
        DateTimeOffset now,
        CancellationToken stop)
    {
        if (request.Counts is not null)
        {
            throw new TableProblemException("counts-not-rows",
                "A table of counts has no release to report on. Report where the rows are, or on "
                + "a sample of them.");
        }

        var named = request.Data;
        using var input = InputFile.Of(named, request.Database, request.Query);
        request.Data = input.Path;
        var asked = request.Build();
        var result = request.Levels is { } levels ? asked.At(levels) : asked.Find(options, stop);
        var treatments = request.Treatments(asked);
        var after = RiskReport.Of(result);
        var asTheyAre = treatments.Where(t => t.Value is Treatment.Keep or Treatment.Sensitive)
            .Select(t => t.Key).ToList();
        var facts = new ReportFacts
        {
            Title = title,
            MadeAt = now,
            Program = "proviso " + (typeof(ReportCommand).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
                .InformationalVersion.Split('+')[0] ?? ""),
            Source = request.Database is null
                ? named == "-" ? "standard input" : Path.GetFileName(named)
                : $"the query: {request.Query}",
            SourceSha256 = Sha256Of(input.Path),
            ReleaseSha256 = ReleaseSha256(request, result, treatments),
            Plan = "",
            MeasureName = request.Measure,
            Result = result,
            Headings = CsvTable.Headings(request.Data, request.DelimiterOrDetected()),
            Treatments = treatments,
            AsTheyAre = CsvTable.Read(request.Data, asTheyAre, request.DelimiterOrDetected()),
            Before = RiskReport.Of(asked.Table, asked.Columns.Select(c => c.Column.Name)),
            After = after,
            Grade = ReleaseGrade.Of(after, RunCommand.IdentifiersKept(request, treatments)),
            Nearby = NearbyLevels.Of(result),
        };
        request.Data = named;
        request.Levels = [.. result.Levels];
        return facts with { Plan = PlanFile.Text(request) };
    }

    private static string Sha256Of(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The digest of what a run would write; it is written to a temporary file, which
    /// is taken away again.</summary>
    private static string ReleaseSha256(
        TableRequest request,
        AnonymisationResult result,
        IReadOnlyDictionary<string, Treatment> treatments)
    {
        var folder = Directory.CreateTempSubdirectory("proviso-report-").FullName;
        try
        {
            var path = Path.Combine(folder, "release");
            ReleaseWriter.Write(result, treatments, request.Data, request.DelimiterOrDetected(),
                path, overwrite: false);
            return Sha256Of(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(ReportDocument report, string html, string? pdf, bool overwrite)
    {
        var page = Encoding.UTF8.GetBytes(ReportHtml.Write(report));
        var paper = pdf is null ? [] : ReportPdf.Write(report);
        ReleaseFile.Write(html, overwrite, stream =>
        {
            stream.Write(page);
            if (pdf is not null)
                ReleaseFile.Write(pdf, overwrite, other => other.Write(paper));
        });
    }

    private static void WriteText(TextWriter output, ReportFacts facts, string html, string? pdf)
    {
        output.WriteLine($"{html}{(pdf is null ? "" : $" and {pdf}")} written. Risk: "
            + $"{facts.Grade.Grade.ToString().ToUpperInvariant()}, because {facts.Grade.Rule}.");
        foreach (var warning in ReportWarnings.Of(facts))
            output.WriteLine($"  - {warning}");
    }

    private static void WriteJson(TextWriter output, ReportFacts facts, string html, string? pdf) =>
        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                html,
                pdf,
                grade = facts.Grade.Grade.ToString().ToUpperInvariant(),
                rule = facts.Grade.Rule,
                requires = facts.Grade.Requires,
                warnings = ReportWarnings.Of(facts),
                levels = facts.Result.Levels,
                value = facts.Result.Measure,
                optimal = facts.Result.IsOptimal,
                suppressed = facts.Result.Suppressed,
                before = Figures.RiskAsJson(facts.Before),
                after = Figures.RiskAsJson(facts.After),
                nearby = facts.Nearby.Select(n => new
                {
                    levels = n.Levels, value = n.Measure, suppressed = n.Suppressed,
                }),
                sourceSha256 = facts.SourceSha256,
                releaseSha256 = facts.ReleaseSha256,
                plan = facts.Plan,
            },
            Json));
}
