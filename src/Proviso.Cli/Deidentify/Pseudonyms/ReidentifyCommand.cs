using System.CommandLine;
using System.Text.Json;
using Proviso.Deidentification.Tables;

namespace Proviso.Cli.Deidentify.Pseudonyms;

/// <summary>`proviso deidentify reidentify`: from a pseudonym back, with a recorded
/// reason.</summary>
internal static class ReidentifyCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static Command Create(TimeProvider clock)
    {
        var log = new AccessLog(clock);
        var mapping = new Option<string>("--mapping")
        {
            Description = "The mapping that pseudonymise wrote",
            Required = true,
        };
        var key = SecretFiles.Option("--mapping-key", "what opens the mapping");
        key.Required = true;
        var pseudonyms = new Option<string[]>("--pseudonym")
        {
            Description = "The pseudonyms to look up",
            AllowMultipleArgumentsPerToken = true,
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("reidentify", "Look up whom a pseudonym stands for. Who asks, "
            + "when and why is recorded first; without that nothing is shown. Example: proviso "
            + "deidentify reidentify --mapping out/asthma.mapping --mapping-key "
            + "samples/tables/example-passphrase.txt --pseudonym 6gkt5ywvayg1g9c26eed6wdek6 "
            + "--who \"A Guardian\" --reason \"Recall of patients, letter 12\" "
            + "--log out/access.jsonl")
        {
            mapping, key, pseudonyms, json,
        };
        log.AddTo(command);
        command.SetAction(parsed => DeidentifyCommand.Guard(parsed, o =>
        {
            var record = log.Require(parsed);
            var opened = SecretFiles.ReadMapping(
                parsed.GetValue(mapping)!, parsed.GetValue(key)!);
            var asked = parsed.GetValue(pseudonyms)!;
            record("reidentify", [opened.Header.Project], asked);
            var unknown = asked.Where(p => !opened.Find(p).Any()).ToList();
            if (unknown.Count > 0)
            {
                throw new TableProblemException("pseudonym-unknown",
                    "The mapping does not know: " + string.Join(", ", unknown)
                    + ". Check the spelling and that it is the mapping of this release.");
            }

            var found = asked.SelectMany(p => opened.Find(p).Select(f => new
            {
                pseudonym = p,
                column = f.Column,
                original = f.Entry.Original,
                daysShifted = f.Entry.Days,
            })).ToList();
            if (parsed.GetValue(json))
            {
                o.WriteLine(JsonSerializer.Serialize(found, Json));
                return ExitCodes.Ok;
            }

            foreach (var f in found)
            {
                o.WriteLine($"{f.column} {f.pseudonym}: {f.original}"
                    + (f.daysShifted == 0 ? "" : $", dates shifted by {f.daysShifted} days"));
            }

            return ExitCodes.Ok;
        }));
        return command;
    }
}
