using System.Security.Cryptography;
using System.Text;

namespace Proviso.Register.Access;

/// <summary>Another system that asks by the API.</summary>
[Kind("api-client")]
public sealed record ApiClient : Kept
{
    /// <summary>The most keys that are valid side by side, so that one can follow the other.
    /// </summary>
    public const int MaxKeys = 5;

    /// <summary>What it is called, such as <c>care-record</c>; also its id as a subject.</summary>
    public required string Name { get; init; }

    /// <summary>Its keys.</summary>
    public IReadOnlyList<ApiKey> Keys { get; init; } = [];

    /// <summary>The purposes it may ask for: answers of the book's fact <c>purpose</c>; none for
    /// every purpose.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>What it may ask about, such as <c>share</c>; none for everything.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>How many requests a second it may send; twice as many in one burst.</summary>
    public int PerSecond { get; init; } = 100;

    /// <summary>Whether it was shut out.</summary>
    public bool Disabled { get; init; }

    /// <inheritdoc/>
    internal override string State => Disabled ? "disabled" : "enabled";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => Keys.Select(k => LookUp.By("api-key", k.Id));

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, string Code)> LedgerCodes => [("state", State)];

    /// <summary>Whether it may ask for a purpose.</summary>
    /// <param name="purpose">An answer of the book's fact <c>purpose</c>; null while it is not
    /// known.</param>
    public bool MayPurpose(string? purpose) =>
        Purposes.Count == 0 || (purpose is not null && Purposes.Contains(purpose));

    /// <summary>Whether it may ask about an action.</summary>
    /// <param name="action">The action, such as <c>share</c>.</param>
    public bool MayAction(string action) => Actions.Count == 0 || Actions.Contains(action);

    /// <summary>The same with a new key. Keys that were valid before stay valid until their own
    /// end, or until <paramref name="oldUntil"/> where that comes first.</summary>
    /// <param name="now">The time.</param>
    /// <param name="until">When the new key ends.</param>
    /// <param name="oldUntil">When the keys before it end.</param>
    /// <param name="bearer">The whole key, which is shown once and kept nowhere.</param>
    /// <exception cref="RegisterException">It has too many keys that are still valid
    /// (<c>too-many-keys</c>).</exception>
    public ApiClient WithNewKey(
        DateTimeOffset now, DateTimeOffset? until, DateTimeOffset? oldUntil, out string bearer)
    {
        var kept = Keys.Where(k => k.IsValid(now))
            .Select(k => oldUntil is { } end && (k.Until is null || k.Until > end)
                ? k with { Until = end }
                : k).Where(k => k.IsValid(now)).ToList();
        if (kept.Count >= MaxKeys)
        {
            throw new RegisterException(
                "too-many-keys", $"It has {MaxKeys} keys that are still valid. End some first.");
        }

        var key = ApiKey.Make(now, until, out bearer);
        return this with { Keys = [.. kept, key] };
    }
}

/// <summary>A key of an API client. Its secret is 256 bits of chance, so that one salted hash is
/// enough to hide it.</summary>
/// <param name="Id">What it is found by; not secret.</param>
/// <param name="Salt">16 bytes.</param>
/// <param name="Hash">SHA-256 over salt and secret.</param>
/// <param name="From">When it was made.</param>
/// <param name="Until">When it ends; null for never.</param>
public sealed record ApiKey(
    string Id, byte[] Salt, byte[] Hash, DateTimeOffset From, DateTimeOffset? Until) : Hidden
{
    private const int SaltBytes = 16;
    private const int SecretBytes = 32;

    /// <summary>Whether it counts.</summary>
    /// <param name="now">The time.</param>
    public bool IsValid(DateTimeOffset now) => Until is null || now < Until;

    /// <summary>Whether a secret is the right one; takes as long for a wrong one.</summary>
    /// <param name="secret">What was presented after the dot.</param>
    public bool Matches(ReadOnlySpan<char> secret)
    {
        Span<byte> salted = stackalloc byte[SaltBytes + 128];
        if (secret.Length > 2 * SecretBytes
            || !Encoding.UTF8.TryGetBytes(secret, salted[SaltBytes..], out var n))
        {
            return false;
        }

        Salt.CopyTo(salted);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(salted[..(SaltBytes + n)], hash);
        return CryptographicOperations.FixedTimeEquals(hash, Hash);
    }

    internal static ApiKey Make(DateTimeOffset now, DateTimeOffset? until, out string bearer)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        bearer = $"{id}.{secret}";
        return new ApiKey(
            id, salt, SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(secret)]), now, until);
    }
}

/// <summary>What was answered to a write, so that the same write sent again is answered the same
/// and done once.</summary>
[Kind("api-answer")]
public sealed record ApiAnswer : Kept
{
    /// <summary>SHA-256 over what was sent.</summary>
    public required byte[] Sent { get; init; }

    /// <summary>The status that was answered.</summary>
    public required int Status { get; init; }

    /// <summary>The body that was answered.</summary>
    public required string Body { get; init; }
}

/// <summary>Finds API clients.</summary>
public static class ApiClients
{
    /// <summary>The client that a key belongs to, whether it still counts or not.</summary>
    /// <param name="store">The register.</param>
    /// <param name="keyId">The part of the key before the dot.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<Held<ApiClient>?> FindApiClientAsync(
        this RegisterStore store, string keyId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return await store.FindByAsync<ApiClient>(
            LookUp.By("api-key", keyId), 1, cancellation) is [var one] ? one : null;
    }
}
