using Microsoft.AspNetCore.Identity;
using Proviso.Register.Access;

namespace Proviso.Web.Hosting.Accounts;

/// <content>Codes and passkeys.</content>
internal sealed partial class AccountStore
{
    /// <inheritdoc/>
    public Task SetTwoFactorEnabledAsync(
        StaffAccount user, bool enabled, CancellationToken cancellationToken) =>
        Set(user, user.Value with { TwoFactor = enabled });

    /// <inheritdoc/>
    public Task<bool> GetTwoFactorEnabledAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Value.TwoFactor);

    /// <inheritdoc/>
    public Task SetAuthenticatorKeyAsync(
        StaffAccount user, string key, CancellationToken cancellationToken) =>
        Set(user, user.Value with { AuthenticatorKey = key });

    /// <inheritdoc/>
    public Task<string?> GetAuthenticatorKeyAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Value.AuthenticatorKey);

    /// <inheritdoc/>
    public Task ReplaceCodesAsync(
        StaffAccount user, IEnumerable<string> recoveryCodes,
        CancellationToken cancellationToken) =>
        Set(user, user.Value with { RecoveryCodes = [.. recoveryCodes.Select(Hash)] });

    /// <inheritdoc/>
    public Task<bool> RedeemCodeAsync(
        StaffAccount user, string code, CancellationToken cancellationToken)
    {
        var hash = Hash(code);
        if (!user.Value.RecoveryCodes.Contains(hash, StringComparer.Ordinal))
            return Task.FromResult(false);
        user.Value = user.Value with
        {
            RecoveryCodes = [.. user.Value.RecoveryCodes.Where(c => c != hash)],
        };
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<int> CountCodesAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Value.RecoveryCodes.Count);

    /// <inheritdoc/>
    public Task AddOrUpdatePasskeyAsync(
        StaffAccount user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        Set(user, user.Value with
        {
            Passkeys =
            [
                .. user.Value.Passkeys.Where(p =>
                    !p.CredentialId.AsSpan().SequenceEqual(passkey.CredentialId)),
                new Passkey(
                    passkey.CredentialId, passkey.PublicKey, passkey.Name, passkey.CreatedAt,
                    passkey.SignCount, passkey.Transports ?? [], passkey.IsUserVerified,
                    passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject,
                    passkey.ClientDataJson),
            ],
        });

    /// <inheritdoc/>
    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Value.Passkeys.Select(Info)]);

    /// <inheritdoc/>
    public async Task<StaffAccount?> FindByPasskeyIdAsync(
        byte[] credentialId, CancellationToken cancellationToken) =>
        await store.AccountOfPasskeyAsync(credentialId, cancellationToken) is { } held
            ? new StaffAccount(held)
            : null;

    /// <inheritdoc/>
    public Task<UserPasskeyInfo?> FindPasskeyAsync(
        StaffAccount user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(user.Value.Passkeys
            .Where(p => p.CredentialId.AsSpan().SequenceEqual(credentialId))
            .Select(Info).FirstOrDefault());

    /// <inheritdoc/>
    public Task RemovePasskeyAsync(
        StaffAccount user, byte[] credentialId, CancellationToken cancellationToken) =>
        Set(user, user.Value with
        {
            Passkeys = [.. user.Value.Passkeys.Where(p =>
                !p.CredentialId.AsSpan().SequenceEqual(credentialId))],
        });

    private static UserPasskeyInfo Info(Passkey p) => new(
        p.CredentialId, p.PublicKey, p.CreatedAt, p.SignCount, [.. p.Transports], p.UserVerified,
        p.BackupEligible, p.BackedUp, p.AttestationObject, p.ClientData)
    {
        Name = p.Name,
    };
}
