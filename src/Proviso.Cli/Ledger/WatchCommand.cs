using System.CommandLine;
using System.Globalization;
using Proviso.Ledger;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;

namespace Proviso.Cli.Ledger;

/// <summary><c>proviso ledger watch</c>: proves that today's ledger holds the one that was kept,
/// and keeps today's.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var kept = new Option<string>("--kept")
        {
            Description = "The file with the checkpoint that was kept, on another machine than the "
                + "ledger's. It is brought up to today when the proof holds.",
            HelpName = "FILE",
            Required = true,
        };
        var begin = new Option<bool>("--begin")
        {
            Description = "Make the file, the first time. Nothing is compared then.",
        };
        var (export, store) = (LedgerRun.Export(), LedgerRun.Store());
        var (key, asJson) = (LedgerRun.Key(), LedgerRun.AsJson());
        var command = new Command(
            "watch", "Prove that nothing was rewritten since a checkpoint that you kept.")
        {
            export, store, kept, begin, key, asJson,
        };
        command.SetAction(LedgerRun.Action(asJson, async (parse, cancellation) =>
        {
            var publicKey = LedgerRun.ReadKey(parse.GetValue(key)!);
            var file = parse.GetValue(kept)!;
            var note = await ReadAsync(file, parse.GetValue(begin));
            var today = await LedgerRun.WithSourceAsync(
                parse.GetValue(export), parse.GetValue(store),
                source => TodayAsync(source, publicKey, note), cancellation);
            if (today.Note != note)
                await WriteAsync(file, today);
            Write(parse, today, note, publicKey, parse.GetValue(asJson));
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static async Task<string?> ReadAsync(string file, bool begin) =>
        (File.Exists(file), begin) switch
        {
            (true, false) => await CheckpointFile.ReadAsync(file),
            (false, true) => null,
            (true, true) => throw LedgerRun.Fault(
                "file-exists", $"'{file}' is there already; leave --begin out to compare with it."),
            // A kept checkpoint that vanished must not pass for a first time.
            _ => throw LedgerRun.Fault(
                "kept-missing",
                $"There is no file '{file}'. If this is the first time, add --begin; if not, find "
                + "out who removed it."),
        };

    private static async Task<SignedCheckpoint> TodayAsync(
        ILedgerSource source, LedgerPublicKey key, string? kept) =>
        kept is null
            ? Witness.Begin(source, key)
            : await Witness.AdvanceAsync(source, key, kept);

    private static async Task WriteAsync(string file, SignedCheckpoint today)
    {
        try
        {
            await CheckpointFile.WriteAsync(file, today);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LedgerRun.Fault("file-unwritable", $"'{file}' cannot be written: {e.Message}");
        }
    }

    private static void Write(
        ParseResult parse, SignedCheckpoint today, string? note, LedgerPublicKey key, bool asJson)
    {
        var output = parse.InvocationConfiguration.Output;
        var old = note is not null && SignedCheckpoint.TryOpen(note, key, out var kept, out _)
            ? kept
            : null;
        if (asJson)
        {
            LedgerRun.WriteJson(
                output,
                new
                {
                    valid = true,
                    compared = old is not null,
                    was = old?.Size,
                    size = today.Size,
                });
        }
        else if (old is null)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Kept the checkpoint of today, {today.Size:N0} entries. Nothing was compared."));
        }
        else
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Proved: the {old.Size:N0} entries of the kept checkpoint are in today's ledger "
                + $"of {today.Size:N0}, unaltered and in their places."));
        }
    }
}
