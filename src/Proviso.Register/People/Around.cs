namespace Proviso.Register.People;

/// <summary>Somebody around a person: family, a carer, a friend, a representative.</summary>
[Kind("related-person")]
public sealed record RelatedPerson : Kept
{
    /// <summary>The name.</summary>
    public required PersonName Name { get; init; }

    /// <summary>What they are to the person, such as "daughter".</summary>
    public required string Relation { get; init; }

    /// <summary>Whether and when they cared or care for the person; null when they do not.
    /// </summary>
    public Period? Cares { get; init; }

    /// <summary>Whether they agreed to be told (RF-1).</summary>
    public bool? WillingToBeTold { get; init; }

    /// <summary>What stands in the way of telling them.</summary>
    public IReadOnlyList<Bar> Bars { get; init; } = [];

    /// <summary>Whether somebody looked for bars and when; without that, none is not known.
    /// </summary>
    public DateOnly? BarsCheckedOn { get; init; }

    /// <summary>How they are reached.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>How it was checked that they are who they say.</summary>
    public IReadOnlyList<Recipients.IdentityCheck> Checks { get; init; } = [];

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => Name.LookUps;
}

/// <summary>Something that stands in the way of telling somebody.</summary>
/// <param name="Kind">An answer of the book's fact <c>carer-bar</c>: <c>legal-document</c>,
/// <c>record-against</c>, <c>safeguarding-concern</c>.</param>
/// <param name="Why">The reason.</param>
/// <param name="Seen">The document or note.</param>
/// <param name="Stands">From when until when.</param>
public sealed record Bar(string Kind, string Why, Evidence Seen, Period Stands) : Hidden;

/// <summary>An authority to act for a person, with the document that was seen (RA-1, CP-4).
/// </summary>
[Kind("authority")]
public sealed record Authority : Kept
{
    /// <summary>The related person who holds it.</summary>
    public required Guid Holder { get; init; }

    /// <summary>What it is.</summary>
    public required AuthorityKind Authorises { get; init; }

    /// <summary>The document; null when none was seen.</summary>
    public Evidence? Document { get; init; }

    /// <summary>Whether it is registered, where it has to be.</summary>
    public bool Registered { get; init; }

    /// <summary>The kinds of items that it covers, as whoever saw it judged; null when nobody
    /// has.</summary>
    public IReadOnlyList<string>? Covers { get; init; }

    /// <summary>From when until when.</summary>
    public Period Stands { get; init; } = Period.Always;

    /// <summary>The day on which it was withdrawn or taken away.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => [LookUp.To("authority", Holder)];
}

/// <summary>What somebody is entitled to do for a person.</summary>
public enum AuthorityKind
{
    /// <summary>A lasting power of attorney for health and welfare.</summary>
    AttorneyHealthAndWelfare,

    /// <summary>A power of attorney for property and financial affairs.</summary>
    AttorneyPropertyAndFinance,

    /// <summary>A deputy of the Court of Protection.</summary>
    Deputy,

    /// <summary>Parental responsibility.</summary>
    ParentalResponsibility,

    /// <summary>An executor or administrator of somebody who died.</summary>
    PersonalRepresentative,

    /// <summary>A claim that arises from a death.</summary>
    DeathClaim,
}

/// <summary>A legitimate relationship: how a team, a member of staff or a recipient came to care
/// for the person (DC-5).</summary>
[Kind("care-relationship")]
public sealed record CareRelationship : Kept
{
    /// <summary>The team, member of staff or recipient.</summary>
    public required Guid With { get; init; }

    /// <summary>How it came about: an answer of the book's fact <c>relationship</c>.</summary>
    public required string How { get; init; }

    /// <summary>What shows it: the referral, the visit, the duty.</summary>
    public string? Shown { get; init; }

    /// <summary>From when until when.</summary>
    public required Period Lasts { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => [LookUp.To("with", With)];
}

/// <summary>An assessment of whether the person can decide something, on one day (CP-2).
/// </summary>
[Kind("capacity-assessment")]
public sealed record CapacityAssessment : Kept
{
    /// <summary>Which decision it is about: sharing what, with whom, for what.</summary>
    public required Scope Decision { get; init; }

    /// <summary>Stage one: an impairment of, or a disturbance in, the mind or brain.</summary>
    public bool? Impairment { get; init; }

    /// <summary>Stage two: what they cannot do because of it.</summary>
    public IReadOnlyList<Inability> Unable { get; init; } = [];

    /// <summary>The finding: an answer of the book's fact <c>capacity</c>, or of
    /// <c>child-competence</c> for a child.</summary>
    public required string Finding { get; init; }

    /// <summary>Whether it is a child's understanding that was judged.</summary>
    public bool OfChild { get; init; }

    /// <summary>Whether it comes and goes, so that it has to be asked each time.</summary>
    public bool Fluctuates { get; init; }

    /// <summary>What was seen and said, and by whom.</summary>
    public required Evidence Shown { get; init; }

    /// <summary>From its day until it is looked at again.</summary>
    public required Period Stands { get; init; }
}

/// <summary>What somebody is unable to do with what they were told (Mental Capacity Act 2005,
/// section 3).</summary>
public enum Inability
{
    /// <summary>Understand it.</summary>
    Understand,

    /// <summary>Keep it in mind.</summary>
    Retain,

    /// <summary>Use or weigh it.</summary>
    Weigh,

    /// <summary>Say what they decide.</summary>
    Communicate,
}

/// <summary>What was found best for somebody who cannot decide (CP-1).</summary>
[Kind("best-interests")]
public sealed record BestInterestsDecision : Kept
{
    /// <summary>The capacity assessment that it follows.</summary>
    public required Guid Assessment { get; init; }

    /// <summary>Which decision it is about.</summary>
    public required Scope Decision { get; init; }

    /// <summary>Whether sharing is best for them.</summary>
    public required bool Best { get; init; }

    /// <summary>Past and present wishes, who was asked, what else was possible.</summary>
    public required string Weighed { get; init; }

    /// <summary>Who decided, and when.</summary>
    public required Evidence Shown { get; init; }

    /// <summary>How long it stands.</summary>
    public required Period Stands { get; init; }
}
