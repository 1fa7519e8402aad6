using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook;

/// <summary>A rule book: everything its Markdown says, with every name resolved.</summary>
/// <remarks>Made by <see cref="BookReader"/> only, so whatever it names exists.</remarks>
public sealed class Book
{
    internal Book()
    {
    }

    /// <summary>The book's own id, such as <c>england</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The book's title.</summary>
    public required string Title { get; init; }

    /// <summary>The edition that its editors gave it, such as <c>2026.1</c>.</summary>
    public required string Edition { get; init; }

    /// <summary>The nation whose law it states.</summary>
    public required string Nation { get; init; }

    /// <summary>Who publishes it.</summary>
    public required string Publisher { get; init; }

    /// <summary>The date as at which the law is stated.</summary>
    public required DateOnly StatedAt { get; init; }

    /// <summary>SHA-256 of the files' names and texts, in lower-case hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>The id, the edition and the first 12 digits of the digest.</summary>
    public string Version => $"{Id} {Edition} ({Digest[..12]})";

    /// <summary>The order of precedence, strongest first.</summary>
    public required IReadOnlyList<Tier> Tiers { get; init; }

    /// <summary>Those who act and advise.</summary>
    public required IReadOnlyList<Entry> Roles { get; init; }

    /// <summary>The entries of an organisation's register that can fill facts.</summary>
    public required IReadOnlyList<Entry> Register { get; init; }

    /// <summary>The Caldicott principles.</summary>
    public required IReadOnlyList<Entry> Principles { get; init; }

    /// <summary>What the book has to answer, by id.</summary>
    public required IReadOnlyList<Entry> Requirements { get; init; }

    /// <summary>Documents and provisions that are cited.</summary>
    public required IReadOnlyList<SourceDocument> Sources { get; init; }

    /// <summary>The questions, in the order in which they are asked.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>Named conditions, every version of each.</summary>
    public required IReadOnlyList<Define> Defines { get; init; }

    /// <summary>Lawful bases, every version of each.</summary>
    public required IReadOnlyList<Basis> Bases { get; init; }

    /// <summary>Duties, every version of each.</summary>
    public required IReadOnlyList<Duty> Duties { get; init; }

    /// <summary>Rules, every version of each.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>What must hold over every combination of answers.</summary>
    public required IReadOnlyList<Invariant> Invariants { get; init; }

    /// <summary>Situations with the outcome that is expected.</summary>
    public required IReadOnlyList<Example> Examples { get; init; }

    /// <summary>Flowcharts that the book offers.</summary>
    public required IReadOnlyList<Drawing> Drawings { get; init; }

    /// <summary>The files, in the order in which they were read.</summary>
    public required IReadOnlyList<BookFile> Files { get; init; }

    /// <summary>
    /// Whether a place is in the national book under a local one. What the national book's own
    /// examples expect is proved of the national book alone, since a local book may be stricter.
    /// </summary>
    internal bool IsUnderLocal(Position at) =>
        LocalFiles.Count > 0 && !LocalFiles.Contains(at.File);

    /// <summary>Those of <see cref="Files"/> that are an organisation's own local book.</summary>
    public IReadOnlySet<BookFile> LocalFiles { get; internal init; } = new HashSet<BookFile>();

    internal Position At { get; init; } = new(new BookFile("(book)", ""), 1, 1, 1);

    /// <summary>The fact of that id, or null.</summary>
    public Fact? FindFact(string id) => _factsById.GetValueOrDefault(id);

    private readonly Dictionary<string, Fact> _factsById = [];

    internal void Index()
    {
        foreach (var fact in Facts)
            _factsById[fact.Id] = fact;
    }
}

/// <summary>An id with what it stands for: a role, a principle, a requirement …</summary>
public record Entry(string Id, string Text);

/// <summary>A step in the order of precedence; rank 0 is the strongest.</summary>
public sealed record Tier(string Id, string Text, int Rank) : Entry(Id, Text);

/// <summary>A part of a book that is in force from a day to a day, both included.</summary>
public interface IDated
{
    /// <summary>The id, shared by the versions of one thing.</summary>
    string Id { get; }

    /// <summary>First day in force; null is "always was".</summary>
    DateOnly? From { get; }

    /// <summary>Last day in force; null is "until further notice".</summary>
    DateOnly? To { get; }

    /// <summary>Where it stands in the book.</summary>
    Position At { get; }
}

/// <summary>Asking whether dated parts are in force.</summary>
public static class Dated
{
    /// <summary>Whether the part is in force on that day.</summary>
    public static bool InForce(this IDated part, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(part);
        return (part.From is not { } from || from <= day) && (part.To is not { } to || day <= to);
    }
}

/// <summary>Something that may be cited.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Where">Where it was read, or is published.</param>
/// <param name="Edition">Its own version or date; empty when it has none.</param>
/// <param name="From">First day in force.</param>
/// <param name="To">Last day in force.</param>
/// <param name="VerifiedOn">The day somebody read it there; null when nobody has yet.</param>
/// <param name="Note">Anything to know about it.</param>
/// <param name="At">Where it stands in the book.</param>
public sealed record SourceDocument(
    string Id, string Title, string Where, string Edition, DateOnly? From, DateOnly? To,
    DateOnly? VerifiedOn, string Note, Position At) : IDated;

/// <summary>A source and, where given, the place in it.</summary>
public sealed record Citation(SourceDocument Source, string Place)
{
    /// <summary>The citation as a reader would write it.</summary>
    public override string ToString() =>
        Place.Length == 0 ? Source.Title : $"{Source.Title}, {Place}";
}

/// <summary>Whether a fact is one for the request or one for each item.</summary>
public enum FactScope
{
    /// <summary>One answer for the whole request.</summary>
    Request,

