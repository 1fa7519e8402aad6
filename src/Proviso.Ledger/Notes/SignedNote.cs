using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Proviso.Ledger.Notes;

/// <summary>One signature under a note. It says nothing until a key has checked it.</summary>
/// <param name="Name">The name of the key that is said to have signed.</param>
/// <param name="KeyId">The first four bytes that tell keys of one name apart.</param>
/// <param name="Bytes">The signature itself.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// A text with signatures under it, in the C2SP signed-note form: the text, an empty line, and a
/// line "— name base64" for each signature.
/// </summary>
public sealed class SignedNote
{
    /// <summary>The longest note that is read, in bytes.</summary>
    public const int MaxBytes = 100_000;

    /// <summary>The most signatures that are read.</summary>
    public const int MaxSignatures = 16;

    private const string Dash = "\u2014 ";
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        Text = text;
        Signatures = signatures;
    }

    /// <summary>The signed text, with its last newline and without the empty line after
    /// it.</summary>
    public string Text { get; }

    /// <summary>The signatures, in their order.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Reads a note. No signature is checked here.</summary>
    /// <param name="note">The whole note.</param>
    /// <param name="parsed">The note, when it has the form.</param>
    /// <param name="fault">What is wrong, when it has not (<c>note-malformed</c>).</param>
    public static bool TryParse(
        string note,
        [NotNullWhen(true)] out SignedNote? parsed,
        [NotNullWhen(false)] out LedgerFault? fault)
    {
        ArgumentNullException.ThrowIfNull(note);
        parsed = null;
        fault = Check(note);
        if (fault is not null)
            return false;
        var gap = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0)
        {
            fault = Malformed("there is no empty line between its text and its signatures");
            return false;
        }

        var lines = note[(gap + 2)..].Split('\n');
        if (lines[^1].Length != 0 || lines.Length is < 2 or > MaxSignatures + 1)
        {
            fault = Malformed(
                $"it must end in 1 to {MaxSignatures} signature lines, each with a newline");
            return false;
        }

        var signatures = new List<NoteSignature>();
        foreach (var line in lines[..^1])
        {
            if (!TryParseSignature(line, out var signature))
            {
                fault = Malformed("a signature line is not '— name base64'");
                return false;
            }

            signatures.Add(signature);
        }

        parsed = new SignedNote(note[..(gap + 1)], signatures);
        return true;
    }

    /// <summary>Reads a note from bytes, which must be valid UTF-8.</summary>
    /// <param name="note">The whole note.</param>
    /// <param name="text">The note as text, when it is one.</param>
    public static bool TryDecode(ReadOnlySpan<byte> note, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            text = note.Length <= MaxBytes ? Strict.GetString(note) : null;
        }
        catch (DecoderFallbackException)
        {
            // Not text: the caller hears it from the result.
        }

        return text is not null;
    }

    /// <summary>Puts a text and a signature together.</summary>
    /// <param name="text">The text, ending in a newline.</param>
    /// <param name="signature">The signature over exactly that text.</param>
    internal static string Format(string text, NoteSignature signature)
    {
        var bytes = new byte[4 + signature.Bytes.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
        signature.Bytes.Span.CopyTo(bytes.AsSpan(4));
        return $"{text}\n{Dash}{signature.Name} {Convert.ToBase64String(bytes)}\n";
    }

    /// <summary>Whether a name may stand on a signature line: not empty, no space, no plus, no
    /// control character.</summary>
    internal static bool IsKeyName(string name) =>
        name.Length is > 0 and <= 200
        && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    private static LedgerFault? Check(string note)
    {
        if (note.Length > MaxBytes || Encoding.UTF8.GetByteCount(note) > MaxBytes)
            return Malformed($"it is longer than {MaxBytes} bytes");
        return note.Any(c => c < ' ' && c != '\n')
            ? Malformed("it contains a control character (were its line ends changed?)")
            : null;
    }

    private static bool TryParseSignature(
        string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        var parts = line.Split(' ');
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || parts.Length != 3
            || !IsKeyName(parts[1]))
        {
            return false;
        }

        var bytes = new byte[parts[2].Length];
        if (!Convert.TryFromBase64String(parts[2], bytes, out var length) || length < 5
            || Convert.ToBase64String(bytes.AsSpan(0, length)) != parts[2])
        {
            return false;
        }

        var id = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        signature = new NoteSignature(parts[1], id, bytes.AsMemory(4, length - 4));
        return true;
    }

    private static LedgerFault Malformed(string why) =>
        new("note-malformed", $"This is not a signed note: {why}.");
}
