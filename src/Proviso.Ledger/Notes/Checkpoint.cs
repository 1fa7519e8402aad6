using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Notes;

/// <summary>
/// What the ledger commits to: its name, how many entries it has and the root of its tree. As text
/// it is the body of a C2SP tlog-checkpoint.
/// </summary>
/// <param name="Origin">The ledger's name.</param>
/// <param name="Size">The number of entries.</param>
/// <param name="Root">The root of the tree over them.</param>
public sealed record Checkpoint(string Origin, ulong Size, TreeHash Root)
{
    /// <summary>The text that is signed: three lines.</summary>
    public string ToText() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n");

    /// <summary>Reads the text of a checkpoint. Extension lines are allowed and ignored, as the
    /// specification asks.</summary>
    /// <param name="text">The text, without signatures.</param>
    /// <param name="checkpoint">The checkpoint, when it is one.</param>
    /// <param name="fault">What is wrong, when not (<c>checkpoint-malformed</c>).</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Checkpoint? checkpoint,
        [NotNullWhen(false)] out LedgerFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        checkpoint = null;
        fault = null;
        var lines = text.Split('\n');
        if (lines.Length < 4 || lines[^1].Length != 0 || lines[..^1].Any(l => l.Length == 0))
            fault = Malformed("it needs at least three lines, none of them empty");
        else if (!TryParseSize(lines[1], out var size))
            fault = Malformed("its second line is not a number of entries");
        else if (!TreeHash.TryParse(lines[2], out var root))
            fault = Malformed("its third line is not a root hash");
        else if (size == 0 && root != TreeHashing.EmptyRoot)
            fault = Malformed("a ledger without entries has the hash of nothing as its root");
        else
            checkpoint = new Checkpoint(lines[0], size, root);
        return checkpoint is not null;
    }

    /// <summary>A number in decimal digits with no needless zero in front.</summary>
    internal static bool TryParseSize(string text, out ulong size) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size)
        && (text.Length == 1 || text[0] != '0');

    private static LedgerFault Malformed(string why) =>
        new("checkpoint-malformed", $"This is not a ledger checkpoint: {why}.");
}
