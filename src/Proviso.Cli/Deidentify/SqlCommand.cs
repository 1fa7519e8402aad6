using System.CommandLine;
using System.Text;
using System.Text.Json;
using Proviso.Cli.Deidentify.Sources;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Release;
using Proviso.Deidentification.Tables.Sql;

namespace Proviso.Cli.Deidentify;

/// <summary>`proviso deidentify sql`: a plan as views, to be run where the data lie.</summary>
internal static class SqlCommand
{
    public static Command Create()
    {
        var options = new RequestOptions();
        var plan = new Option<string?>("--plan")
        {
            Description = "The plan; without it only the view of the counts is written, which a "
                + "search needs",
        };
        var dialect = new Option<string>("--dialect")
        {
            Description = string.Join(", ", SqlDialect.All.Select(d => d.Name)),
            DefaultValueFactory = _ => SqlDialect.Postgres.Name,
        };
        var table = new Option<string>("--table")
        {
            Description = "The table in the database, as in public.patients",
            Required = true,
        };
        var name = new Option<string>("--name")
        {
            Description = "The name of the release; the names of all views begin with it",
            DefaultValueFactory = _ => "release",
        };
        var output = new Option<string?>("--out") { Description = "Where to write the SQL" };
        var force = new Option<bool>("--force")
        {
            Description = "Replace a file that is there already",
        };
        var json = new Option<bool>("--json") { Description = "Print the SQL in JSON" };
        var command = new Command("sql", "Write a plan as SQL views, so that a data set that does "
            + "not fit this machine is generalised where it lies. Example: proviso deidentify sql "
            + "--plan samples/tables/plan.yaml --table clinic --dialect postgresql")
        {
            plan, dialect, table, name, output, force, json,
        };
        options.AddTo(command);
        command.SetAction(parsed => DeidentifyCommand.Guard(parsed, o =>
        {
            var file = parsed.GetValue(plan);
            var request = file is null ? options.Read(parsed) : PlanFile.Read(file);
            var chosen = SqlDialect.All.FirstOrDefault(d => d.Name == parsed.GetValue(dialect))
                ?? throw new TableProblemException("dialect-unknown",
                    "Choose one of the dialects: "
                    + string.Join(", ", SqlDialect.All.Select(d => d.Name)) + ".");
            var wanted = new Wanted(parsed.GetValue(table)!, parsed.GetValue(name)!,
                parsed.GetValue(output), parsed.GetValue(force), parsed.GetValue(json));
            Write(o, request, chosen, wanted);
            return ExitCodes.Ok;
        }));
        return command;
    }

    private sealed record Wanted(
        string Table, string Name, string? Output, bool Force, bool Json);

    private static void Write(
        TextWriter output, TableRequest request, SqlDialect dialect, Wanted wanted)
    {
        var sql = Make(request, dialect, wanted.Table, wanted.Name);
        if (wanted.Output is { } path)
        {
            ReleaseFile.Write(
                path, wanted.Force, stream => stream.Write(Encoding.UTF8.GetBytes(sql)));
        }

        if (wanted.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(new
            {
                dialect = dialect.Name, table = wanted.Table, name = wanted.Name,
                levels = request.Levels, sql,
            }));
        }
        else if (wanted.Output is null)
        {
            output.Write(sql);
        }
        else
        {
            output.WriteLine($"{wanted.Output} written, for {dialect.Name}.");
        }
    }

    private static string Make(
        TableRequest request, SqlDialect dialect, string table, string name)
    {
        using var input = InputFile.Of(request.Data, request.Database, request.Query);
        request.Data = input.Path;
        var headings = CsvTable.Headings(request.Data, request.DelimiterOrDetected())
            .Where(h => h != request.Counts).ToList();
        if (request.Counts is not null)
            headings.AddRange(request.Keep.Except(headings));
        var treatments = request.Treatments(request.ColumnsMadeCoarser());
        if (request.Levels is not { } levels)
            return new SqlPlan(dialect, table, name, headings, treatments, []).Counts();
        var asked = request.Build();
        var models = new SqlModels(request.K, request.Distinct, request.RecursiveFigures());
        RefuseWhatSqlCannotSay(asked, models);
        if (levels.Count != asked.Columns.Count
            || levels.Where((l, i) => l < 0 || l > asked.Columns[i].LevelMax).Any())
        {
            throw new TableProblemException("levels-invalid",
                "The levels of the plan do not fit the hierarchies. Make the plan again.");
        }

        var views = new SqlPlan(dialect, table, name, headings, treatments,
            [.. asked.Columns.Select(c => c.Hierarchy)]);
        return views.Counts() + "\n" + views.Release(levels, models, request.Suppression)
            + "\n-- To take all views away:\n" + views.Drops();
    }

    private static void RefuseWhatSqlCannotSay(Anonymisation asked, SqlModels models)
    {
        object?[] said = [models.K, models.Distinct, models.Recursive];
        if (asked.Models.Count != said.Count(m => m is not null))
        {
            throw new TableProblemException("model-not-in-sql",
                "Only k-anonymity, distinct and recursive diversity are written as SQL: the "
                + "others cannot be worked out there to the last digit. Use proviso deidentify "
                + "run.");
        }

        if (asked.Models.Count == 0)
        {
            throw new TableProblemException("models-none",
                "No privacy model is asked for. Ask for k-anonymity at least.");
        }
    }
}
