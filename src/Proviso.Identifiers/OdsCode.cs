namespace Proviso.Identifiers;

/// <summary>
/// A code that the Organisation Data Service of NHS England gives to an organisation or a site in
/// health and social care. It names an organisation, not a person, so it may be shown and logged.
/// </summary>
/// <remarks>
/// What is checked, honestly: three to nine capitals and digits, nothing else. (NHS England
/// describes the codes as "1 to 9 alphanumeric characters"; no organisation has one or two, and
/// accepting them would let an initial pass.) There is no check digit, and since 2021 new codes
/// have the form G7H8J whatever they stand for. Whether a code was issued, to whom and whether it
/// is still open can only be looked up in the Service's own directory.
/// </remarks>
public readonly record struct OdsCode
{
    private const int MinLength = 3;
    private const int MaxLength = 9;

    private static readonly IdentifierError Empty = new(
        "ods-code-empty",
        "Enter an ODS code: three to nine letters and digits, like A81001 for a GP practice.");

    private static readonly IdentifierError Character = new(
        "ods-code-character",
        "An ODS code has only letters and digits. Take out anything else.");

    private static readonly IdentifierError TooShort = new(
        "ods-code-too-short",
        "An ODS code has at least three letters and digits. Check that none is missing.");

    private static readonly IdentifierError TooLong = new(
        "ods-code-too-long",
        "An ODS code has at most nine letters and digits. Check that this is the code and not "
        + "the name.");

    private readonly PackedText _text;

    private OdsCode(PackedText text) => _text = text;

    /// <summary>
    /// What the code's form suggests that it stands for. A hint for people, never a fact to
    /// decide by: codes were re-used across kinds, and new ones no longer tell.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public OdsCodeForm Form => OdsCodeForms.Of(ToDisplay());

    /// <summary>Reads an ODS code in either case.</summary>
    /// <param name="text">What was typed or received.</param>
    /// <returns>
    /// The code, or one of the errors <c>ods-code-empty</c>, <c>-character</c>,
    /// <c>-too-short</c>, <c>-too-long</c>.
    /// </returns>
    public static ParseResult<OdsCode> Parse(ReadOnlySpan<char> text) =>
        new(Read(text, out var code), code);

    /// <summary>Reads an ODS code without saying why not; allocates nothing.</summary>
    /// <param name="text">What was typed or received.</param>
    /// <param name="code">The code, when the text has the form of one.</param>
    /// <returns>Whether the text has the form of an ODS code.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out OdsCode code) =>
        Read(text, out code) is null;

    /// <summary>The code in capitals: A81001.</summary>
    /// <returns>Three to nine capitals and digits.</returns>
    /// <exception cref="InvalidOperationException">Nothing was parsed into this value.</exception>
    public string ToDisplay() => _text.Unpack("ODS code");

    /// <summary>The code, which is not about a person.</summary>
    /// <returns>The code in capitals.</returns>
    public override string ToString() => _text.IsEmpty ? "no ODS code" : ToDisplay();

    private static IdentifierError? Read(ReadOnlySpan<char> text, out OdsCode code)
    {
        code = default;
        var all = Compact.Into(stackalloc char[MaxLength + 1], text, dashes: false);
        if (all.IsEmpty)
            return Empty;
        if (!Compact.IsLettersAndDigits(all))
            return Character;
        if (all.Length is < MinLength or > MaxLength)
            return all.Length < MinLength ? TooShort : TooLong;

        code = new OdsCode(PackedText.Of(all));
        return null;
    }
}
