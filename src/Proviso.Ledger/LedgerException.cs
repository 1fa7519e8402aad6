namespace Proviso.Ledger;

/// <summary>
/// Thrown where going on would harm the ledger or give a wrong answer, for example when the
/// sequencer finds that the stored tree is not the one that was signed.
/// </summary>
public sealed class LedgerException : Exception
{
    /// <summary>Wraps a fault.</summary>
    /// <param name="fault">What is wrong.</param>
    public LedgerException(LedgerFault fault)
        : base(fault?.Message)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Fault = fault;
    }

    /// <summary>Wraps a fault and the error below it.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="inner">The error that was met.</param>
    public LedgerException(LedgerFault fault, Exception inner)
        : base(fault?.Message, inner)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Fault = fault;
    }

    /// <summary>What is wrong, with its stable code.</summary>
    public LedgerFault Fault { get; }
}
