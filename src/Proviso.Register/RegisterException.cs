using System.Data.Common;

namespace Proviso.Register;

/// <summary>Something that the register cannot do, with words that a person can act on and
/// nothing personal in them.</summary>
public sealed class RegisterException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">A stable code, such as <c>store-full</c>.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public RegisterException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Makes one that another error caused.</summary>
    /// <param name="code">A stable code.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">The cause.</param>
    public RegisterException(string code, string message, Exception inner)
        : base(message, inner) => Code = code;

    /// <summary>What it is, as a stable code.</summary>
    public string Code { get; }

    /// <summary>Whether the same work may succeed when it is simply tried again.</summary>
    public bool IsPassing => Code is "store-unavailable" or "store-full" or "store-busy";
}
