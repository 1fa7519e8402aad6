namespace Proviso.Register;

/// <summary>Days from one to another, both included; null is open.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
public sealed record Period(DateOnly? From = null, DateOnly? Until = null) : Hidden
{
    /// <summary>Every day.</summary>
    public static readonly Period Always = new();

    /// <summary>Whether a day lies in it.</summary>
    public bool Covers(DateOnly day) =>
        (From is not { } from || from <= day) && (Until is not { } until || day <= until);
}

/// <summary>What something is for: which kinds of items, for whom, for which purposes. An empty
/// list is "all".</summary>
public sealed record Scope : Hidden
{
    /// <summary>Every item, everybody, every purpose.</summary>
    public static readonly Scope Everything = new();

    /// <summary>Kinds of items: answers of the book's fact <c>item-kind</c>.</summary>
    public IReadOnlyList<string> ItemKinds { get; init; } = [];

    /// <summary>Single items, by their records; they count beside the kinds.</summary>
    public IReadOnlyList<Guid> Items { get; init; } = [];

    /// <summary>Single parties, by their records: recipients or related persons.</summary>
    public IReadOnlyList<Guid> Parties { get; init; } = [];

    /// <summary>Sorts of parties: answers of the book's fact <c>requester</c>; they count beside
    /// the single ones.</summary>
    public IReadOnlyList<string> PartyKinds { get; init; } = [];

    /// <summary>Purposes: answers of the book's fact <c>purpose</c>.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>Whether it speaks of one item for one party and purpose.</summary>
    public bool Covers(Use use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return CoversItem(use.ItemKind, use.Item) && CoversParty(use.PartyKind, use.Party)
            && (Purposes.Count == 0 || Purposes.Contains(use.Purpose, StringComparer.Ordinal));
    }

    /// <summary>Whether it may speak of items of a kind, or of that one.</summary>
    public bool CoversItem(string kind, Guid? item) =>
        (ItemKinds.Count + Items.Count == 0)
        || ItemKinds.Contains(kind, StringComparer.Ordinal)
        || (item is { } id && Items.Contains(id));

    /// <summary>Whether it speaks of no more than another does: nothing that it covers is outside
    /// the other.</summary>
    public bool IsWithin(Scope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsWithin(ItemKinds, Items, other.ItemKinds, other.Items)
            && IsWithin(PartyKinds, Parties, other.PartyKinds, other.Parties)
            && IsWithin(Purposes, [], other.Purposes, []);
    }

    /// <summary>Every kind of item, party and purpose that it names.</summary>
    internal IEnumerable<(string Fact, string Answer)> Words =>
        ItemKinds.Select(k => ("item-kind", k))
            .Concat(PartyKinds.Select(k => ("requester", k)))
            .Concat(Purposes.Select(p => ("purpose", p)));

    private bool CoversParty(string kind, Guid? party) =>
        (PartyKinds.Count + Parties.Count == 0)
        || PartyKinds.Contains(kind, StringComparer.Ordinal)
        || (party is { } id && Parties.Contains(id));

    private static bool IsWithin(
        IReadOnlyList<string> kinds, IReadOnlyList<Guid> ones,
        IReadOnlyList<string> otherKinds, IReadOnlyList<Guid> otherOnes) =>
        otherKinds.Count + otherOnes.Count == 0
        || (kinds.Count + ones.Count > 0
            && kinds.All(k => otherKinds.Contains(k, StringComparer.Ordinal))
            && ones.All(otherOnes.Contains));

    /// <inheritdoc/>
    public bool Equals(Scope? other) =>
        other is not null && IsWithin(other) && other.IsWithin(this);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        ItemKinds.Count, Items.Count, Parties.Count, PartyKinds.Count, Purposes.Count);
}

/// <summary>One use: this item, for this party, for this purpose.</summary>
/// <param name="ItemKind">Its kind.</param>
/// <param name="Item">The item, where it is in the register.</param>
/// <param name="PartyKind">In what capacity the party asks.</param>
/// <param name="Party">The party, where it is in the register.</param>
/// <param name="Purpose">What for.</param>
public sealed record Use(
    string ItemKind, Guid? Item, string PartyKind, Guid? Party, string Purpose) : Hidden;

/// <summary>A document, or whatever else was seen, with who saw it and when.</summary>
/// <param name="What">What was seen, and its reference.</param>
/// <param name="SeenBy">The member of staff.</param>
/// <param name="SeenOn">The day.</param>
public sealed record Evidence(string What, Guid SeenBy, DateOnly SeenOn) : Hidden;
