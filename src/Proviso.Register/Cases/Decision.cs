using Proviso.Rulebook;

namespace Proviso.Register.Cases;

/// <summary>What was decided about a request, with everything that is needed to decide it again
/// (DR-1, DR-2, DR-5).</summary>
[Kind("decision")]
public sealed record Decision : Kept
{
    /// <summary>The request.</summary>
    public required Guid Request { get; init; }

    /// <summary>The day whose law was applied.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The digest of the book's text.</summary>
    public required string BookDigest { get; init; }

    /// <summary>The book's id and edition, for reading.</summary>
    public required string BookVersion { get; init; }

    /// <summary>What was decided, piece by piece.</summary>
    public required IReadOnlyList<DecidedItem> Items { get; init; }

    /// <summary>Whether somebody decided otherwise than the book says, and why.</summary>
    public Otherwise? Otherwise { get; init; }

    /// <summary>The strictest verdict of its items.</summary>
    internal string Strictest =>
        Items.Select(i => i.Verdict).MaxBy(Rank) ?? Verdict.DoNotShare.Name();

    /// <inheritdoc/>
    internal override string State => Otherwise is null ? Strictest : "otherwise";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps =>
        [LookUp.To("request", Request), LookUp.By("book", BookDigest)];

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, string Code)> LedgerCodes =>
    [
        ("verdict", Strictest),
        ("otherwise", Otherwise is null ? "no" : "yes"),
        .. Items.Take(20).Select(i => ($"item-{i.Number}", i.Verdict)),
    ];

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Guid Record)> LedgerLinks =>
        [("request", Request)];

    /// <inheritdoc/>
    internal override string? LedgerBook => $"book-{BookDigest[..32]}";

    private static int Rank(string name) =>
        VerdictNames.TryParse(name, out var verdict) ? (int)verdict : int.MaxValue;
}

/// <summary>What was decided about one piece.</summary>
/// <param name="Number">Its number in the request.</param>
/// <param name="What">What it is, in a few words.</param>
/// <param name="Item">The item in the register, if it is there.</param>
/// <param name="Facts">What was known, each with where it came from.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Adviser">Whom to ask, where it is to seek advice.</param>
/// <param name="Outcome">The whole outcome as JSON; the same facts, day and book give the same
/// bytes.</param>
public sealed record DecidedItem(
    int Number, string What, Guid? Item, IReadOnlyList<KnownFact> Facts, string Verdict,
    string? Adviser, string Outcome) : Hidden;

/// <summary>A fact with its answer and where that came from.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Answer">The answer, or <c>not-known</c>.</param>
/// <param name="From">The records that say it; none when somebody answered.</param>
/// <param name="By">Who answered.</param>
/// <param name="At">When they did.</param>
public sealed record KnownFact(
    string Fact, string Answer, IReadOnlyList<RecordVersion> From, Guid? By = null,
    DateTimeOffset? At = null) : Hidden;

/// <summary>A version of a record that something rests on.</summary>
/// <param name="Kind">Its kind, such as <c>wish</c>.</param>
/// <param name="Id">The record.</param>
/// <param name="Version">The version.</param>
public sealed record RecordVersion(string Kind, Guid Id, int Version) : Hidden;

/// <summary>A decision against the book's verdict.</summary>
/// <param name="Shares">Whether it was to share.</param>
/// <param name="Why">The reasons.</param>
public sealed record Otherwise(bool Shares, string Why) : Hidden;

/// <summary>The text of a rule book that decisions were made under, so that they can be made again.
/// </summary>
[Kind("rule-book")]
public sealed record BookText : Kept
{
    /// <summary>The digest of the text.</summary>
    public required string Digest { get; init; }

    /// <summary>Its files, in order.</summary>
    public required IReadOnlyList<BookPage> Pages { get; init; }

    /// <summary>The files of the local book on top of it.</summary>
    public IReadOnlyList<BookPage> Local { get; init; } = [];

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => [LookUp.By("book-text", Digest)];
}

/// <summary>A file of a rule book.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its text.</param>
public sealed record BookPage(string Name, string Text) : Hidden;
