using Proviso.Identifiers;

namespace Proviso.Register.Organisation;

/// <summary>The organisation that keeps the register.</summary>
[Kind("organisation")]
public sealed record OrganisationProfile : Kept
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, such as <c>care-home</c>, <c>home-care</c>, <c>gp-practice</c>,
    /// <c>trust</c>, <c>charity</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Whether public money pays for its services.</summary>
    public bool PubliclyFunded { get; init; }

    /// <summary>The nation whose law it follows, as the book names it.</summary>
    public string Nation { get; init; } = "England";

    /// <summary>The word that it uses for a person: resident, patient, client …</summary>
    public string WordForPerson { get; init; } = "person";

    /// <summary>Its ODS code.</summary>
    public OdsCode? OdsCode { get; init; }
}

/// <summary>A service that keeps records: a care home, a home-care round, a practice.</summary>
[Kind("service")]
public sealed record Service : Kept
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether its records are <c>health</c> or <c>social-care</c>: an answer of the
    /// book's fact <c>record-holder</c>.</summary>
    public required string Holder { get; init; }

    /// <summary>Its teams.</summary>
    public IReadOnlyList<Team> Teams { get; init; } = [];

    /// <summary>Which role needs which kinds of items (AC-3).</summary>
    public IReadOnlyList<NeedToKnow> NeedToKnow { get; init; } = [];

    /// <summary>Kinds of items that everybody in the team sees, because safety hangs on them
    /// (AC-4).</summary>
    public IReadOnlyList<string> SafetyCritical { get; init; } = [];
}

/// <summary>A team of a service.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="Name">Its name.</param>
public sealed record Team(Guid Id, string Name) : Hidden;

/// <summary>The kinds of items that a role needs in a service.</summary>
/// <param name="Role">The role.</param>
/// <param name="ItemKinds">Answers of the book's fact <c>item-kind</c>.</param>
public sealed record NeedToKnow(Role Role, IReadOnlyList<string> ItemKinds) : Hidden;

/// <summary>What somebody is there for.</summary>
public enum Role
{
    /// <summary>Keeps watch over confidentiality.</summary>
    CaldicottGuardian,

    /// <summary>Senior information risk owner.</summary>
    Siro,

    /// <summary>Data protection officer.</summary>
    Dpo,

    /// <summary>Registered with the regulator; receives breach reports.</summary>
    RegisteredPerson,

    /// <summary>Leads on safeguarding.</summary>
    SafeguardingLead,

    /// <summary>Leads on information governance.</summary>
    IgLead,

    /// <summary>Manages a service.</summary>
    Manager,

    /// <summary>Cares for people.</summary>
    Practitioner,

    /// <summary>Runs the office.</summary>
    Administrator,

    /// <summary>Works with anonymised data.</summary>
    Analyst,

    /// <summary>Reads the log.</summary>
    Auditor,

    /// <summary>Helps without pay.</summary>
    Volunteer,

    /// <summary>Learns.</summary>
    Student,

    /// <summary>Works under a contract of another firm.</summary>
    Contractor,
}

/// <summary>A member of staff, of any kind of contract (DF-8).</summary>
[Kind("staff")]
public sealed record Staff : Kept
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The address for sign-in and messages.</summary>
    public required string Email { get; init; }

    /// <summary>What they are: <c>registered-nurse</c>, <c>doctor</c>, <c>social-worker</c>,
    /// <c>care-worker</c> …</summary>
    public string Profession { get; init; } = "care-worker";

    /// <summary>The regulator's register and the number on it.</summary>
    public string? Registration { get; init; }

    /// <summary>The teams that they work in.</summary>
    public IReadOnlyList<Guid> Teams { get; init; } = [];

    /// <summary>The days of their work here.</summary>
    public Period Employed { get; init; } = Period.Always;

    /// <summary>The day on which they last acknowledged the rules.</summary>
    public DateOnly? AcknowledgedOn { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps =>
        [LookUp.By("staff-email", Words.Fold(Email)), .. Teams.Select(t => LookUp.To("team", t))];
}

/// <summary>A role with who holds it; without a holder it is vacant (GV-1 to GV-3, GV-8).</summary>
[Kind("role")]
public sealed record RoleHolding : Kept
{
    /// <summary>The role.</summary>
    public required Role Role { get; init; }

    /// <summary>Who holds it; null while it is vacant.</summary>
    public Guid? Holder { get; init; }

    /// <summary>Who stands in.</summary>
    public IReadOnlyList<Guid> Deputies { get; init; } = [];

    /// <summary>The service that it is for; null for the whole organisation.</summary>
    public Guid? Service { get; init; }

    /// <summary>The entry on the national register of Guardians.</summary>
    public string? RegisterId { get; init; }

    /// <summary>From when until when.</summary>
    public Period Held { get; init; } = Period.Always;

    /// <inheritdoc/>
    internal override string State => Holder is null ? "vacant" : "held";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps =>
        Deputies.Append(Holder ?? Guid.Empty).Where(id => id != Guid.Empty)
            .Select(id => LookUp.To("holder", id));
}
