namespace Proviso.Register.Items;

/// <summary>A piece of information about a person. It has a key of its own, so that it can be
/// destroyed alone.</summary>
[Kind("item", OwnKey = true)]
public sealed record Item : Kept
{
    /// <summary>The most bytes of an attachment.</summary>
    public const int MaxAttachmentBytes = 25_000_000;

    /// <summary>Its kind: an answer of the book's fact <c>item-kind</c>.</summary>
    public required string ItemKind { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>How it was made or came.</summary>
    public required Medium Medium { get; init; }

    /// <summary>Its words, where it has any.</summary>
    public string? Text { get; init; }

    /// <summary>Its file, where it is one.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>Whether it is somebody's opinion and not a fact.</summary>
    public bool Opinion { get; init; }

    /// <summary>Whether it is kept as history and no longer true.</summary>
    public bool Historical { get; init; }

    /// <summary>Who wrote or said it.</summary>
    public string? Author { get; init; }

    /// <summary>Where it came from.</summary>
    public string? Source { get; init; }

    /// <summary>Its day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The service that keeps it.</summary>
    public Guid? Service { get; init; }

    /// <summary>Whether it is sensitive to this person beyond what its kind says (DF-6).</summary>
    public bool Sensitive { get; init; }

    /// <summary>Its special categories (DF-3).</summary>
    public IReadOnlyList<SpecialCategory> SpecialCategories { get; init; } = [];

    /// <summary>Who else it is about; null when nobody has looked.</summary>
    public IReadOnlyList<Mention>? Mentions { get; init; }

    /// <summary>Whether it was told in confidence.</summary>
    public bool InConfidence { get; init; }

    /// <summary>The Act that protects it, where one does.</summary>
    public string? ProtectedBy { get; init; }

    /// <inheritdoc/>
    internal override string State => Historical ? "historical" : "kept";
}

/// <summary>How an item was made or came (DF-5).</summary>
public enum Medium
{
    /// <summary>In a computer.</summary>
    Electronic,

    /// <summary>On paper.</summary>
    Paper,

    /// <summary>A letter.</summary>
    Letter,

    /// <summary>An e-mail.</summary>
    Email,

    /// <summary>A text message.</summary>
    TextMessage,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>A film.</summary>
    Video,

    /// <summary>A sound recording.</summary>
    Audio,

    /// <summary>Something that was said.</summary>
    Verbal,
}

/// <summary>The special categories of UK GDPR Article 9 (DF-3).</summary>
public enum SpecialCategory
{
    /// <summary>Race or ethnic origin.</summary>
    Ethnicity,

    /// <summary>Political opinions.</summary>
    Politics,

    /// <summary>Religion or belief.</summary>
    Belief,

    /// <summary>Membership of a trade union.</summary>
    TradeUnion,

    /// <summary>Genetic data.</summary>
    Genetic,

    /// <summary>Biometric data that identify.</summary>
    Biometric,

    /// <summary>Health.</summary>
    Health,

    /// <summary>Sex life or sexual orientation.</summary>
    SexLife,
}

/// <summary>Somebody else whom an item is about.</summary>
/// <param name="Who">Who it is.</param>
/// <param name="StaffInRole">Whether they are staff who acted in their role.</param>
public sealed record Mention(string Who, bool StaffInRole) : Hidden;

/// <summary>A file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Bytes">What is in it.</param>
public sealed record Attachment(string Name, string MediaType, byte[] Bytes) : Hidden;
