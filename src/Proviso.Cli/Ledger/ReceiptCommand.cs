using System.CommandLine;
using System.Globalization;
using Proviso.Ledger;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;

namespace Proviso.Cli.Ledger;

/// <summary><c>proviso ledger receipt</c>: a small file that proves one entry.</summary>
internal static class ReceiptCommand
{
    public static Command Create()
    {
        var subject = new Argument<string>("DECISION")
        {
            Description = "The id of the decision, or of anything else that the ledger records.",
        };
        var entry = new Option<ulong?>("--entry")
        {
            Description = "Which entry, by its place in the ledger, where several are about it.",
        };
        var file = new Option<string?>("--output", "-o")
        {
            Description = "The file to write; without it the receipt is printed.",
        };
        var (store, key, asJson) = (LedgerRun.Store(), LedgerRun.Key(), LedgerRun.AsJson());
        var command = new Command(
            "receipt", "Write a receipt: proof of one decision that anybody can check.")
        {
            subject, entry, file, store, key, asJson,
        };
        command.SetAction(LedgerRun.Action(asJson, async (parse, cancellation) =>
        {
            var publicKey = LedgerRun.ReadKey(parse.GetValue(key)!);
            var id = ReadSubject(parse.GetValue(subject)!);
            var (receipt, places) = await LedgerRun.WithSourceAsync(
                null, parse.GetValue(store),
                source => MakeAsync(source, publicKey, id, parse.GetValue(entry)),
                cancellation);
            await WriteAsync(parse, receipt, parse.GetValue(file), parse.GetValue(asJson), places);
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static Guid ReadSubject(string text) =>
        Guid.TryParseExact(text, "D", out var id)
            ? id
            : throw LedgerRun.Fault(
                "subject-malformed",
                "An id looks like 01234567-89ab-cdef-0123-456789abcdef; copy it from the record.");

    private static async Task<(Receipt Receipt, IReadOnlyList<ulong> Places)> MakeAsync(
        ILedgerSource source, LedgerPublicKey key, Guid id, ulong? entry)
    {
        var places = await source.FindAsync(id);
        if (places.Count == 0 || (entry is { } asked && !places.Contains(asked)))
        {
            throw LedgerRun.Fault(
                "entry-not-found",
                places.Count == 0
                    ? "The ledger's tree has no entry about that id. If it was recorded within the "
                        + "last second, try again."
                    : $"That entry is not about that id; these are: {string.Join(", ", places)}.");
        }

        var receipt = await Receipt.CreateAsync(source, key, entry ?? places[0]);
        // The column that was searched is not covered by the signature; the entry itself is.
        if (receipt.Entry.Subject != id)
        {
            throw LedgerRun.Fault(
                "subject-changed",
                "The database says that this entry is about that id and the entry does not: the "
                + "row was edited. Run 'proviso ledger verify'.");
        }

        return (receipt, places);
    }

    private static async Task WriteAsync(
        ParseResult parse, Receipt receipt, string? file, bool asJson, IReadOnlyList<ulong> places)
    {
        var output = parse.InvocationConfiguration.Output;
        if (file is not null)
            await WriteFileAsync(file, receipt.ToText());
        if (asJson)
        {
            LedgerRun.WriteJson(output, new
            {
                valid = true,
                entry = receipt.Index,
                entries = places,
                file,
                receipt = receipt.ToText(),
            });
        }
        else if (file is null)
        {
            await output.WriteAsync(receipt.ToText());
        }
        else
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"Wrote the receipt for entry {receipt.Index} to {file}."));
        }

        if (places.Count > 1)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync(
                $"Entries about this id: {string.Join(", ", places)}; choose with --entry.");
        }
    }

    private static async Task WriteFileAsync(string file, string text)
    {
        if (File.Exists(file))
            throw LedgerRun.Fault("file-exists", $"'{file}' is there already; name another file.");
        try
        {
            await File.WriteAllTextAsync(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LedgerRun.Fault("file-unwritable", $"'{file}' cannot be written: {e.Message}");
        }
    }
}
