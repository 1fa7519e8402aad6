using Microsoft.AspNetCore.Identity;

namespace Proviso.Web.Hosting.Accounts;

/// <summary>Refuses passwords that are guessed first: common words with digits behind them, rows
/// of keys, repetitions, and what belongs to the account itself (NIST SP 800-63B, 3.1.1.2).
/// </summary>
internal sealed class KnownBadPasswords : IPasswordValidator<StaffAccount>
{
    private const int DifferentMin = 5;

    private static readonly string[] Beginnings =
    [
        "password", "passw0rd", "p@ssword", "welcome", "letmein", "qwerty", "asdfgh", "zxcvbn",
        "1q2w3e", "123456", "abcdef", "abc123", "admin", "administrator", "changeme", "secret",
        "monkey", "dragon", "football", "liverpool", "arsenal", "chelsea", "manchester", "england",
        "sunshine", "princess", "charlie", "iloveyou", "summer", "winter", "autumn", "spring",
        "january", "february", "december", "monday", "hospital", "nursing", "carehome", "caring",
        "caldicott", "guardian", "proviso", "confidential",
    ];

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(
        UserManager<StaffAccount> manager, StaffAccount user, string? password)
    {
        var plain = new string(
            [.. (password ?? "").ToLowerInvariant().Where(char.IsLetterOrDigit)]);
        var name = user.Value.Email.Split('@')[0].ToLowerInvariant();
        var letters = string.Concat(plain.Reverse().SkipWhile(char.IsAsciiDigit).Reverse());
        if (Beginnings.Any(bad => letters == bad || letters == bad + bad
            || (plain.StartsWith(bad, StringComparison.Ordinal) && plain.Length < bad.Length + 6)))
        {
            return Bad("Choose a password that is not among the first that are guessed. Three "
                + "words that have nothing to do with each other are good.");
        }

        if (name.Length > 3 && plain.Contains(name, StringComparison.Ordinal))
            return Bad("Choose a password without your own name in it.");
        return plain.Distinct().Count() < DifferentMin
            ? Bad($"Choose a password with at least {DifferentMin} different letters or digits.")
            : Task.FromResult(IdentityResult.Success);
    }

    private static Task<IdentityResult> Bad(string words) => Task.FromResult(
        IdentityResult.Failed(new IdentityError { Code = "KnownBad", Description = words }));
}
