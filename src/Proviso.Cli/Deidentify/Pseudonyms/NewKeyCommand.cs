using System.CommandLine;
using System.Text;
using System.Text.Json;
using Proviso.Deidentification.Tables.Pseudonyms;

namespace Proviso.Cli.Deidentify.Pseudonyms;

/// <summary>`proviso deidentify new-key`: a key for a project or a mapping.</summary>
internal static class NewKeyCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out")
        {
            Description = "Where to write the key; only you may read it",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("new-key", "Make a key of 256 bits. Keep it apart from the "
            + "data: without it nothing leads back, with it everything does. "
            + "Example: proviso deidentify new-key --out out/project.key")
        {
            output, json,
        };
        command.SetAction(parsed => DeidentifyCommand.Guard(parsed, o =>
        {
            var path = parsed.GetValue(output)!;
            SecretFiles.Write(path, overwrite: false, stream =>
                stream.Write(Encoding.ASCII.GetBytes(SecretText.GenerateKey() + "\n")));
            o.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { key = path })
                : $"{path} written. Keep it apart from the data, and keep a copy: a lost key "
                    + "cannot be made again.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
