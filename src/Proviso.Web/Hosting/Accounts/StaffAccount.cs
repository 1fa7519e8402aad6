using Proviso.Register;
using Proviso.Register.Access;

namespace Proviso.Web.Hosting.Accounts;

/// <summary>An account while ASP.NET Core Identity works on it.</summary>
internal sealed class StaffAccount
{
    internal StaffAccount(Account account) => Value = account;

    internal StaffAccount(Held<Account> held)
    {
        Held = held;
        Value = held.Value;
    }

    /// <summary>What is in the register; null for a new one.</summary>
    internal Held<Account>? Held { get; set; }

    /// <summary>What it says now.</summary>
    internal Account Value { get; set; }

    /// <summary>Its id.</summary>
    internal string Id => Held?.Id.ToString("D") ?? "";

    /// <inheritdoc/>
    public override string ToString() => nameof(StaffAccount);
}
