namespace Proviso.Register.Access;

/// <summary>Finds accounts, sessions and invitations.</summary>
public static class AccessQueries
{
    private const int Most = 1_000;

    /// <summary>The account of an e-mail address.</summary>
    /// <param name="store">The register.</param>
    /// <param name="email">The address, however it is written.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<Held<Account>?> AccountOfEmailAsync(
        this RegisterStore store, string email, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(email);
        return await store.FindByAsync<Account>(
            LookUp.By("account-email", Words.Fold(email)), 2, cancellation) is [var one]
            ? one
            : null;
    }

    /// <summary>The account of a member of staff.</summary>
    /// <param name="store">The register.</param>
    /// <param name="staff">The member of staff.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<Held<Account>?> AccountOfStaffAsync(
        this RegisterStore store, Guid staff, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return await store.FindByAsync<Account>(
            LookUp.To("account-of", staff), 2, cancellation) is [var one]
            ? one
            : null;
    }

    /// <summary>The account that has a passkey.</summary>
    /// <param name="store">The register.</param>
    /// <param name="credentialId">The passkey's id.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<Held<Account>?> AccountOfPasskeyAsync(
        this RegisterStore store, byte[] credentialId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return await store.FindByAsync<Account>(
            LookUp.By("passkey", Convert.ToBase64String(credentialId)), 2, cancellation)
            is [var one]
            ? one
            : null;
    }

    /// <summary>The sessions of a member of staff, oldest first.</summary>
    /// <param name="store">The register.</param>
    /// <param name="staff">The member of staff.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Task<IReadOnlyList<Held<Session>>> SessionsOfAsync(
        this RegisterStore store, Guid staff, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.FindByAsync<Session>(LookUp.To("session-of", staff), Most, cancellation);
    }

    /// <summary>The invitation of a link.</summary>
    /// <param name="store">The register.</param>
    /// <param name="tokenHash">The hash of what is in the link.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<Held<Invitation>?> InvitationOfAsync(
        this RegisterStore store, string tokenHash, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return await store.FindByAsync<Invitation>(
            LookUp.By("invitation", tokenHash), 2, cancellation) is [var one]
            ? one
            : null;
    }
}
