using System.CommandLine;
using System.Globalization;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Verification;

namespace Proviso.Cli.Ledger;

/// <summary><c>proviso ledger verify</c>: checks every entry, tile and signature.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var (export, store) = (LedgerRun.Export(), LedgerRun.Store());
        var (key, asJson) = (LedgerRun.Key(), LedgerRun.AsJson());
        var command = new Command(
            "verify", "Check a whole ledger against its public key: every entry and signature.")
        {
            export, store, key, asJson,
        };
        command.SetAction(LedgerRun.Action(asJson, async (parse, cancellation) =>
        {
            var publicKey = LedgerRun.ReadKey(parse.GetValue(key)!);
            var configuration = parse.InvocationConfiguration;
            var report = await LedgerRun.WithSourceAsync(
                parse.GetValue(export), parse.GetValue(store),
                source => LedgerVerifier.VerifyAsync(
                    source, publicKey,
                    new ProgressLine(
                        configuration.Error, TimeProvider.System, "checked", "entries",
                        source.Held),
                    cancellation),
                cancellation);
            if (parse.GetValue(asJson))
                WriteJson(configuration.Output, report);
            else
                WriteText(configuration.Output, publicKey, report);
            return report.IsValid ? ExitCodes.Ok : ExitCodes.CheckFailed;
        }));
        return command;
    }

    private static void WriteJson(TextWriter output, VerificationReport report) =>
        LedgerRun.WriteJson(output, new
        {
            valid = report.IsValid,
            origin = report.Checkpoint?.Checkpoint.Origin,
            size = report.Checkpoint?.Size,
            root = report.Checkpoint?.Checkpoint.Root.ToString(),
            entries = report.Entries,
            pending = report.Pending,
            tiles = report.Tiles,
            faults = report.Faults,
        });

    private static void WriteText(
        TextWriter output, LedgerPublicKey key, VerificationReport report)
    {
        if (report.Checkpoint is { } checkpoint)
        {
            output.WriteLine($"Ledger       {key.Name}");
            output.WriteLine(Line($"Signature    right, by key {key.KeyId:x8}"));
            output.WriteLine(Line($"Checkpoint   {checkpoint.Size:N0} entries"));
            output.WriteLine($"Root         {checkpoint.Checkpoint.Root}");
            output.WriteLine(Line($"Entries      {report.Entries:N0} hashed"));
            output.WriteLine(Line($"Tiles        {report.Tiles:N0} compared"));
        }

        if (report.Pending > 0)
        {
            output.WriteLine(Line(
                $"Waiting      {report.Pending:N0} recorded, not in the tree yet and not covered"));
        }

        foreach (var fault in report.Faults)
            output.WriteLine($"WRONG        {fault}");
        output.WriteLine(Verdict(report));
    }

    private static string Verdict(VerificationReport report) => report switch
    {
        { IsValid: true } => "The ledger is exactly what its key signed.",
        { Checkpoint: null } => "The ledger does NOT verify. Without a right signature nothing "
            + "vouches for its entries, so they were not looked at.",
        _ => "The ledger does NOT verify: it was altered after it was signed.",
    };

    private static string Line(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
