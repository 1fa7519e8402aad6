using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Entries;

/// <summary>
/// What an entry says. <see cref="LedgerEntry.Create"/> checks it.
/// </summary>
/// <param name="Kind">What happened, such as <c>decision.recorded</c>: lower-case codes joined by
/// dots, at most 64 characters.</param>
/// <param name="Subject">What it happened to, such as the decision. Never an identifier that means
/// something outside the register.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="At">When, by the caller's clock.</param>
public sealed record LedgerEntryParts(string Kind, Guid Subject, Guid Actor, DateTimeOffset At)
{
    private static readonly Dictionary<string, string> NoCodes = [];
    private static readonly Dictionary<string, TreeHash> NoHashes = [];
    private static readonly Dictionary<string, Guid> NoLinks = [];

    /// <summary>The version of the rule book that decided, if one did: a lower-case letter, then
    /// a-z, 0-9, '.', '-', '+', at most 64 characters.</summary>
    public string? Book { get; init; }

    /// <summary>Codes by name, such as <c>verdict</c> and <c>do-not-share</c>; at most
    /// 32.</summary>
    public IReadOnlyDictionary<string, string> Codes { get; init; } = NoCodes;

    /// <summary>Salted hashes of contents kept elsewhere, by name; at most 32. See
    /// <see cref="SaltedHash"/>.</summary>
    public IReadOnlyDictionary<string, TreeHash> Hashes { get; init; } = NoHashes;

    /// <summary>Other things it concerns, by name, such as <c>request</c>; at most 32.</summary>
    public IReadOnlyDictionary<string, Guid> Links { get; init; } = NoLinks;
}
