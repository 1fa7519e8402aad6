using System.Globalization;

namespace Proviso.Identifiers;

/// <summary>
/// An NHS number: ten digits, the last of which is a check digit modulo 11 (NHS Data Dictionary,
/// attribute NHS NUMBER). The check catches every single wrong digit and every swap of two
/// different digits. It cannot tell whether the number was issued, or to whom.
/// </summary>
/// <remarks>
/// The same check is used by the Community Health Index number in Scotland and the Health and
/// Care number in Northern Ireland, which are accepted too. Ten noughts pass the check but stand
/// for "nothing was entered" in older systems, and are refused.
/// <see cref="ToString"/> does not reveal the number; <see cref="ToDisplay"/> and
/// <see cref="ToCompact"/> do.
/// </remarks>
public readonly record struct NhsNumber
{
    private const int Length = 10;

    private static readonly IdentifierError Empty = new(
        "nhs-number-empty",
        "Enter an NHS number. It has ten digits, like 999 123 4567.");

    private static readonly IdentifierError NotADigit = new(
        "nhs-number-character",
        "An NHS number has only digits, with spaces or dashes between them if you like. "
        + "Take out anything else.");

    private static readonly IdentifierError TooShort = new(
        "nhs-number-too-short",
        "An NHS number has ten digits and this has fewer. Check that none is missing.");

    private static readonly IdentifierError TooLong = new(
        "nhs-number-too-long",
        "An NHS number has ten digits and this has more. Check that none is there twice.");

    private static readonly IdentifierError AllNoughts = new(
        "nhs-number-noughts",
        "Ten noughts are not anybody's NHS number. Enter the person's own, or leave it out.");

    private static readonly IdentifierError CheckDigit = new(
        "nhs-number-check-digit",
        "This is not an NHS number: its last digit does not fit the others. A digit may be wrong "
        + "or two may be swapped. Compare it with a letter from the NHS or with the NHS App.");

    // Nought is the value of an NhsNumber that nothing was parsed into; parsing refuses it.
    private readonly long _digits;

    private NhsNumber(long digits) => _digits = digits;

    /// <summary>
    /// Whether the number is between 999 000 0000 and 999 999 9999, which is kept for tests and
    /// never issued to anybody.
    /// </summary>
    public bool IsTestRange => _digits is >= 9_990_000_000 and <= 9_999_999_999;

    /// <summary>Reads an NHS number, with or without spaces and dashes.</summary>
    /// <param name="text">What was typed or received.</param>
    /// <returns>
    /// The number, or one of the errors <c>nhs-number-empty</c>, <c>-character</c>,
    /// <c>-too-short</c>, <c>-too-long</c>, <c>-noughts</c>, <c>-check-digit</c>.
    /// </returns>
    public static ParseResult<NhsNumber> Parse(ReadOnlySpan<char> text) =>
        new(Read(text, out var number), number);

    /// <summary>Reads an NHS number without saying why not; allocates nothing.</summary>
    /// <param name="text">What was typed or received.</param>
    /// <param name="number">The number, when the text is one.</param>
    /// <returns>Whether the text is an NHS number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out NhsNumber number) =>
        Read(text, out number) is null;

    /// <summary>The whole number as people read it: 999 123 4567.</summary>
    /// <returns>Three groups of digits with spaces between.</returns>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public string ToDisplay() => Checked().ToString("000 000 0000", CultureInfo.InvariantCulture);

    /// <summary>The whole number as systems exchange it: 9991234567.</summary>
    /// <returns>Ten digits.</returns>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public string ToCompact() => Checked().ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>Enough to tell two numbers apart on a screen and too little to identify.</summary>
    /// <returns>"NHS number ending 67".</returns>
    public override string ToString() =>
        _digits == 0 ? "no NHS number" : $"NHS number ending {_digits % 100:D2}";

    private static IdentifierError? Read(ReadOnlySpan<char> text, out NhsNumber number)
    {
        number = default;
        var digits = Compact.Into(stackalloc char[Length + 1], text, dashes: true);
        if (digits.IsEmpty)
            return Empty;
        if (!Compact.IsDigits(digits))
            return NotADigit;
        if (digits.Length != Length)
            return digits.Length < Length ? TooShort : TooLong;

        // Weights 10 to 2 for the first nine digits and 1 for the check digit: the number is
        // right when the weighted sum is a multiple of 11. A remainder that would need a check
        // digit of 10 has none, so no number with those nine digits passes.
        long value = 0;
        var sum = 0;
        for (var i = 0; i < Length; i++)
        {
            var digit = digits[i] - '0';
            value = (value * 10) + digit;
            sum += digit * (Length - i);
        }

        if (value == 0)
            return AllNoughts;
        if (sum % 11 != 0)
            return CheckDigit;

        number = new NhsNumber(value);
        return null;
    }

    private long Checked() => _digits != 0
        ? _digits
        : throw new InvalidOperationException("No NHS number was parsed into this value.");
}
