namespace Proviso.Identifiers;

/// <summary>What a postcode stands for.</summary>
public enum PostcodeKind
{
    /// <summary>A place in the United Kingdom, the Channel Islands or the Isle of Man.</summary>
    Place,

    /// <summary>
    /// Mail that is not sorted to a place: BF1 (forces), BX (banks), XX (returns) and GIR 0AA,
    /// which was given to the former Girobank and breaks every rule.
    /// </summary>
    NoPlace,

    /// <summary>A British Forces Post Office number: BFPO 57.</summary>
    ForcesNumber,

    /// <summary>
    /// One of the codes that NHS systems use where there is no address, such as ZZ99 3VZ for no
    /// fixed abode. Beginning with ZZ99, it is never on an envelope.
    /// </summary>
    NhsSubstitute,
}

/// <summary>
/// A full postcode, with its four nested parts. It often stands for about fifteen homes, so with
/// one more detail it can identify a person: <see cref="ToString"/> reveals the area only.
/// </summary>
/// <remarks>
/// Checked: that the area is one of the 124 (or BF, BX or XX, which are not places), that the
/// parts have one of the six forms Royal Mail uses, and that the last two letters are not C, I,
/// K, M, O or V. Not checked: whether Royal Mail has given out the code; only its file can tell.
/// Refused although used: the single codes of overseas territories, such as FIQQ 1ZZ. Case is
/// ignored and spaces may be missing or anywhere.
/// </remarks>
public readonly record struct Postcode
{
    private const string Name = "postcode";
    private const int MinLength = 5;
    private const int MaxLength = 8;
    private const int InwardLength = 3;
    private const string ForcesPrefix = "BFPO";
    private const string Girobank = "GIR";

    private static readonly IdentifierError Empty = new(
        "postcode-empty", "Enter a full postcode, like SW1A 1AA.");

    private static readonly IdentifierError Character = new(
        "postcode-character",
        "A postcode has only letters, digits and a space. Take out anything else.");

    private static readonly IdentifierError TooShort = new(
        "postcode-too-short",
        "Enter the full postcode, like M1 1AE: the first half alone is not enough.");

    private static readonly IdentifierError TooLong = new(
        "postcode-too-long",
        "A postcode has at most seven letters and digits. Check that the town is not in it.");

    private static readonly IdentifierError SecondHalf = new(
        "postcode-second-half",
        "The second half of a postcode is a digit and two letters, like 1AA, and the letters are "
        + "never C, I, K, M, O or V. Check for a letter O where a nought belongs.");

    private static readonly IdentifierError FirstHalf = new(
        "postcode-first-half",
        "The first half of a postcode is one or two letters and one or two digits, the second of "
        + "which can be a letter: M1, M60, CR2, DN55, W1A, EC1A. Compare it with an envelope.");

    private static readonly IdentifierError UnknownArea = new(
        "postcode-area",
        "No postcode begins with these letters. Compare it with an envelope addressed there.");

    private static readonly IdentifierError Forces = new(
        "postcode-forces",
        "A British Forces Post Office number is BFPO and one to four digits, like BFPO 57.");

    private readonly PackedText _text;

    private Postcode(PackedText text, PostcodeKind kind)
    {
        _text = text;
        Kind = kind;
    }

    /// <summary>What the postcode stands for.</summary>
    public PostcodeKind Kind { get; }

    /// <summary>The one or two letters at the start: SW of SW1A 1AA; GIR; BFPO.</summary>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public string Area
    {
        get
        {
            var outward = Outward(_text.Unpack(Name));
            return outward is Girobank or ForcesPrefix
                ? outward
                : outward[..AreaLength(outward)];
        }
    }

    /// <summary>
    /// The first half: SW1A of SW1A 1AA; GIR. A BFPO number has no smaller parts, so its
    /// district, sector and unit are all the whole number: BFPO 57.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public string District =>
        Kind == PostcodeKind.ForcesNumber ? ToDisplay() : Outward(_text.Unpack(Name));

    /// <summary>The first half and the digit after the space: SW1A 1 of SW1A 1AA.</summary>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public string Sector =>
        Kind == PostcodeKind.ForcesNumber ? ToDisplay() : ToDisplay()[..^2];

    /// <summary>The whole postcode: SW1A 1AA.</summary>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public string Unit => ToDisplay();

    /// <summary>Reads a full postcode in either case, with or without its space.</summary>
    /// <param name="text">What was typed or received.</param>
    /// <returns>
    /// The postcode, or one of the errors <c>postcode-empty</c>, <c>-character</c>,
    /// <c>-too-short</c>, <c>-too-long</c>, <c>-first-half</c>, <c>-second-half</c>,
    /// <c>-area</c>, <c>-forces</c>.
    /// </returns>
    public static ParseResult<Postcode> Parse(ReadOnlySpan<char> text) =>
        new(Read(text, out var postcode), postcode);

    /// <summary>Reads a full postcode without saying why not; allocates nothing.</summary>
    /// <param name="text">What was typed or received.</param>
    /// <param name="postcode">The postcode, when the text is one.</param>
    /// <returns>Whether the text is a full postcode.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Postcode postcode) =>
        Read(text, out postcode) is null;

    /// <summary>The whole postcode as it is written on an envelope: SW1A 1AA.</summary>
    /// <returns>Capitals and digits with one space between the halves.</returns>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public string ToDisplay()
    {
        var text = _text.Unpack(Name);
        var outward = Outward(text);
        return $"{outward} {text[outward.Length..]}";
    }

    /// <summary>Enough to see that a postcode is there and too little to find a home.</summary>
    /// <returns>"postcode in area SW".</returns>
    public override string ToString() =>
        _text.IsEmpty ? $"no {Name}" : $"{Name} in area {Area}";

    private static IdentifierError? Read(ReadOnlySpan<char> text, out Postcode postcode)
    {
        postcode = default;
        var all = Compact.Into(stackalloc char[MaxLength + 1], text, dashes: false);
        if (all.IsEmpty)
            return Empty;
        if (!Compact.IsLettersAndDigits(all))
            return Character;
        var error = ReadKind(all, out var kind);
        if (error is null)
            postcode = new Postcode(PackedText.Of(all), kind);
        return error;
    }

    private static IdentifierError? ReadKind(ReadOnlySpan<char> all, out PostcodeKind kind)
    {
        kind = PostcodeKind.Place;
        if (all.StartsWith(ForcesPrefix))
        {
            kind = PostcodeKind.ForcesNumber;
            var number = all[ForcesPrefix.Length..];
            var fits = number.Length is >= 1 and <= 4 && number[0] != '0'
                && Compact.IsDigits(number);
            return fits ? null : Forces;
        }

        if (all.SequenceEqual("GIR0AA"))
        {
            kind = PostcodeKind.NoPlace;
            return null;
        }

        if (IsNhsSubstitute(all))
        {
            kind = PostcodeKind.NhsSubstitute;
            return null;
        }

        if (all.Length < MinLength)
            return TooShort;
        if (all.Length >= MaxLength)
            return TooLong;
        var inward = all[^InwardLength..];
        if (!char.IsAsciiDigit(inward[0]) || !IsInwardLetter(inward[1])
            || !IsInwardLetter(inward[2]))
        {
            return SecondHalf;
        }

        var outward = all[..^InwardLength];
        var areaLength = AreaLength(outward);
        if (!IsDistrict(outward[areaLength..]))
            return FirstHalf;
        if (outward[..areaLength] is "BF" or "BX" or "XX")
            kind = PostcodeKind.NoPlace;
        else if (!PostcodeAreas.Contains(outward[..areaLength]))
            return UnknownArea;
        return null;
    }

    // ZZ99 3VZ: the last three break the rule about letters, so that nobody's postcode is meant.
    private static bool IsNhsSubstitute(ReadOnlySpan<char> all) =>
        all is ['Z', 'Z', '9', '9', var digit, var letter, 'Z']
        && char.IsAsciiDigit(digit) && char.IsAsciiLetter(letter);

    private static bool IsInwardLetter(char letter) =>
        char.IsAsciiLetterUpper(letter) && !"CIKMOV".Contains(letter);

    // "1", "60", "1A": at least one digit, never a nought before another digit.
    private static bool IsDistrict(ReadOnlySpan<char> district) => district switch
    {
        [var only] => char.IsAsciiDigit(only),
        [var first, var second] => char.IsAsciiDigit(first)
            && (char.IsAsciiLetter(second) || (first != '0' && char.IsAsciiDigit(second))),
        _ => false,
    };

    private static int AreaLength(ReadOnlySpan<char> outward)
    {
        var length = 0;
        while (length < 2 && length < outward.Length && char.IsAsciiLetter(outward[length]))
            length++;
        return length;
    }

    private string Outward(string text) => Kind == PostcodeKind.ForcesNumber
        ? ForcesPrefix
        : text[..^InwardLength];
}
