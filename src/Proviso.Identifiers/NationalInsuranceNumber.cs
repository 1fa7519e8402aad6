using System.Buffers;

namespace Proviso.Identifiers;

/// <summary>
/// A National Insurance number: two letters, six digits and a letter from A to D (HM Revenue and
/// Customs, National Insurance Manual NIM39110). There is no check digit, so only the shape and
/// the prefix are checked: a slip within the digits is not noticed.
/// </summary>
/// <remarks>
/// Refused prefixes: D, F, I, Q, U or V as either letter, O as the second, and BG, GB, KN, NK,
/// NT, TN and ZZ. Temporary reference numbers (11 A1 11 11) are not National Insurance numbers.
/// <see cref="ToString"/> does not reveal the number; <see cref="ToDisplay"/> and
/// <see cref="ToCompact"/> do.
/// </remarks>
public readonly record struct NationalInsuranceNumber
{
    private const string Name = "National Insurance number";
    private const int Length = 9;

    private static readonly SearchValues<char> UnusedLetters = SearchValues.Create("DFIQUV");

    private static readonly SearchValues<string> UnusedPrefixes = SearchValues.Create(
        ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"], StringComparison.Ordinal);

    private static readonly IdentifierError Empty = new(
        "ni-number-empty",
        "Enter a National Insurance number. It has two letters, six digits and a letter from "
        + "A to D.");

    private static readonly IdentifierError TooShort = new(
        "ni-number-too-short",
        "A National Insurance number has nine letters and digits and this has fewer. Check that "
        + "none is missing, and that it ends with a letter from A to D.");

    private static readonly IdentifierError TooLong = new(
        "ni-number-too-long",
        "A National Insurance number has nine letters and digits and this has more. Check that "
        + "none is there twice.");

    private static readonly IdentifierError Shape = new(
        "ni-number-shape",
        "A National Insurance number is two letters, six digits and a letter. Check for a letter "
        + "O where a nought belongs, and take out any other signs.");

    private static readonly IdentifierError Prefix = new(
        "ni-number-prefix",
        "No National Insurance number begins with these two letters. Compare it with a payslip "
        + "or a letter about tax, pension or benefits.");

    private static readonly IdentifierError Suffix = new(
        "ni-number-suffix",
        "A National Insurance number ends with A, B, C or D. Check the last letter.");

    private readonly PackedText _text;

    private NationalInsuranceNumber(PackedText text) => _text = text;

    /// <summary>Reads a National Insurance number in either case, with or without spaces.</summary>
    /// <param name="text">What was typed or received.</param>
    /// <returns>
    /// The number, or one of the errors <c>ni-number-empty</c>, <c>-too-short</c>,
    /// <c>-too-long</c>, <c>-shape</c>, <c>-prefix</c>, <c>-suffix</c>.
    /// </returns>
    public static ParseResult<NationalInsuranceNumber> Parse(ReadOnlySpan<char> text) =>
        new(Read(text, out var number), number);

    /// <summary>Reads one without saying why not; allocates nothing.</summary>
    /// <param name="text">What was typed or received.</param>
    /// <param name="number">The number, when the text is one.</param>
    /// <returns>Whether the text is a National Insurance number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out NationalInsuranceNumber number) =>
        Read(text, out number) is null;

    /// <summary>The whole number as people read it: AB 12 34 56 C.</summary>
    /// <returns>Five groups with spaces between.</returns>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public string ToDisplay()
    {
        var all = ToCompact();
        return $"{all[..2]} {all[2..4]} {all[4..6]} {all[6..8]} {all[8..]}";
    }

    /// <summary>The whole number as systems exchange it: AB123456C.</summary>
    /// <returns>Nine capitals and digits.</returns>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public string ToCompact() => _text.Unpack(Name);

    /// <summary>Enough to tell two numbers apart on a screen and too little to identify.</summary>
    /// <returns>"National Insurance number ending 56C".</returns>
    public override string ToString() =>
        _text.IsEmpty ? $"no {Name}" : $"{Name} ending {ToCompact()[6..]}";

    private static IdentifierError? Read(
        ReadOnlySpan<char> text, out NationalInsuranceNumber number)
    {
        number = default;
        var all = Compact.Into(stackalloc char[Length + 1], text, dashes: true);
        if (all.IsEmpty)
            return Empty;
        if (all.Length != Length)
            return all.Length < Length ? TooShort : TooLong;

        var digits = all[2..8];
        if (!char.IsAsciiLetterUpper(all[0]) || !char.IsAsciiLetterUpper(all[1])
            || !Compact.IsDigits(digits) || !char.IsAsciiLetterUpper(all[8]))
        {
            return Shape;
        }

        if (IsNeverUsed(all[..2]))
            return Prefix;
        if (all[8] > 'D')
            return Suffix;

        number = new NationalInsuranceNumber(PackedText.Of(all));
        return null;
    }

    private static bool IsNeverUsed(ReadOnlySpan<char> prefix) =>
        prefix.ContainsAny(UnusedLetters) || prefix[1] == 'O'
        || prefix.ContainsAny(UnusedPrefixes);
}
