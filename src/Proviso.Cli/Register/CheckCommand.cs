using System.CommandLine;
using Proviso.Cli.Ledger;
using Proviso.Register.Keeping;

namespace Proviso.Cli.Register;

/// <summary><c>proviso check</c>: a store, its keys and its ledger in one go.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var options = new StoreOptions();
        var key = new Option<string?>("--key")
        {
            Description = "The ledger's public key, or a file that holds it, as you had it from "
                + "somewhere else (otherwise the one beside the store's own keys).",
            HelpName = "KEY-OR-FILE",
        };
        var command = options.On(new Command(
            "check", "Check a store, its keys and its ledger. Nothing is changed.")
        {
            key,
        });
        command.SetAction(RegisterRun.OnStore(options, async (store, parse, cancellation) =>
        {
            var configuration = parse.InvocationConfiguration;
            var line = new ProgressLine(
                configuration.Error, TimeProvider.System, "checked", "records");
            var report = await new Checking(store).RunAsync(
                parse.GetValue(key) is { } given ? LedgerRun.ReadKey(given) : null,
                line.Of<CheckProgress>(p => (
                    p.Step is "ledger" ? "entries of the ledger" : p.Step, p.Done, p.Of)),
                cancellation);
            if (parse.GetValue(options.Json))
            {
                JsonOutput.Write(
                    configuration.Output, writer => CheckWords.WriteMembers(writer, report));
            }
            else
            {
                CheckWords.Write(configuration.Output, report);
            }

            return report.IsSound ? ExitCodes.Ok : ExitCodes.CheckFailed;
        }));
        return command;
    }
}
