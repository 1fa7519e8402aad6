using System.CommandLine;
using System.Globalization;
using Proviso.Ledger.Storage;

namespace Proviso.Cli.Ledger;

/// <summary><c>proviso ledger export</c>: the ledger as a folder of files.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "A folder that does not exist yet.",
        };
        var (store, key, asJson) = (LedgerRun.Store(), LedgerRun.Key(), LedgerRun.AsJson());
        var command = new Command(
            "export", "Write the ledger as files that anybody can keep, serve and check.")
        {
            folder, store, key, asJson,
        };
        command.SetAction(LedgerRun.Action(asJson, async (parse, cancellation) =>
        {
            var publicKey = LedgerRun.ReadKey(parse.GetValue(key)!);
            var configuration = parse.InvocationConfiguration;
            var target = parse.GetValue(folder)!;
            var checkpoint = await LedgerRun.WithSourceAsync(
                null, parse.GetValue(store),
                source => ExportFolder.WriteAsync(
                    source, publicKey, target,
                    new ProgressLine(
                        configuration.Error, TimeProvider.System, "wrote", "entries",
                        source.Held),
                    cancellation),
                cancellation);
            if (parse.GetValue(asJson))
            {
                LedgerRun.WriteJson(
                    configuration.Output,
                    new { valid = true, folder = target, size = checkpoint.Size });
            }
            else
            {
                await configuration.Output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Wrote {checkpoint.Size:N0} entries with their tree and checkpoint to "
                    + $"{target}. Check it with 'proviso ledger verify {target} --key …'."));
            }

            return ExitCodes.Ok;
        }));
        return command;
    }
}
