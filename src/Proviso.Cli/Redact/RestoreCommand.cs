using System.CommandLine;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Cli.Redact;

/// <summary><c>proviso redact restore</c>: undoes a redacted text with its mapping.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The redacted text." };
        var mapping = new Argument<string>("mapping") { Description = "Its mapping file." };
        var output = new Option<string>("--out")
        {
            Description = "File to write.",
            Required = true,
        };
        var command = new Command("restore", "Put back what was removed from a text.")
            { file, mapping, output };
        command.SetAction(result => Guarded.Run(result, io =>
        {
            var restored = MappingFile.Restore(
                File.ReadAllText(result.GetValue(file)!),
                File.ReadAllText(result.GetValue(mapping)!));
            Guarded.WriteText(result.GetValue(output)!, restored);
            io.Output.WriteLine("Restored.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
