using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Proviso.Ledger.Entries;
using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;

namespace Proviso.Ledger;

/// <summary>
/// A small file that proves one entry to anybody with the ledger's public key: the entry, its
/// proof, and the signed checkpoint. It is a C2SP tlog-proof whose extra data is the entry.
/// </summary>
public sealed class Receipt
{
    /// <summary>The longest receipt that is read, in characters.</summary>
    public const int MaxLength = 300_000;

    private const string FirstLine = "c2sp.org/tlog-proof@v1";

    /// <summary>No tree of 64-bit size has a longer proof.</summary>
    private const int MaxProof = 64;

    private Receipt(
        LedgerEntry entry, ulong index, IReadOnlyList<TreeHash> proof, SignedCheckpoint checkpoint)
    {
        Entry = entry;
        Index = index;
        Proof = proof;
        Checkpoint = checkpoint;
    }

    /// <summary>The entry that is proved.</summary>
    public LedgerEntry Entry { get; }

    /// <summary>Its place in the tree, counted from 0.</summary>
    public ulong Index { get; }

    /// <summary>The hashes from the entry's sibling up to below the root.</summary>
    public IReadOnlyList<TreeHash> Proof { get; }

    /// <summary>The signed checkpoint that covers it.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <summary>Makes a receipt, and checks it as its reader will.</summary>
    /// <param name="source">The ledger.</param>
    /// <param name="key">Its public key.</param>
    /// <param name="index">The entry's place.</param>
    /// <exception cref="LedgerException">There is no such entry under the checkpoint
    /// (<c>entry-not-found</c>), or the ledger is damaged.</exception>
    public static async Task<Receipt> CreateAsync(
        ILedgerSource source, LedgerPublicKey key, ulong index)
    {
        ArgumentNullException.ThrowIfNull(source);
        var checkpoint = Open(source, key);
        if (index >= checkpoint.Size)
        {
            throw new LedgerException(new(
                "entry-not-found",
                $"The checkpoint covers {checkpoint.Size} entries; there is no entry {index}."));
        }

        var bundle = index - (index % TileAddress.FullWidth);
        var width = TileAddress.At(0, bundle / TileAddress.FullWidth, checkpoint.Size).Width;
        var entries = await source.ReadEntriesAsync(bundle, width);
        var place = (int)(index - bundle);
        if (place >= entries.Count || entries[place] is not { } bytes)
            throw new LedgerException(new("entry-removed", $"Entry {index} is missing."));
        if (!LedgerEntry.TryParse(bytes, out var entry, out var fault))
            throw new LedgerException(fault);
        var proof = await new TreeProver(checkpoint.Size, source.ReadTileAsync)
            .InclusionAsync(index);
        var receipt = new Receipt(entry, index, proof, checkpoint);
        return receipt.Check() is { } wrong ? throw new LedgerException(wrong) : receipt;
    }

    /// <summary>Reads a receipt and checks everything about it.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="key">The ledger's public key, had from somewhere else.</param>
    /// <param name="receipt">The receipt, when it proves its entry.</param>
    /// <param name="fault">What is wrong, when it does not: <c>receipt-malformed</c>,
    /// <c>proof-wrong</c>, or a fault of the checkpoint or the entry.</param>
    public static bool TryVerify(
        string text, LedgerPublicKey key,
        [NotNullWhen(true)] out Receipt? receipt,
        [NotNullWhen(false)] out LedgerFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        receipt = null;
        var gap = text.Length <= MaxLength ? text.IndexOf("\n\n", StringComparison.Ordinal) : -1;
        var lines = gap < 0 ? [] : text[..gap].Split('\n');
        if (lines.Length is < 3 or > MaxProof + 3 || lines[0] != FirstLine)
        {
            fault = Malformed("it does not begin as a receipt does, or is cut off");
            return false;
        }

        if (!TryReadExtra(lines[1], out var bytes))
            fault = Malformed("its second line is not 'extra' and the entry");
        else if (!lines[2].StartsWith("index ", StringComparison.Ordinal)
            || !Notes.Checkpoint.TryParseSize(lines[2][6..], out var index))
            fault = Malformed("its third line is not 'index' and a number");
        else if (!TryReadProof(lines[3..], out var proof))
            fault = Malformed("a line of its proof is not a hash");
        else if (LedgerEntry.TryParse(bytes, out var entry, out fault)
            && SignedCheckpoint.TryOpen(text[(gap + 2)..], key, out var checkpoint, out fault))
        {
            var made = new Receipt(entry, index, proof, checkpoint);
            fault = made.Check();
            receipt = fault is null ? made : null;
        }

        return receipt is not null;
    }

    /// <summary>The receipt as a file, best named <c>….tlog-proof</c>.</summary>
    public string ToText()
    {
        var text = new StringBuilder(FirstLine).Append('\n')
            .Append("extra ").Append(Convert.ToBase64String(Entry.Bytes.Span)).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Proof)
            text.Append(hash.ToString()).Append('\n');
        return text.Append('\n').Append(Checkpoint.Note).ToString();
    }

    /// <summary>Opens a source's checkpoint, or says why not.</summary>
    internal static SignedCheckpoint Open(ILedgerSource source, LedgerPublicKey key)
    {
        var note = source.CheckpointNote ?? throw new LedgerException(new(
            "checkpoint-missing", "The ledger has no signed checkpoint yet."));
        return SignedCheckpoint.TryOpen(note, key, out var checkpoint, out var fault)
            ? checkpoint
            : throw new LedgerException(fault);
    }

    private static bool TryReadExtra(string line, out byte[] bytes)
    {
        bytes = [];
        if (!line.StartsWith("extra ", StringComparison.Ordinal))
            return false;
        var room = new byte[line.Length];
        if (!Convert.TryFromBase64String(line[6..], room, out var length))
            return false;
        bytes = room[..length];
        return Convert.ToBase64String(bytes) == line[6..];
    }

    private static bool TryReadProof(string[] lines, out TreeHash[] proof)
    {
        proof = new TreeHash[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            if (!TreeHash.TryParse(lines[i], out proof[i]))
                return false;
        }

        return true;
    }

    private LedgerFault? Check()
    {
        var verdict = TreeProof.VerifyInclusion(
            Entry.LeafHash, Index, Checkpoint.Size, Proof.ToArray(), Checkpoint.Checkpoint.Root);
        return verdict == ProofVerdict.Valid
            ? null
            : new(
                "proof-wrong",
                "The proof does not lead from this entry to the signed checkpoint "
                + $"({verdict}): one of them was changed.");
    }

    private static LedgerFault Malformed(string why) =>
        new("receipt-malformed", $"This is not a receipt: {why}.");
}