    /// <summary>One answer for each item.</summary>
    Item,
}

/// <summary>One of the answers of a fact.</summary>
/// <param name="Id">As case files write it.</param>
/// <param name="Label">As somebody choosing reads it.</param>
/// <param name="Statement">What it states, as an explanation says it.</param>
public sealed record Answer(string Id, string Label, string Statement);

/// <summary>A question with a closed list of answers.</summary>
/// <remarks>
/// <c>FilledBy</c> is the entry of the register that can answer it, null where only somebody who
/// is asked can.
/// </remarks>
public sealed record Fact(
    string Id, int Index, string Question, FactScope About, IReadOnlyList<Answer> Answers,
    string Help, string Why, Entry? FilledBy, int? Presumed, IReadOnlyList<Citation> Cites,
    IReadOnlyList<Entry> Meets, IReadOnlyList<Entry> Serves, Position At)
{
    /// <summary>The answer "not known", where <see cref="Presumed"/> allows it.</summary>
    public const string NotKnown = "not-known";

    /// <summary>Whether the answers are yes and no.</summary>
    public bool IsYesNo => Answers is [{ Id: "yes" }, { Id: "no" }];

    /// <summary>Every answer that may be given, "not known" included where it may be.</summary>
    public IEnumerable<string> AllowedAnswers =>
        Answers.Select(a => a.Id).Concat(Presumed is null ? [] : [NotKnown]);

    /// <summary>The index of an answer, or -1; "not known" is not one of them.</summary>
    public int IndexOf(string answer)
    {
        for (var i = 0; i < Answers.Count; i++)
        {
            if (Answers[i].Id == answer)
                return i;
        }

        return -1;
    }

    /// <inheritdoc/>
    public bool Equals(Fact? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A named condition.</summary>
public sealed record Define(
    string Id, string Means, Condition When, DateOnly? From, DateOnly? To,
    IReadOnlyList<Citation> Cites, IReadOnlyList<Entry> Meets, Position At) : IDated;

/// <summary>A lawful basis.</summary>
public sealed record Basis(
    string Id, string Title, string CommonLaw, string Article6, string Article9, string Schedule,
    DateOnly? From, DateOnly? To, IReadOnlyList<Citation> Cites, IReadOnlyList<Entry> Meets,
    IReadOnlyList<Entry> Serves, Position At) : IDated;

/// <summary>When a duty has to be done.</summary>
public enum DutyPhase
{
    /// <summary>Before anything is shared.</summary>
    Before,

    /// <summary>A limit on what is shared.</summary>
    Limit,

    /// <summary>After sharing, or after the decision not to.</summary>
    After,
}

/// <summary>Something to be done.</summary>
public sealed record Duty(
    string Id, string Say, DutyPhase Phase, Entry By, Within Within, IReadOnlyList<Verdict> On,
    Condition When, DateOnly? From, DateOnly? To, IReadOnlyList<Citation> Cites,
    IReadOnlyList<Entry> Meets, IReadOnlyList<Entry> Serves, Position At) : IDated;

/// <summary>How soon a duty has to be done: the words, and the same as ISO 8601.</summary>
/// <param name="Text">As a reader reads it, such as <c>within 3 days</c>.</param>
/// <param name="Duration">As ISO 8601 (<c>P3D</c>), or empty where there is no clock.</param>
/// <param name="WorkingDays">Whether the days are working days.</param>
public sealed record Within(string Text, string Duration, bool WorkingDays);

/// <summary>A rule: when it applies, what it decides and why.</summary>
public sealed record Rule(
    string Id, string Title, Condition When, Condition Unless, Verdict Then, Entry? Adviser,
    string Because, string Next, Tier Tier, IReadOnlyList<string> Bases,
    IReadOnlyList<string> Overrides, IReadOnlyList<string> Duties, DateOnly? From, DateOnly? To,
    IReadOnlyList<Citation> Cites, IReadOnlyList<Entry> Meets, IReadOnlyList<Entry> Serves,
    string Chapter, Position At) : IDated
{
    /// <inheritdoc/>
    public bool Equals(Rule? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <summary>What must hold (or never hold) over every combination of answers.</summary>
public sealed record Invariant(
    string Id, bool Never, string Title, Condition When, Condition Then,
    IReadOnlyList<Citation> Cites, IReadOnlyList<Entry> Meets, Position At);

/// <summary>A fact and an answer to it.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Answer">The index of the answer in <see cref="Fact.Answers"/>.</param>
/// <param name="NotKnown">Whether it was answered "not known", and the answer presumed.</param>
public sealed record GivenFact(Fact Fact, int Answer, bool NotKnown = false)
{
    /// <summary>What is known, as a sentence.</summary>
    public string Statement => NotKnown
        ? $"Not known: {Fact.Question} The law presumes: {Fact.Answers[Answer].Statement}"
        : Fact.Answers[Answer].Statement;

    /// <summary>The answer's id as it was given.</summary>
    public string AnswerId => NotKnown ? Fact.NotKnown : Fact.Answers[Answer].Id;
}

/// <summary>A situation from practice with its expected outcome.</summary>
public sealed record Example(
    string Id, string Title, DateOnly? Date, IReadOnlyList<GivenFact> Facts, Verdict Then,
    Entry? Adviser, IReadOnlyList<string> By, IReadOnlyList<string> Duties,
    IReadOnlyList<string> NotDue, IReadOnlyList<Entry> Meets, Position At);

/// <summary>A flowchart that the book offers.</summary>
public sealed record Drawing(
    string Id, string Title, IReadOnlyList<GivenFact> Given, string? OfDuty, DateOnly? Date,
    Position At);
