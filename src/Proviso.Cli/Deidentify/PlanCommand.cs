using System.CommandLine;
using Proviso.Cli.Deidentify.Sources;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Release;

namespace Proviso.Cli.Deidentify;

/// <summary>`proviso deidentify plan`: search, and write the plan that `run --plan`
/// repeats.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var options = new RequestOptions();
        var search = new SearchSettings();
        var output = new Option<string>("--out")
        {
            Description = "Where to write the plan (YAML)",
            Required = true,
        };
        var force = new Option<bool>("--force")
        {
            Description = "Replace a plan that is there already",
        };
        var command = new Command("plan", "Search, and write a plan that repeats the result "
            + "exactly. Example: proviso deidentify plan --data samples/tables/clinic.csv "
            + "--hierarchies samples/tables/hierarchies --k 3 --suppression 0.1 "
            + "--remove nhs_number name --keep seen_on diagnosis --out out/plan.yaml")
        {
            output, force,
        };
        options.AddTo(command);
        search.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult(DeidentifyCommand.Guard(parsed, o =>
        {
            var request = options.Read(parsed);
            if (request.Data == "-")
            {
                throw new TableProblemException("plan-invalid",
                    "A plan names its table: give a file instead of standard input.");
            }

            if (request.Database is { } database && DatabaseQuery.HasPassword(database))
            {
                throw new TableProblemException("plan-invalid",
                    "A plan may not hold a password. Leave it out of --database and put it into "
                    + "PGPASSWORD or a password file (PGPASSFILE).");
            }

            var path = parsed.GetValue(output)!;
            ReleaseFile.CheckFree(path, parsed.GetValue(force));
            var named = request.Data;
            using var input = InputFile.Of(named, request.Database, request.Query);
            request.Data = input.Path;
            var result = request.Build().Find(search.Read(parsed), stop);
            request.Data = named;
            request.Levels = [.. result.Levels];
            PlanFile.Write(request, path, parsed.GetValue(force));
            o.WriteLine($"{path} written: levels {string.Join(", ", result.Levels)}.");
            return ExitCodes.Ok;
        })));
        return command;
    }
}
