using System.CommandLine;

namespace Proviso.Cli.Redact;

/// <summary>The commands that find and remove identities in free text.</summary>
internal static class RedactCommand
{
    public static Command Create() =>
        new("redact", "Find and remove what identifies people in texts and documents.")
        {
            TrainCommand.Create(),
            EvaluateCommand.Create(),
        };
}
