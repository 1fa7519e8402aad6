using Proviso.Register.Organisation;

namespace Proviso.Register.Cases;

/// <summary>Who in the organisation does what the book asks of one of its roles.</summary>
public static class BookRoles
{
    /// <summary>The role that has the task; whoever cares for the person where the book's role has
    /// no holder of its own.</summary>
    /// <param name="id">The book's role, such as <c>registered-manager</c>.</param>
    public static Role HolderOf(string id) => id switch
    {
        "caldicott-guardian" => Role.CaldicottGuardian,
        "safeguarding-lead" or "local-authority-lead" => Role.SafeguardingLead,
        "data-protection-officer" or "legal-adviser" => Role.Dpo,
        "records-lead" => Role.IgLead,
        "registered-manager" => Role.RegisteredPerson,
        "senior-professional" => Role.Manager,
        _ => Role.Practitioner,
    };
}
