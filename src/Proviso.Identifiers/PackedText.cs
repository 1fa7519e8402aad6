namespace Proviso.Identifiers;

/// <summary>
/// Up to twelve capitals and digits in one number, so that an identifier is a plain value: made
/// without allocation, compared in one step. The empty text marks "nothing was parsed".
/// </summary>
internal readonly record struct PackedText
{
    internal const int MaxLength = 12;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // Base 37: 1 to 36 for a character, so that leading noughts are kept. 37^12 < 2^63.
    private const ulong Base = 37;

    private readonly ulong _packed;

    private PackedText(ulong packed) => _packed = packed;

    internal bool IsEmpty => _packed == 0;

    /// <summary>Packs text that its caller has checked to be capitals and digits.</summary>
    internal static PackedText Of(ReadOnlySpan<char> text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MaxLength);
        ulong packed = 0;
        foreach (var character in text)
        {
            var digit = char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10;
            packed = (packed * Base) + (ulong)digit + 1;
        }

        return new PackedText(packed);
    }

    /// <summary>The text again, or an exception naming what should have been parsed.</summary>
    internal string Unpack(string name)
    {
        if (IsEmpty)
            throw new InvalidOperationException($"No {name} was parsed into this value.");

        Span<char> text = stackalloc char[MaxLength];
        var start = MaxLength;
        for (var rest = _packed; rest != 0; rest /= Base)
            text[--start] = Alphabet[(int)(rest % Base) - 1];
        return new string(text[start..]);
    }
}
