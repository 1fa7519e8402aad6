using System.CommandLine;
using System.Globalization;
using System.Text;
using Proviso.Ledger;

namespace Proviso.Cli.Ledger;

/// <summary><c>proviso ledger verify-receipt</c>: checks a receipt with the public key
/// alone.</summary>
internal static class VerifyReceiptCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("RECEIPT") { Description = "The file of the receipt." };
        var (key, asJson) = (LedgerRun.Key(), LedgerRun.AsJson());
        var command = new Command(
            "verify-receipt", "Check a receipt. Needs the public key and nothing else.")
        {
            file, key, asJson,
        };
        command.SetAction(LedgerRun.Action(asJson, async (parse, cancellation) =>
        {
            var publicKey = LedgerRun.ReadKey(parse.GetValue(key)!);
            var text = await ReadAsync(parse.GetValue(file)!, cancellation);
            if (!Receipt.TryVerify(text, publicKey, out var receipt, out var fault))
                throw new LedgerException(fault);
            Write(parse.InvocationConfiguration.Output, receipt, parse.GetValue(asJson));
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw LedgerRun.Fault("receipt-missing", $"There is no file '{file}'.");
        return new FileInfo(file).Length <= Receipt.MaxLength
            ? await File.ReadAllTextAsync(file, cancellation)
            : throw LedgerRun.Fault("receipt-malformed", $"'{file}' is too long for a receipt.");
    }

    private static void Write(TextWriter output, Receipt receipt, bool asJson)
    {
        var entry = Encoding.UTF8.GetString(receipt.Entry.Bytes.Span);
        var checkpoint = receipt.Checkpoint.Checkpoint;
        if (asJson)
        {
            LedgerRun.WriteJson(output, new
            {
                valid = true,
                origin = checkpoint.Origin,
                index = receipt.Index,
                size = checkpoint.Size,
                root = checkpoint.Root.ToString(),
                entry,
            });
            return;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"The ledger {checkpoint.Origin} holds this as entry {receipt.Index} of "
            + $"{checkpoint.Size}, signed and unaltered:"));
        output.WriteLine(entry);
    }
}
