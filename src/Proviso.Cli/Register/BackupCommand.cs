using System.CommandLine;
using System.Globalization;
using Proviso.Register.Keeping;

namespace Proviso.Cli.Register;

/// <summary><c>proviso backup</c>: a whole store in one file.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var options = new StoreOptions();
        var file = new Argument<string>("FILE")
        {
            Description = "A file that does not exist yet.",
        };
        var command = options.On(new Command(
            "backup", "Copy a store, as it is at this moment, to one file. The keys are not in it.")
        {
            file,
        });
        command.SetAction(RegisterRun.OnStore(options, async (store, parse, cancellation) =>
        {
            var configuration = parse.InvocationConfiguration;
            var target = parse.GetValue(file)!;
            // What a backup holds should be covered by the checkpoint in it.
            await RegisterRun.SequenceAsync(store, cancellation);
            var line = new ProgressLine(
                configuration.Error, TimeProvider.System, "copied", "rows");
            var summary = await Backup.WriteAsync(
                store, target,
                line.Of<BackupProgress>(p => ($"rows of {p.Table}", p.Done, p.Of)), cancellation);
            if (parse.GetValue(options.Json))
            {
                JsonOutput.Write(configuration.Output, writer =>
                {
                    writer.WriteString("file", target);
                    BackupWords.WriteMembers(writer, summary);
                });
                return ExitCodes.Ok;
            }

            await configuration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"Wrote {summary.Rows.Values.Sum():N0} rows of {summary.Rows.Count} tables to "
                + $"{target}."));
            await configuration.Output.WriteLineAsync(
                "The keys are not in it: keep a copy of their folder somewhere else.");
            return ExitCodes.Ok;
        }));
        return command;
    }
}
