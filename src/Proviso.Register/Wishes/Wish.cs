namespace Proviso.Register.Wishes;

/// <summary>What a person, or somebody entitled to speak for them, said about sharing: a consent, a
/// refusal, an objection, an opt-out (CN-3 to CN-10, OB-1, RF-4). Every version is kept.</summary>
[Kind("wish")]
public sealed record Wish : Kept
{
    /// <summary>What was said.</summary>
    public required WishKind Says { get; init; }

    /// <summary>About which items, for whom, for what.</summary>
    public required Scope About { get; init; }

    /// <summary>The day on which it was said.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day on which it counts; null when it counts until it is taken back.
    /// </summary>
    public DateOnly? Until { get; init; }

    /// <summary>The first day on which it no longer counts, because it was taken back.</summary>
    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>How it was taken back, and what was explained then.</summary>
    public string? WithdrawnHow { get; init; }

    /// <summary>The day on which to ask again.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>Whether it was said in so many words, and not shown by conduct.</summary>
    public bool Explicit { get; init; } = true;

    /// <summary>Whether it is in writing.</summary>
    public bool Written { get; init; }

    /// <summary>What was explained before: purposes, recipients, consequences (CN-2, OB-2).
    /// </summary>
    public string? Explained { get; init; }

    /// <summary>How it is for the person's benefit (CN-7).</summary>
    public string? Benefit { get; init; }

    /// <summary>Their concerns, and what was tried to meet them (OB-3).</summary>
    public string? Concerns { get; init; }

    /// <summary>The member of staff who heard it.</summary>
    public required Guid TakenBy { get; init; }

    /// <summary>The related person who said it for them; null when they did themselves.</summary>
    public Guid? GivenBy { get; init; }

    /// <summary>The authority by which somebody else said it (CN-12).</summary>
    public Guid? Authority { get; init; }

    /// <summary>Whether it counts on a day.</summary>
    public bool StandsOn(DateOnly day) =>
        From <= day && (Until is not { } until || day <= until)
        && (WithdrawnOn is not { } withdrawn || day < withdrawn);

    /// <inheritdoc/>
    internal override string State => WithdrawnOn is null ? "given" : "withdrawn";

    /// <inheritdoc/>
    internal override DateTimeOffset? Due => WithdrawnOn is null && ReviewOn is { } day
        ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : null;
}

/// <summary>What a wish says.</summary>
public enum WishKind
{
    /// <summary>Yes, share.</summary>
    Consent,

    /// <summary>Asked, and said no.</summary>
    Refusal,

    /// <summary>No, without being asked.</summary>
    Objection,

    /// <summary>The national data opt-out.</summary>
    NationalOptOut,

    /// <summary>An objection that lies with the GP practice.</summary>
    PracticeOptOut,

    /// <summary>No Summary Care Record.</summary>
    SummaryCareRecordOptOut,
}
