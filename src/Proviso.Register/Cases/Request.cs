namespace Proviso.Register.Cases;

/// <summary>Somebody asks for information about a person, or a member of staff wants to tell.
/// </summary>
[Kind("request")]
public sealed record Request : Kept
{
    /// <summary>Where it stands.</summary>
    public required RequestStage Stage { get; init; }

    /// <summary>In what capacity they ask: an answer of the book's fact <c>requester</c>.</summary>
    public string? Requester { get; init; }

    /// <summary>Who asks or is to be told, by name.</summary>
    public string? PartyName { get; init; }

    /// <summary>The related person or recipient that they are.</summary>
    public Guid? Party { get; init; }

    /// <summary>An answer of the book's fact <c>purpose</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>What they want, in their words.</summary>
    public string? Wanted { get; init; }

    /// <summary>An answer of the book's fact <c>person-asks-for</c>.</summary>
    public string? PersonAsksFor { get; init; }

    /// <summary>An answer of the book's fact <c>court-order</c>.</summary>
    public string? CourtOrder { get; init; }

    /// <summary>An answer of the book's fact <c>statutory-power</c>.</summary>
    public string? StatutoryPower { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When an answer is due.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Whether it was shared at once and is completed later.</summary>
    public bool Emergency { get; init; }

    /// <summary>The member of staff who handles it.</summary>
    public required Guid HandledBy { get; init; }

    /// <summary>Their team.</summary>
    public Guid? Team { get; init; }

    /// <summary>What is asked for, piece by piece.</summary>
    public IReadOnlyList<RequestedItem> Items { get; init; } = [];

    /// <summary>What somebody answered, by fact; it counts before what the register knows.
    /// </summary>
    public IReadOnlyDictionary<string, GivenAnswer> Answers { get; init; } =
        new Dictionary<string, GivenAnswer>(StringComparer.Ordinal);

    /// <inheritdoc/>
    internal override string State => Codes.Of(Stage);

    /// <inheritdoc/>
    internal override DateTimeOffset? Due => Stage is RequestStage.Closed ? null : AnswerBy;

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps
    {
        get
        {
            yield return LookUp.To("handled-by", HandledBy);
            if (Team is { } team)
                yield return LookUp.To("team", team);
            if (Party is { } party)
                yield return LookUp.To("party", party);
        }
    }

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, string Code)> LedgerCodes => [("stage", State)];
}

/// <summary>Where a request stands.</summary>
public enum RequestStage
{
    /// <summary>It is being written down.</summary>
    Draft,

    /// <summary>It waits for an answer to a question.</summary>
    Open,

    /// <summary>It waits for advice or approval.</summary>
    Waiting,

    /// <summary>It was decided, and something is left to be done.</summary>
    Decided,

    /// <summary>Everything is done.</summary>
    Closed,
}

/// <summary>One piece that is asked for.</summary>
/// <param name="Number">1 for the first of the request.</param>
/// <param name="ItemKind">An answer of the book's fact <c>item-kind</c>; null while it is not
/// known.</param>
/// <param name="Item">The item in the register; null for what is not in it.</param>
/// <param name="What">What it is, in a few words.</param>
/// <param name="Why">Why it is needed.</param>
/// <param name="Answers">What somebody answered about it, by fact.</param>
public sealed record RequestedItem(
    int Number, string? ItemKind, Guid? Item, string What, string? Why,
    IReadOnlyDictionary<string, GivenAnswer> Answers) : Hidden;

/// <summary>An answer that somebody gave.</summary>
/// <param name="Answer">The answer's id, or <c>not-known</c>.</param>
/// <param name="By">Who gave it.</param>
/// <param name="At">When.</param>
/// <param name="Note">What they added.</param>
public sealed record GivenAnswer(
    string Answer, Guid By, DateTimeOffset At, string? Note = null) : Hidden;
