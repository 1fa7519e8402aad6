using System.CommandLine;
using System.Globalization;
using Proviso.Register;
using Proviso.Register.Keeping;
using Proviso.Register.Keys;

namespace Proviso.Cli.Register;

/// <summary>The group <c>proviso keys</c>.</summary>
internal static class KeysCommands
{
    public static Command Create() =>
        new("keys", "Replace the keys that open the records.") { Rotate(), Rekey() };

    private static Command Rotate()
    {
        var options = new StoreOptions();
        var command = options.On(new Command(
            "rotate", "Replace the master key. If it was stopped, it goes on when run again."));
        command.SetAction(RegisterRun.OnStore(options, async (store, parse, cancellation) =>
        {
            var configuration = parse.InvocationConfiguration;
            var last = 0;
            var line = new ProgressLine(
                configuration.Error, TimeProvider.System, "wrapped", "keys");
            await new Rekeying(store).MasterAsync(
                line.And<(int Done, int Of)>(p => last = p.Done), cancellation);
            var id = store.KeyFolder.Master.CurrentId;
            if (parse.GetValue(options.Json))
            {
                JsonOutput.Write(configuration.Output, writer =>
                {
                    writer.WriteString("masterKey", id);
                    writer.WriteNumber("keys", last);
                });
                return ExitCodes.Ok;
            }

            await configuration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"The master key was replaced; {last:N0} keys are wrapped by the new one."));
            await configuration.Output.WriteLineAsync(KeyFolder.InEnvironment
                ? $"Take the old key out of {KeyFolder.Variable}, and start other programs on this "
                    + "store again."
                : "Copy the folder of the keys to its safe place again. Backups from before need "
                    + "the old master.key: keep that copy as long as them. Start other programs "
                    + "on this store again.");
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static Command Rekey()
    {
        var options = new StoreOptions();
        var person = new Argument<Guid>("PERSON")
        {
            Description = "The person's id, as 'proviso people' shows it.",
        };
        var command = options.On(new Command(
            "rekey", "Give a person a new key. If it was stopped, it goes on when run again.")
        {
            person,
        });
        command.SetAction(RegisterRun.OnStore(options, async (store, parse, cancellation) =>
        {
            var configuration = parse.InvocationConfiguration;
            var last = 0;
            var line = new ProgressLine(
                configuration.Error, TimeProvider.System, "sealed", "records");
            await new Rekeying(store).PersonAsync(
                parse.GetValue(person), line.And<int>(done => last = done), cancellation);
            if (parse.GetValue(options.Json))
            {
                JsonOutput.Write(
                    configuration.Output, writer => writer.WriteNumber("records", last));
                return ExitCodes.Ok;
            }

            await configuration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"This person's {last:N0} records and keys are sealed with a new key."));
            return ExitCodes.Ok;
        }));
        return command;
    }
}
