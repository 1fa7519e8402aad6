using System.CommandLine;
using System.Globalization;
using Proviso.Register.Keeping;

namespace Proviso.Cli.Register;

/// <summary><c>proviso restore</c>: a store out of a backup.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var options = new StoreOptions();
        var file = new Argument<string>("FILE")
        {
            Description = "A file that 'proviso backup' wrote.",
        };
        var command = options.On(new Command(
            "restore", "Make a store from a backup, with the keys of the store that was backed up, "
            + "and check it. A store that is there is never overwritten.")
        {
            file,
        });
        command.SetAction(RegisterRun.Action(async (parse, cancellation) =>
        {
            var configuration = parse.InvocationConfiguration;
            var line = new ProgressLine(
                configuration.Error, TimeProvider.System, "restored", "rows");
            var report = await Backup.RestoreAsync(
                parse.GetValue(file)!, options.StoreOf(parse), options.KeysOf(parse),
                TimeProvider.System,
                line.Of<BackupProgress>(p => ($"rows of {p.Table}", p.Done, p.Of)), cancellation);
            if (parse.GetValue(options.Json))
            {
                JsonOutput.Write(configuration.Output, writer =>
                {
                    BackupWords.WriteMembers(writer, report.Backup);
                    CheckWords.WriteMembers(writer, report.Check);
                });
            }
            else
            {
                await configuration.Output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Restored {report.Backup.Rows.Values.Sum():N0} rows as they were on "
                    + $"{report.Backup.At:yyyy-MM-dd HH:mm} UTC."));
                CheckWords.Write(configuration.Output, report.Check);
            }

            return report.Check.IsSound ? ExitCodes.Ok : ExitCodes.CheckFailed;
        }));
        return command;
    }
}
