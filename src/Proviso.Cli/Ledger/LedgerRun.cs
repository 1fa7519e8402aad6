using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Proviso.Cli.Register;
using Proviso.Ledger;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;

namespace Proviso.Cli.Ledger;

/// <summary>What the ledger's commands share: their options, how a ledger and a key are opened, and
/// how a fault is told.</summary>
internal static class LedgerRun
{
    /// <summary>Faults of what was typed or of the machine; every other one is a check that
    /// failed.</summary>
    private static readonly HashSet<string> InputFaults = new(StringComparer.Ordinal)
    {
        "key-malformed", "key-missing", "source-unclear", "subject-malformed", "entry-not-found",
        "receipt-malformed", "receipt-missing", "kept-missing", "was-stopped",
        "file-exists", "file-unreadable", "file-unwritable",
        "export-missing", "export-unreadable", "export-exists", "export-unwritable",
        "store-unknown", "store-unavailable", "store-read-only", "store-full", "store-not-a-ledger",
        "store-damaged",
    };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // The output is a terminal or a file, never a web page: a plus may stay a plus.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Option<string> Store() => new("--store")
    {
        Description = "The SQLite file, or the PostgreSQL connection, that holds the ledger "
            + $"(otherwise what {StoreOptions.StoreVariable} says).",
        HelpName = "FILE-OR-CONNECTION",
    };

    public static Option<string> Key() => new("--key")
    {
        Description = "The ledger's public key (name+id+key), or a file that holds it. Have it "
            + "from its owner, not from the ledger you check.",
        HelpName = "KEY-OR-FILE",
        Required = true,
    };

    public static Option<bool> AsJson() => new("--json")
    {
        Description = "Print the result as JSON.",
    };

    public static Argument<string?> Export() => new("EXPORT")
    {
        Description = "The folder of an export, instead of --store.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Makes a command's action out of work that throws what went wrong.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Action(
        Option<bool> asJson, Func<ParseResult, CancellationToken, Task<int>> work) =>
        async (parse, cancellation) =>
        {
            try
            {
                return await work(parse, cancellation);
            }
            catch (LedgerException e)
            {
                return Tell(parse, asJson, e.Fault);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Tell(parse, asJson, new LedgerFault("file-unreadable", e.Message));
            }
            catch (OperationCanceledException)
            {
                return Tell(parse, asJson, new LedgerFault(
                    "was-stopped", "Stopped before the end; nothing half-done is left."));
            }
        };

    /// <summary>Reads a public key as it was typed, or from a file.</summary>
    public static LedgerPublicKey ReadKey(string keyOrFile)
    {
        if (!File.Exists(keyOrFile) && !keyOrFile.Contains('+', StringComparison.Ordinal))
        {
            throw Fault("key-missing", $"There is no file '{keyOrFile}', and it is not a key.");
        }

        var text = File.Exists(keyOrFile) ? File.ReadAllText(keyOrFile) : keyOrFile;
        return LedgerPublicKey.TryParse(text, out var key, out var fault)
            ? key
            : throw new LedgerException(fault);
    }

    /// <summary>Opens the ledger that was named in one of the two ways, and works on it.</summary>
    public static async Task<T> WithSourceAsync<T>(
        string? export, string? store, Func<ILedgerSource, Task<T>> work,
        CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(export) && string.IsNullOrEmpty(store))
            store = Environment.GetEnvironmentVariable(StoreOptions.StoreVariable);
        if (string.IsNullOrEmpty(export) == string.IsNullOrEmpty(store))
        {
            throw Fault(
                "source-unclear", "Name either the folder of an export or --store, not both.");
        }

        if (!string.IsNullOrEmpty(export))
            return await work(await ExportFolder.OpenAsync(export));
        await using var opened = LedgerStore.Open(store!);
        await using var snapshot = await opened.ReadAsync(cancellation);
        return await work(snapshot);
    }

    public static LedgerException Fault(string code, string message) =>
        new(new LedgerFault(code, message));

    public static void WriteJson(TextWriter output, object result) =>
        output.WriteLine(JsonSerializer.Serialize(result, Json));

    private static int Tell(ParseResult parse, Option<bool> asJson, LedgerFault fault)
    {
        var configuration = parse.InvocationConfiguration;
        if (parse.GetValue(asJson))
            WriteJson(configuration.Output, new { valid = false, faults = One(fault) });
        else
            configuration.Error.WriteLine(fault.ToString());
        return InputFaults.Contains(fault.Code) ? ExitCodes.BadInput : ExitCodes.CheckFailed;
    }

    private static LedgerFault[] One(LedgerFault fault) => [fault];
}
