namespace Proviso.Register.Cases;

/// <summary>The act of sharing, or of refusing to: what, when, how, with whom and why (DR-3).
/// </summary>
[Kind("disclosure")]
public sealed record Disclosure : Kept
{
    /// <summary>The decision that it carries out.</summary>
    public required Guid Decision { get; init; }

    /// <summary>The request.</summary>
    public required Guid Request { get; init; }

    /// <summary>The numbers of the pieces that were shared; none when it was refused.</summary>
    public required IReadOnlyList<int> ItemNumbers { get; init; }

    /// <summary>What was shared, and what was left out.</summary>
    public required string What { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset When { get; init; }

    /// <summary>How.</summary>
    public required Channel How { get; init; }

    /// <summary>With whom, by name, and the address where there is one.</summary>
    public required string WithWhom { get; init; }

    /// <summary>Their record.</summary>
    public Guid? Party { get; init; }

    /// <summary>Why.</summary>
    public required string Why { get; init; }

    /// <summary>The duties that were done before, each with what shows it.</summary>
    public IReadOnlyList<DutyDone> Duties { get; init; } = [];

    /// <summary>When it was taken back before it was opened.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    /// <inheritdoc/>
    internal override string State =>
        UndoneAt is not null ? "undone" : How is Channel.NotShared ? "refused" : "shared";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps
    {
        get
        {
            yield return LookUp.To("request", Request);
            yield return LookUp.To("decision", Decision);
            if (Party is { } party)
                yield return LookUp.To("party", party);
        }
    }

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, string Code)> LedgerCodes =>
        [("how", Codes.Of(How)), ("state", State)];

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Guid Record)> LedgerLinks =>
        [("request", Request), ("decision", Decision)];
}

/// <summary>How something is shared.</summary>
public enum Channel
{
    /// <summary>It was refused.</summary>
    NotShared,

    /// <summary>Told.</summary>
    Verbal,

    /// <summary>Shown on a screen.</summary>
    OnScreen,

    /// <summary>On paper.</summary>
    Paper,

    /// <summary>Secure e-mail to a verified address.</summary>
    SecureEmail,

    /// <summary>A file that a password protects.</summary>
    ProtectedFile,

    /// <summary>A link that opens once, with a passcode sent another way.</summary>
    OneTimeLink,
}

/// <summary>A duty with what shows that it was done.</summary>
/// <param name="Duty">The duty's id in the book.</param>
/// <param name="Shown">What shows it.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
public sealed record DutyDone(string Duty, string Shown, Guid By, DateTimeOffset At) : Hidden;

/// <summary>What the person was told, or why not (OB-7).</summary>
[Kind("notice")]
public sealed record Notice : Kept
{
    /// <summary>The request.</summary>
    public required Guid Request { get; init; }

    /// <summary>Whom it is for: the person, or who acts for them.</summary>
    public required string To { get; init; }

    /// <summary>The words; null when they are not told.</summary>
    public string? Text { get; init; }

    /// <summary>The lawful reason for not telling.</summary>
    public string? NotToldBecause { get; init; }

    /// <summary>When it was given or sent.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <inheritdoc/>
    internal override string State =>
        NotToldBecause is not null ? "not-told" : ToldAt is null ? "to-tell" : "told";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => [LookUp.To("request", Request)];

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, string Code)> LedgerCodes => [("state", State)];

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Guid Record)> LedgerLinks =>
        [("request", Request)];
}

/// <summary>What is left of a record that was destroyed: the certificate.</summary>
[Kind("destruction")]
public sealed record Destruction : Kept
{
    /// <summary>The record, or the person whose whole record it was.</summary>
    public required Guid Destroyed { get; init; }

    /// <summary>Its kind.</summary>
    public required string What { get; init; }

    /// <summary>Why it was destroyed, with nothing about the person.</summary>
    public required string Why { get; init; }

    /// <summary>Who allowed it.</summary>
    public required Guid AllowedBy { get; init; }

    /// <summary>How many records went with it.</summary>
    public required int Records { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => [LookUp.To("destroyed", Destroyed)];

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Guid Record)> LedgerLinks =>
        [("destroyed", Destroyed)];
}
