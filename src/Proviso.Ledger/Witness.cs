using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;

namespace Proviso.Ledger;

/// <summary>
/// Compares a ledger with a checkpoint of it that was kept somewhere else. This is what finds a
/// ledger that was put back or rewritten as a whole, which no look at the ledger alone can find.
/// </summary>
public static class Witness
{
    /// <summary>Takes today's checkpoint as the first to keep. Nothing is compared.</summary>
    /// <param name="source">The ledger.</param>
    /// <param name="key">Its public key.</param>
    /// <exception cref="LedgerException">It is not rightly signed.</exception>
    public static SignedCheckpoint Begin(ILedgerSource source, LedgerPublicKey key)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Receipt.Open(source, key);
    }

    /// <summary>Proves that the ledger of today holds the kept one unchanged.</summary>
    /// <param name="source">The ledger.</param>
    /// <param name="key">Its public key.</param>
    /// <param name="kept">The signed note that was kept.</param>
    /// <returns>Today's checkpoint, to be kept from now on.</returns>
    /// <exception cref="LedgerException">It does not: <c>rolled-back</c>, <c>rewritten</c>, a fault
    /// of either checkpoint (the message says which), or a damaged ledger.</exception>
    public static async Task<SignedCheckpoint> AdvanceAsync(
        ILedgerSource source, LedgerPublicKey key, string kept)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!SignedCheckpoint.TryOpen(kept, key, out var old, out var fault))
        {
            throw new LedgerException(
                fault with { Message = "In the kept checkpoint: " + fault.Message });
        }

        var today = Begin(source, key);
        if (today.Size < old.Size)
        {
            throw new LedgerException(new(
                "rolled-back",
                $"The ledger has {today.Size} entries and had {old.Size} when the kept checkpoint "
                + "was signed: it was put back to an older state, or entries were removed."));
        }

        if (old.Size > 0 && !await ExtendsAsync(source, today, old))
        {
            throw new LedgerException(new(
                "rewritten",
                $"The ledger's first {old.Size} entries are not those of the kept checkpoint: "
                + "history was rewritten. Both checkpoints bear the ledger's signature; keep "
                + "them, they are the evidence."));
        }

        return today;
    }

    private static async Task<bool> ExtendsAsync(
        ILedgerSource source, SignedCheckpoint today, SignedCheckpoint old)
    {
        var prover = new TreeProver(today.Size, source.ReadTileAsync);
        if (await prover.RootAsync() != today.Checkpoint.Root)
        {
            throw new LedgerException(new(
                "tree-changed",
                "The ledger's own tiles do not give the root that was signed, so nothing can be "
                + "compared. Run 'proviso ledger verify' to see what was changed."));
        }

        var proof = await prover.ConsistencyAsync(old.Size);
        return TreeProof.VerifyConsistency(
            old.Size, today.Size, proof.ToArray(), old.Checkpoint.Root, today.Checkpoint.Root)
            == ProofVerdict.Valid;
    }
}
