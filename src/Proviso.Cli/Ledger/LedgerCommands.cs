using System.CommandLine;

namespace Proviso.Cli.Ledger;

/// <summary>The group <c>proviso ledger</c>: proof of what was recorded.</summary>
internal static class LedgerCommands
{
    public static Command Create() =>
        new("ledger", "Prove what was recorded, and that nothing was altered since.")
        {
            VerifyCommand.Create(),
            ReceiptCommand.Create(),
            VerifyReceiptCommand.Create(),
            ExportCommand.Create(),
            WatchCommand.Create(),
        };
}
