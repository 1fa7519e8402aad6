using System.Diagnostics.CodeAnalysis;

namespace Proviso.Identifiers;

/// <summary>Either an identifier that passed its checks, or the reason why not.</summary>
/// <typeparam name="T">The identifier asked for.</typeparam>
public sealed class ParseResult<T>
    where T : struct
{
    private readonly T _value;
    private readonly IdentifierError? _error;

    internal ParseResult(IdentifierError? error, T value)
    {
        _value = value;
        _error = error;
    }

    /// <summary>Tells the two cases apart.</summary>
    /// <param name="value">The identifier, when the text was accepted.</param>
    /// <param name="error">The reason, when it was refused.</param>
    /// <returns>Whether the text was accepted.</returns>
    public bool TryGetValue(out T value, [NotNullWhen(false)] out IdentifierError? error)
    {
        value = _value;
        error = _error;
        return error is null;
    }

    /// <summary>Continues with whichever of the two cases it is.</summary>
    /// <typeparam name="TResult">What both continuations return.</typeparam>
    /// <param name="accepted">Called with the identifier.</param>
    /// <param name="refused">Called with the reason.</param>
    /// <returns>What the continuation returned.</returns>
    public TResult Match<TResult>(
        Func<T, TResult> accepted, Func<IdentifierError, TResult> refused)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(refused);
        return _error is null ? accepted(_value) : refused(_error);
    }

    /// <summary>Says which case it is and never what the text was.</summary>
    /// <returns>The identifier's own safe form, or the error's code.</returns>
    public override string ToString() =>
        _error is null ? $"{_value}" : $"refused: {_error.Code}";
}
