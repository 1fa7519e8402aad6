namespace Proviso.Deidentification.Text.Known;

/// <summary>What is already known about somebody who may be mentioned.</summary>
/// <param name="Role">Who it is, seen from the record.</param>
/// <param name="Names">Every name in full, as "Mary Ann Patel"; former and other names too.</param>
public sealed record KnownPerson(PersonRole Role, IReadOnlyList<string> Names)
{
    /// <summary>Forms that the person is called by beyond the usual short forms.</summary>
    public IReadOnlyList<string> Nicknames { get; init; } = [];

    /// <summary>Numbers and codes: NHS number, telephone, record number, vehicle.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Addresses, e-mail addresses and other words that point at the person.</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>Says the role and never the name.</summary>
    public override string ToString() => $"known person ({Role})";
}
