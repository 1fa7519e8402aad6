namespace Proviso.Ledger;

/// <summary>Something that is wrong with a ledger, or with what was handed to it.</summary>
/// <param name="Code">A stable name, such as <c>signature-wrong</c>, that programs may test.
/// docs/guides/ledger.md lists all of them.</param>
/// <param name="Message">One or two plain sentences: what is wrong and what to do.</param>
public sealed record LedgerFault(string Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}
