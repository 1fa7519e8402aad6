using System.CommandLine;
using System.Text.Json;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Pseudonyms;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Release;

namespace Proviso.Cli.Deidentify.Pseudonyms;

/// <summary>`proviso deidentify relink`: two releases under one new set of
/// pseudonyms.</summary>
internal static class RelinkCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static Command Create(TimeProvider clock)
    {
        var log = new AccessLog(clock);
        var first = new SideOptions("first");
        var second = new SideOptions("second");
        var project = new Option<string>("--project")
        {
            Description = "Name of the linkage, other than those of the releases",
            Required = true,
        };
        var key = SecretFiles.Option("--key", "the linkage's secret");
        key.Required = true;
        var force = new Option<bool>("--force")
        {
            Description = "Replace outputs that are there already",
        };
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON" };
        var command = new Command("relink", "Give two pseudonymised releases of different "
            + "projects the same new pseudonyms, so that they can be joined inside a trusted "
            + "environment, without showing who anybody is. Dates are moved to one shift. "
            + "Example, with the releases of the guide: proviso deidentify relink "
            + "--first out/asthma.csv --first-mapping out/asthma.mapping --first-mapping-key "
            + "samples/tables/example-passphrase.txt --first-out out/linked-asthma.csv "
            + "--second out/pharmacy.csv --second-mapping out/pharmacy.mapping "
            + "--second-mapping-key samples/tables/example-passphrase.txt "
            + "--second-out out/linked-pharmacy.csv --project linkage-7 --key "
            + "samples/tables/example-passphrase.txt --who \"A Guardian\" "
            + "--reason \"Study 7, approved 3 May\" --log out/access.jsonl")
        {
            project, key, force, json,
        };
        first.AddTo(command);
        second.AddTo(command);
        log.AddTo(command);
        command.SetAction(parsed => DeidentifyCommand.Guard(parsed, o =>
        {
            var record = log.Require(parsed);
            var linkage = ProjectKey.Of(
                parsed.GetValue(project)!, SecretFiles.Read(parsed.GetValue(key)!));
            var overwrite = parsed.GetValue(force);
            first.CheckFree(parsed, overwrite);
            second.CheckFree(parsed, overwrite);
            if (first.Output(parsed) == second.Output(parsed))
            {
                throw new TableProblemException("output-twice",
                    "The two outputs cannot be one file.");
            }

            var (one, two) = (first.Read(parsed), second.Read(parsed));
            record("relink",
                [one.Mapping.Header.Project, two.Mapping.Header.Project, linkage.Project], []);
            var result = Relinker.Write(one, two, linkage, overwrite);
            if (parsed.GetValue(json))
                WriteJson(o, linkage, one, two, result);
            else
                WriteText(o, one, two, result);
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static void WriteText(
        TextWriter output, RelinkSide first, RelinkSide second, RelinkResult result)
    {
        output.WriteLine($"{first.Output} written: {result.FirstRows:N0} rows about "
            + $"{result.FirstPersons:N0} people.");
        output.WriteLine($"{second.Output} written: {result.SecondRows:N0} rows about "
            + $"{result.SecondPersons:N0} people.");
        output.WriteLine($"{result.BothPersons:N0} people are in both. Linked data say more about "
            + "each person than either release did: grade it anew before it leaves the trusted "
            + "environment.");
    }

    private static void WriteJson(
        TextWriter output,
        ProjectKey linkage,
        RelinkSide first,
        RelinkSide second,
        RelinkResult result) =>
        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                project = linkage.Project,
                keyId = linkage.Id,
                first = new
                {
                    output = first.Output,
                    rows = result.FirstRows,
                    people = result.FirstPersons,
                },
                second = new
                {
                    output = second.Output,
                    rows = result.SecondRows,
                    people = result.SecondPersons,
                },
                peopleInBoth = result.BothPersons,
            },
            Json));

    /// <summary>The options of one of the releases.</summary>
    private sealed class SideOptions(string name)
    {
        private readonly Option<string> input = Needed($"--{name}", $"The {name} release");

        private readonly Option<string> mapping =
            Needed($"--{name}-mapping", $"The mapping of the {name} release");

        private readonly Option<string> key = Needed(
            $"--{name}-mapping-key", $"File with what opens the mapping of the {name} release");

        private readonly Option<string> output =
            Needed($"--{name}-out", $"Where to write the {name} release with new pseudonyms");

        public void AddTo(Command command)
        {
            command.Add(input);
            command.Add(mapping);
            command.Add(key);
            command.Add(output);
        }

        public string Output(ParseResult parsed) => parsed.GetValue(output)!;

        public void CheckFree(ParseResult parsed, bool overwrite) =>
            ReleaseFile.CheckFree(Output(parsed), overwrite);

        public RelinkSide Read(ParseResult parsed)
        {
            var path = parsed.GetValue(input)!;
            return new RelinkSide(
                path, CsvTable.DetectDelimiter(path),
                SecretFiles.ReadMapping(parsed.GetValue(mapping)!, parsed.GetValue(key)!),
                Output(parsed));
        }

        private static Option<string> Needed(string option, string description) => new(option)
        {
            Description = description, Required = true,
        };
    }
}
