using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Proviso.Register;
using Proviso.Register.Access;

namespace Proviso.Web.Hosting.Accounts;

/// <summary>Keeps the accounts of ASP.NET Core Identity in the register: encrypted, with history,
/// and with a ledger entry for each change.</summary>
internal sealed partial class AccountStore(RegisterStore store)
    : IUserPasswordStore<StaffAccount>, IUserSecurityStampStore<StaffAccount>,
        IUserLockoutStore<StaffAccount>, IUserTwoFactorStore<StaffAccount>,
        IUserAuthenticatorKeyStore<StaffAccount>, IUserTwoFactorRecoveryCodeStore<StaffAccount>,
        IUserPasskeyStore<StaffAccount>
{
    /// <inheritdoc/>
    public async Task<IdentityResult> CreateAsync(
        StaffAccount user, CancellationToken cancellationToken)
    {
        var change = store.Begin(user.Value.Staff);
        var id = change.Add(RegisterStore.Organisation, user.Value);
        await change.CommitAsync(cancellationToken);
        user.Held = await store.GetAsync<Account>(id, cancellationToken);
        return IdentityResult.Success;
    }

    /// <inheritdoc/>
    public async Task<IdentityResult> UpdateAsync(
        StaffAccount user, CancellationToken cancellationToken)
    {
        var change = store.Begin(user.Value.Staff);
        change.Revise(user.Held!, user.Value);
        try
        {
            await change.CommitAsync(cancellationToken);
        }
        catch (RegisterException e) when (e.Code == "changed-meanwhile")
        {
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        }

        user.Held = await store.GetAsync<Account>(user.Held!.Id, cancellationToken);
        return IdentityResult.Success;
    }

    /// <summary>Accounts are not deleted: whoever leaves is no longer employed.</summary>
    public Task<IdentityResult> DeleteAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public async Task<StaffAccount?> FindByIdAsync(
        string userId, CancellationToken cancellationToken) =>
        Guid.TryParseExact(userId, "D", out var id)
        && await store.FindAsync<Account>(id, cancellationToken) is { } held
            ? new StaffAccount(held)
            : null;

    /// <inheritdoc/>
    public async Task<StaffAccount?> FindByNameAsync(
        string normalizedUserName, CancellationToken cancellationToken) =>
        await store.AccountOfEmailAsync(normalizedUserName, cancellationToken) is { } held
            ? new StaffAccount(held)
            : null;

    /// <inheritdoc/>
    public Task<string> GetUserIdAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id);

    /// <inheritdoc/>
    public Task<string?> GetUserNameAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Value.Email);

    /// <inheritdoc/>
    public Task SetUserNameAsync(
        StaffAccount user, string? userName, CancellationToken cancellationToken) =>
        Set(user, user.Value with { Email = userName! });

    /// <inheritdoc/>
    public Task<string?> GetNormalizedUserNameAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Value.Email);

    /// <inheritdoc/>
    public Task SetNormalizedUserNameAsync(
        StaffAccount user, string? normalizedName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public Task SetPasswordHashAsync(
        StaffAccount user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(user, user.Value with { PasswordHash = passwordHash });

    /// <inheritdoc/>
    public Task<string?> GetPasswordHashAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Value.PasswordHash);

    /// <inheritdoc/>
    public Task<bool> HasPasswordAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Value.PasswordHash is not null);

    /// <inheritdoc/>
    public Task SetSecurityStampAsync(
        StaffAccount user, string stamp, CancellationToken cancellationToken) =>
        Set(user, user.Value with { SecurityStamp = stamp });

    /// <inheritdoc/>
    public Task<string?> GetSecurityStampAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Value.SecurityStamp);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Value.LockedUntil);

    /// <inheritdoc/>
    public Task SetLockoutEndDateAsync(
        StaffAccount user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(user, user.Value with { LockedUntil = lockoutEnd });

    /// <inheritdoc/>
    public Task<int> IncrementAccessFailedCountAsync(
        StaffAccount user, CancellationToken cancellationToken)
    {
        user.Value = user.Value with { Failed = user.Value.Failed + 1 };
        return Task.FromResult(user.Value.Failed);
    }

    /// <inheritdoc/>
    public Task ResetAccessFailedCountAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        Set(user, user.Value with { Failed = 0 });

    /// <inheritdoc/>
    public Task<int> GetAccessFailedCountAsync(
        StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Value.Failed);

    /// <inheritdoc/>
    public Task<bool> GetLockoutEnabledAsync(
        StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc/>
    public Task SetLockoutEnabledAsync(
        StaffAccount user, bool enabled, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static Task Set(StaffAccount user, Account value)
    {
        user.Value = value;
        return Task.CompletedTask;
    }

    private static string Hash(string code) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(code.Trim().ToUpper(CultureInfo.InvariantCulture))));
}
