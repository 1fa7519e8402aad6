using Proviso.Identifiers;

namespace Proviso.Register.Interchange;

/// <summary>Where something stands in a file.</summary>
/// <param name="Unit">What is counted: <c>line</c> or <c>entry</c>.</param>
/// <param name="Number">Which one; lines count from 1, entries of a bundle from 0.</param>
public readonly record struct Place(string Unit, int Number)
{
    /// <summary>"line 12".</summary>
    public override string ToString() => $"{Unit} {Number}";
}

/// <summary>Why something was not taken. Nothing personal is in it.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Column">The column, or the path inside a resource; null for all of it.</param>
/// <param name="Code">A stable code, such as <c>date-unclear</c>.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
public sealed record Refusal(Place At, string? Column, string Code, string Reason);

/// <summary>By what a file names a person: the register's id, an NHS number or the organisation's
/// own number. Each that is given has to lead to the same person.</summary>
/// <param name="Id">The register's id.</param>
/// <param name="NhsNumber">The NHS number.</param>
/// <param name="LocalNumber">The organisation's own number.</param>
public sealed record PersonKey(Guid? Id, NhsNumber? NhsNumber, string? LocalNumber) : Hidden
{
    /// <summary>Whether nothing is given.</summary>
    public bool IsEmpty => Id is null && NhsNumber is null && string.IsNullOrEmpty(LocalNumber);

    /// <summary>Reads it from one text: a register's id, an NHS number, or else the organisation's
    /// own number.</summary>
    /// <param name="text">What is written.</param>
    public static PersonKey Of(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? new(id, null, null)
        : Identifiers.NhsNumber.TryParse(text, out var number) ? new(null, number, null)
        : new(null, null, text);
}

/// <summary>Another record that a record names and that has to be there.</summary>
/// <param name="Id">The record.</param>
/// <param name="Column">Where it is named.</param>
/// <param name="Kinds">What it may be.</param>
public sealed record Reference(Guid Id, string Column, IReadOnlyList<Type> Kinds);

/// <summary>What a record from outside says once what is there already is known.</summary>
/// <param name="Value">The record; null when it is refused.</param>
/// <param name="Refused">Why.</param>
/// <param name="References">Other records that it names.</param>
public sealed record Applied(
    Kept? Value, IReadOnlyList<Refusal> Refused, IReadOnlyList<Reference> References) : Hidden;

/// <summary>A record from outside.</summary>
public sealed class Incoming
{
    /// <summary>Where it stands.</summary>
    public required Place At { get; init; }

    /// <summary>The kind of record.</summary>
    public required Type Kind { get; init; }

    /// <summary>The person: the record itself where it is one, else whom it belongs to.</summary>
    public required PersonKey Person { get; init; }

    /// <summary>Its id in the register; null for a person, who is found by the key.</summary>
    public Guid? Id { get; init; }

    /// <summary>Makes the record out of what is there already, if anything is.</summary>
    public required Func<Kept?, Applied> Apply { get; init; }
}

/// <summary>What reading a file gave for one of its rows or resources: a record, or why not.
/// </summary>
/// <param name="Record">The record.</param>
/// <param name="Refused">Why there is none.</param>
public sealed record Arrival(Incoming? Record, IReadOnlyList<Refusal> Refused)
{
    /// <summary>How much of the file is read, from 0 to 1.</summary>
    public double Done { get; init; }
}
