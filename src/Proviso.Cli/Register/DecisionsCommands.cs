using System.CommandLine;

namespace Proviso.Cli.Register;

/// <summary>The group <c>proviso decisions</c>.</summary>
internal static class DecisionsCommands
{
    public static Command Create() =>
        new("decisions", "What was decided, and whether it would be decided again.")
        {
            ReplayCommand.Create(),
        };
}
