namespace Proviso.Ledger.Merkle;

/// <summary>What came of checking a proof. Only <see cref="Valid"/> is good.</summary>
public enum ProofVerdict
{
    /// <summary>The proof shows what it claims.</summary>
    Valid = 0,

    /// <summary>The leaf's index, or a size, is not one that such a proof can have.</summary>
    OutOfRange,

    /// <summary>The proof has more or fewer hashes than a proof for these sizes has.</summary>
    WrongLength,

    /// <summary>The proof does not lead to the older root (or the subtree's root).</summary>
    OldRootDiffers,

    /// <summary>The proof does not lead to the tree's root.</summary>
    RootDiffers,
}
