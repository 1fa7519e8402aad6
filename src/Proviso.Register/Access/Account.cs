namespace Proviso.Register.Access;

/// <summary>How a member of staff signs in.</summary>
[Kind("account")]
public sealed record Account : Kept
{
    /// <summary>The member of staff.</summary>
    public required Guid Staff { get; init; }

    /// <summary>The e-mail address with which they sign in.</summary>
    public required string Email { get; init; }

    /// <summary>The hashed password; null for passkeys only.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Changes whenever sessions must end.</summary>
    public string? SecurityStamp { get; init; }

    /// <summary>Whether a code is asked after the password.</summary>
    public bool TwoFactor { get; init; }

    /// <summary>The secret of the authenticator app.</summary>
    public string? AuthenticatorKey { get; init; }

    /// <summary>The hashed recovery codes that are left.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    /// <summary>How often sign-in failed in a row.</summary>
    public int Failed { get; init; }

    /// <summary>Until when it is locked.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The passkeys.</summary>
    public IReadOnlyList<Passkey> Passkeys { get; init; } = [];

    /// <inheritdoc/>
    internal override string State => LockedUntil is null ? "open" : "locked";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps =>
    [
        LookUp.By("account-email", Words.Fold(Email)), LookUp.To("account-of", Staff),
        .. Passkeys.Select(p => LookUp.By("passkey", Convert.ToBase64String(p.CredentialId))),
    ];
}

/// <summary>A passkey (WebAuthn credential).</summary>
/// <param name="CredentialId">Its id.</param>
/// <param name="PublicKey">Its public key.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="SignCount">How often it signed, by its own count.</param>
/// <param name="Transports">How it is reached.</param>
/// <param name="UserVerified">Whether it checked who holds it.</param>
/// <param name="BackupEligible">Whether it can be copied to another device.</param>
/// <param name="BackedUp">Whether it was.</param>
/// <param name="AttestationObject">What it said when it was made.</param>
/// <param name="ClientData">What the browser said when it was made.</param>
public sealed record Passkey(
    byte[] CredentialId, byte[] PublicKey, string? Name, DateTimeOffset CreatedAt, uint SignCount,
    IReadOnlyList<string> Transports, bool UserVerified, bool BackupEligible, bool BackedUp,
    byte[] AttestationObject, byte[] ClientData) : Hidden;

/// <summary>A time for which somebody is signed in on one device.</summary>
[Kind("session")]
public sealed record Session : Kept
{
    /// <summary>The member of staff.</summary>
    public required Guid Staff { get; init; }

    /// <summary>The browser, as far as it says.</summary>
    public required string Device { get; init; }

    /// <summary>When it was ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <inheritdoc/>
    internal override string State => EndedAt is null ? "open" : "ended";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => [LookUp.To("session-of", Staff)];
}

/// <summary>An invitation to sign up, by a link that works once.</summary>
[Kind("invitation")]
public sealed record Invitation : Kept
{
    /// <summary>The hash of what is in the link.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The member of staff; null for the first administrator.</summary>
    public Guid? Staff { get; init; }

    /// <summary>Until when it works.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When it was used.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <inheritdoc/>
    internal override string State => UsedAt is null ? "open" : "used";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => [LookUp.By("invitation", TokenHash)];
}

/// <summary>A key with which the service protects cookies and forms; shared by all servers.
/// </summary>
[Kind("protection-key")]
public sealed record ProtectionKey : Kept
{
    /// <summary>The key, as ASP.NET writes it.</summary>
    public required string Xml { get; init; }
}
