using Proviso.Ledger.Notes;

namespace Proviso.Ledger.Verification;

/// <summary>What checking a ledger came to.</summary>
/// <param name="Checkpoint">The signed checkpoint; null when its signature is not right.</param>
/// <param name="Entries">How many entries were hashed and checked against the tree.</param>
/// <param name="Pending">How many more are recorded and not in the tree yet.</param>
/// <param name="Tiles">How many tiles were compared.</param>
/// <param name="Faults">What is wrong; nothing, when the ledger is as it was signed.</param>
public sealed record VerificationReport(
    SignedCheckpoint? Checkpoint, ulong Entries, ulong Pending, int Tiles,
    IReadOnlyList<LedgerFault> Faults)
{
    /// <summary>Whether the ledger is exactly what its key signed.</summary>
    public bool IsValid => Faults.Count == 0;
}
