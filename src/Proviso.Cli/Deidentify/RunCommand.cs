using System.CommandLine;
using Proviso.Cli.Deidentify.Sources;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Columns;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Release;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Cli.Deidentify;

/// <summary>`proviso deidentify run`: search, measure and, if asked, write the release.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var options = new RequestOptions();
        var search = new SearchSettings();
        var plan = new Option<string?>("--plan")
        {
            Description = "Repeat a plan that was written before; only --out and --force are "
                + "added to it",
        };
        var output = new Option<string?>("--out")
        {
            Description = "Where to write the release; without it only the figures are shown",
        };
        var force = new Option<bool>("--force")
        {
            Description = "Replace an output that is there already",
        };
        var local = new Option<bool>("--local")
        {
            Description = "Let each row have levels of its own: keeps more, in mixed coarseness",
        };
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON" };
        var command = new Command("run", "Find the generalisation that meets the models and "
            + "loses least. Example: proviso deidentify run --data samples/tables/clinic.csv "
            + "--hierarchies samples/tables/hierarchies --k 3 --suppression 0.1 "
            + "--remove nhs_number name --keep seen_on --sensitive diagnosis --distinct 2")
        {
            plan, local, output, force, json,
        };
        options.AddTo(command);
        search.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult(DeidentifyCommand.Guard(parsed, o =>
        {
            var file = parsed.GetValue(plan);
            var request = file is null ? options.Read(parsed) : PlanFile.Read(file);
            return Run(request, search.Read(parsed), new Wanted(
                parsed.GetValue(output), parsed.GetValue(force), parsed.GetValue(json),
                parsed.GetValue(local)), o, stop);
        })));
        return command;
    }

    private sealed record Wanted(string? Output, bool Force, bool Json, bool Local);

    private static int Run(
        TableRequest request,
        SearchOptions options,
        Wanted wanted,
        TextWriter output,
        CancellationToken stop)
    {
        using var input = InputFile.Of(request.Data, request.Database, request.Query);
        request.Data = input.Path;
        if (wanted.Output is { } early)
            ReleaseFile.CheckFree(early, wanted.Force);
        if (wanted.Output is not null && request.Counts is not null)
        {
            throw new TableProblemException("counts-not-rows",
                "A table of counts has no rows to release. Write a plan, and have proviso "
                + "deidentify sql make the release where the rows are.");
        }

        var asked = request.Build();
        var result = request.Levels is { } levels
            ? asked.At(levels)
            : wanted.Local ? asked.FindLocal(stop) : asked.Find(options, stop);
        var treatments = request.Treatments(asked);
        var identifiers = IdentifiersKept(request, treatments);
        var figures = new Figures(
            request.Measure,
            result,
            RiskReport.Of(asked.Table, asked.Columns.Select(c => c.Column.Name)),
            RiskReport.Of(result),
            ReleaseGrade.Of(RiskReport.Of(result), identifiers));
        if (wanted.Output is { } path)
        {
            ReleaseWriter.Write(result, treatments, request.Data, request.DelimiterOrDetected(),
                path, wanted.Force);
        }

        figures.Write(output, wanted.Json);
        return ExitCodes.Ok;
    }

    /// <summary>Headings of columns that are released as they are and hold something that
    /// identifies people by itself, judged by the first rows.</summary>
    internal static List<string> IdentifiersKept(
        TableRequest request, IReadOnlyDictionary<string, Treatment> treatments)
    {
        const int Rows = 10_000;
        var asItIs = treatments
            .Where(t => t.Value is Treatment.Keep or Treatment.Sensitive)
            .Select(t => t.Key).ToList();
        var headings = CsvTable.Headings(request.Data, request.DelimiterOrDetected());
        var first = CsvTable.ReadFirst(
            request.Data, [.. asItIs.Intersect(headings)], request.DelimiterOrDetected(), Rows);
        return
        [
            .. ColumnFinding.Of(first).Where(f => f.IsDirectIdentifier).Select(f => f.Column),
            .. asItIs.Except(headings).Select(name => $"{name} (kept without being looked at)"),
        ];
    }
}
