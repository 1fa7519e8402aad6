using System.CommandLine;

namespace Proviso.Cli.Register;

/// <summary>The commands over a store.</summary>
internal static class RegisterCommands
{
    public static IEnumerable<Command> Create(TimeProvider time) =>
    [
        InitCommand.Create(),
        DemoCommand.Create(time),
        PeopleCommand.Create(),
        ImportCommand.Create(time),
        ExportCommand.Create(time),
        DecisionsCommands.Create(),
        KeysCommands.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        CheckCommand.Create(),
    ];
}
