using Proviso.Identifiers;

namespace Proviso.Register.Recipients;

/// <summary>Somebody outside who asks for or receives information: a person or an organisation.
/// </summary>
[Kind("recipient")]
public sealed record Recipient : Kept
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>In what capacity they ask: an answer of the book's fact <c>requester</c>.</summary>
    public required string Capacity { get; init; }

    /// <summary>The organisation that they are or work for.</summary>
    public string? OrganisationName { get; init; }

    /// <summary>Its ODS code.</summary>
    public OdsCode? OdsCode { get; init; }

    /// <summary>Where things are sent, and who reads them there.</summary>
    public IReadOnlyList<CheckedAddress> Addresses { get; init; } = [];

    /// <summary>How it was checked that they are who they say (RO-2).</summary>
    public IReadOnlyList<IdentityCheck> Checks { get; init; } = [];

    /// <summary>What shows that they can be trusted (AG-4).</summary>
    public IReadOnlyList<Assurance> Assurances { get; init; } = [];

    /// <summary>What is known against them (RO-5).</summary>
    public IReadOnlyList<Concern> Concerns { get; init; } = [];

    /// <inheritdoc/>
    internal override string State =>
        Concerns.Any(c => c.ClearedOn is null) ? "concern" : "kept";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps =>
        Words.LookUpsOf("recipient", $"{Name} {OrganisationName}")
            .Concat(OdsCode is { } code ? [LookUp.By("ods-code", code.ToDisplay())] : []);
}

/// <summary>An address of a recipient.</summary>
/// <param name="By">How it is reached.</param>
/// <param name="Value">The address.</param>
/// <param name="ReadBy">Who reads it, where several do.</param>
/// <param name="Verified">How and when it was verified; null when it was not.</param>
public sealed record CheckedAddress(
    People.ContactBy By, string Value, string? ReadBy, Evidence? Verified) : Hidden;

/// <summary>A check of who somebody is.</summary>
/// <param name="How">Rung back, proof of identity, recognised …</param>
/// <param name="Passed">Whether they are who they say.</param>
/// <param name="By">The member of staff.</param>
/// <param name="On">The day.</param>
/// <param name="Until">The last day on which it counts; null when it counts once, on its day.
/// </param>
public sealed record IdentityCheck(
    string How, bool Passed, Guid By, DateOnly On, DateOnly? Until) : Hidden;

/// <summary>Something that shows that a recipient can be trusted with information.</summary>
/// <param name="Scheme">Such as "Data Security and Protection Toolkit".</param>
/// <param name="Standing">What it says, such as "standards met".</param>
/// <param name="Until">The last day on which it counts.</param>
public sealed record Assurance(string Scheme, string Standing, DateOnly? Until) : Hidden;

/// <summary>Something known against a recipient.</summary>
/// <param name="Why">What it is.</param>
/// <param name="Since">Since when.</param>
/// <param name="ClearedOn">When it turned out to be settled.</param>
public sealed record Concern(string Why, DateOnly Since, DateOnly? ClearedOn) : Hidden;

/// <summary>An agreement that binds recipients.</summary>
[Kind("agreement")]
public sealed record Agreement : Kept
{
    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What it is: an answer of the book's fact <c>release-controls</c>.</summary>
    public required string Controls { get; init; }

    /// <summary>Whom it binds, for which items and purposes.</summary>
    public required Scope Covers { get; init; }

    /// <summary>The document, and who saw it.</summary>
    public required Evidence Document { get; init; }

    /// <summary>From when until when.</summary>
    public required Period Stands { get; init; }

    /// <inheritdoc/>
    internal override DateTimeOffset? Due => Stands.Until is { } day
        ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : null;

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps =>
        Covers.Parties.Count + Covers.PartyKinds.Count == 0
            ? [LookUp.By("agreement", Anybody)]
            : [.. Covers.Parties.Select(p => LookUp.To("agreement", p)),
                .. Covers.PartyKinds.Select(k => LookUp.By("agreement", k))];

    /// <summary>By what the agreements that may bind a recipient are found.</summary>
    internal static IReadOnlyList<LookUp> LookUpsFor(Held<Recipient> recipient) =>
    [
        LookUp.To("agreement", recipient.Id), LookUp.By("agreement", recipient.Value.Capacity),
        LookUp.By("agreement", Anybody),
    ];

    private const string Anybody = "anybody";
}
