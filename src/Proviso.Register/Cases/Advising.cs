using Proviso.Register.Organisation;

namespace Proviso.Register.Cases;

/// <summary>What somebody entitled approved, or refused to approve.</summary>
[Kind("approval")]
public sealed record Approval : Kept
{
    /// <summary>The fact that it answers: <c>override</c>, <c>senior-approval</c>,
    /// <c>balance</c>.</summary>
    public required string Fact { get; init; }

    /// <summary>The answer.</summary>
    public required string Finding { get; init; }

    /// <summary>The request that it was asked for; null when it stands for a flow.</summary>
    public Guid? Request { get; init; }

    /// <summary>The pieces of the request that it is about; none is "all".</summary>
    public IReadOnlyList<int> ItemNumbers { get; init; } = [];

    /// <summary>What it covers, where it stands for a flow.</summary>
    public Scope Covers { get; init; } = Scope.Everything;

    /// <summary>In which role it was given.</summary>
    public required Role Role { get; init; }

    /// <summary>Why.</summary>
    public required string Why { get; init; }

    /// <summary>What it demands.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Who saw it otherwise, and why.</summary>
    public string? Dissent { get; init; }

    /// <summary>The letter, or who said it.</summary>
    public required Evidence Shown { get; init; }

    /// <summary>From when until when.</summary>
    public required Period Stands { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps
    {
        get
        {
            yield return Request is { } request
                ? LookUp.To("approval", request)
                : Flow;
        }
    }

    /// <summary>By what the approvals that may count for a request are found.</summary>
    internal static IReadOnlyList<LookUp> LookUpsFor(Guid request) =>
        [LookUp.To("approval", request), Flow];

    private static LookUp Flow => LookUp.By("approval", "flow");

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, string Code)> LedgerCodes =>
        [("approves", Fact), ("finding", Finding)];

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Guid Record)> LedgerLinks =>
        Request is { } id ? [("request", id)] : [];
}

/// <summary>Advice that was asked for, and what came (DR-5).</summary>
[Kind("advice")]
public sealed record Advice : Kept
{
    /// <summary>The request.</summary>
    public required Guid Request { get; init; }

    /// <summary>The role or the body that was asked.</summary>
    public required string AskedOf { get; init; }

    /// <summary>Whether no names were given to an outside body.</summary>
    public bool NoNames { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>The advice; null while it is awaited.</summary>
    public string? Answer { get; init; }

    /// <summary>Who gave it.</summary>
    public string? AnsweredBy { get; init; }

    /// <inheritdoc/>
    internal override string State => Answer is null ? "open" : "answered";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => [LookUp.To("request", Request)];

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Guid Record)> LedgerLinks =>
        [("request", Request)];
}

/// <summary>Something that has to be done, by when.</summary>
[Kind("task")]
public sealed record WorkTask : Kept
{
    /// <summary>What has to be done.</summary>
    public required string What { get; init; }

    /// <summary>The duty of the book that demands it.</summary>
    public string? Duty { get; init; }

    /// <summary>The request that it belongs to.</summary>
    public Guid? Request { get; init; }

    /// <summary>The role whose task it is.</summary>
    public required Role For { get; init; }

    /// <summary>The service, where the role is one of a service.</summary>
    public Guid? Service { get; init; }

    /// <summary>The member of staff who took it.</summary>
    public Guid? Assignee { get; init; }

    /// <summary>When it is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>What came of it.</summary>
    public string? Done { get; init; }

    /// <inheritdoc/>
    internal override string State => DoneAt is null ? "open" : "done";

    /// <inheritdoc/>
    internal override DateTimeOffset? Due => DueAt;

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps
    {
        get
        {
            yield return LookUp.By("for", Codes.Of(For));
            if (Request is { } request)
                yield return LookUp.To("request", request);
            if (Assignee is { } assignee)
                yield return LookUp.To("assignee", assignee);
        }
    }

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, string Code)> LedgerCodes => [("state", State)];
}
