namespace Proviso.Identifiers;

/// <summary>
/// Why a piece of text was refused as an identifier: a code that stays the same between versions,
/// and words a person can act on. Neither holds any part of the text, because the text may belong
/// to somebody's record and errors end up in logs.
/// </summary>
public sealed record IdentifierError
{
    internal IdentifierError(string code, string message)
    {
        Code = code;
        Message = message;
    }

    /// <summary>A stable name for the fault, such as <c>nhs-number-check-digit</c>.</summary>
    public string Code { get; }

    /// <summary>What is wrong and what would be right, in plain English.</summary>
    public string Message { get; }
}
