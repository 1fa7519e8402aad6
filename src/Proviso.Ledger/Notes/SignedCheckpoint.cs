using System.Diagnostics.CodeAnalysis;

namespace Proviso.Ledger.Notes;

/// <summary>
/// A checkpoint whose signature has been checked. There is no other way to have one, so code that
/// is handed one need not ask. Its text can be served as it is, as
/// <c>text/plain; charset=utf-8</c>.
/// </summary>
public sealed class SignedCheckpoint
{
    /// <summary>The content type to serve <see cref="Note"/> with (C2SP tlog-tiles).</summary>
    public const string ContentType = "text/plain; charset=utf-8";

    private SignedCheckpoint(Checkpoint checkpoint, string note)
    {
        Checkpoint = checkpoint;
        Note = note;
    }

    /// <summary>What was signed.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The number of entries.</summary>
    public ulong Size => Checkpoint.Size;

    /// <summary>The whole signed note.</summary>
    public string Note { get; }

    /// <summary>Signs a checkpoint.</summary>
    /// <param name="size">The number of entries.</param>
    /// <param name="root">The root over them.</param>
    /// <param name="signer">The ledger's key; its name becomes the origin.</param>
    internal static SignedCheckpoint Sign(
        ulong size, Merkle.TreeHash root, LedgerSigner signer)
    {
        var checkpoint = new Checkpoint(signer.PublicKey.Name, size, root);
        return new SignedCheckpoint(checkpoint, signer.Sign(checkpoint.ToText()));
    }

    /// <summary>Reads a note and checks that the key signed it. Signatures of other keys, such as
    /// witnesses', are ignored.</summary>
    /// <param name="note">The signed note.</param>
    /// <param name="key">The ledger's public key.</param>
    /// <param name="opened">The checkpoint, when all is well.</param>
    /// <param name="fault">What is wrong, when not: <c>note-malformed</c>,
    /// <c>signature-missing</c>, <c>signature-wrong</c>, <c>checkpoint-malformed</c> or
    /// <c>origin-wrong</c>.</param>
    public static bool TryOpen(
        string note, LedgerPublicKey key,
        [NotNullWhen(true)] out SignedCheckpoint? opened,
        [NotNullWhen(false)] out LedgerFault? fault)
    {
        ArgumentNullException.ThrowIfNull(key);
        opened = null;
        if (!SignedNote.TryParse(note, out var parsed, out fault))
            return false;
        var own = parsed.Signatures.Where(s => s.Name == key.Name && s.KeyId == key.KeyId).ToList();
        if (own.Count == 0)
        {
            fault = new(
                "signature-missing",
                $"The checkpoint is not signed by '{key.Name}' with the key given. Either it "
                + "belongs to another ledger, or the key is not the one that was handed out.");
        }
        else if (!own.TrueForAll(s => key.Verify(parsed.Text, s.Bytes.Span)))
        {
            fault = new(
                "signature-wrong",
                "The checkpoint carries the key's name, but the signature does not belong to its "
                + "text: one of the two was changed or taken from somewhere else.");
        }
        else if (Checkpoint.TryParse(parsed.Text, out var checkpoint, out fault))
        {
            if (checkpoint.Origin == key.Name)
                opened = new SignedCheckpoint(checkpoint, note);
            else
                fault = new("origin-wrong", $"The checkpoint is not one of '{key.Name}'.");
        }

        return opened is not null;
    }
}
