using Proviso.Register.Organisation;

namespace Proviso.Register.Demo;

/// <summary>An invented member of staff who is in every demonstration store under the same name,
/// so that somebody can sign in as them.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The address for sign-in; unique.</param>
/// <param name="Profession">As <see cref="Staff.Profession"/>.</param>
/// <param name="Team">The name of the team, or empty for the office.</param>
/// <param name="Roles">The roles that they hold.</param>
public sealed record DemoStaff(
    string Name, string Email, string Profession, string Team, IReadOnlyList<Role> Roles)
{
    /// <summary>A care worker of the nursing home.</summary>
    public static readonly DemoStaff CareWorker = Of(
        "Kemi Adebayo", "care-worker", "Oak", Role.Practitioner);

    /// <summary>A registered nurse of the nursing home.</summary>
    public static readonly DemoStaff Nurse = Of(
        "Niamh Corrigan", "registered-nurse", "Elm", Role.Practitioner);

    /// <summary>The registered manager of the nursing home.</summary>
    public static readonly DemoStaff Manager = Of(
        "Joanne Whitworth", "manager", "Oak", Role.Manager, Role.RegisteredPerson);

    /// <summary>The Caldicott Guardian.</summary>
    public static readonly DemoStaff Guardian = Of(
        "Dr Amara Nwosu", "doctor", "", Role.CaldicottGuardian);

    /// <summary>Leads on safeguarding.</summary>
    public static readonly DemoStaff SafeguardingLead = Of(
        "Martin Fairhurst", "social-worker", "", Role.SafeguardingLead);

    /// <summary>The data protection officer, who also leads on information governance.</summary>
    public static readonly DemoStaff DataProtectionOfficer = Of(
        "Priya Raman", "information-governance", "", Role.Dpo, Role.IgLead);

    /// <summary>The senior information risk owner.</summary>
    public static readonly DemoStaff Siro = Of("Helen Ogden", "director", "", Role.Siro);

    /// <summary>Runs the office.</summary>
    public static readonly DemoStaff Administrator = Of(
        "Sandra Pickering", "administrator", "Oak", Role.Administrator);

    /// <summary>Works with anonymised data.</summary>
    public static readonly DemoStaff Analyst = Of("Daniel Wong", "analyst", "", Role.Analyst);

    /// <summary>Reads the log.</summary>
    public static readonly DemoStaff Auditor = Of(
        "Ruth Lumley", "auditor", "", Role.Auditor);

    /// <summary>Helps without pay.</summary>
    public static readonly DemoStaff Volunteer = Of(
        "Geoff Stott", "volunteer", "Oak", Role.Volunteer);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<DemoStaff> All =
    [
        CareWorker, Nurse, Manager, Guardian, SafeguardingLead, DataProtectionOfficer, Siro,
        Administrator, Analyst, Auditor, Volunteer,
    ];

    internal static string EmailOf(string name)
    {
        var words = name.Replace("Dr ", "", StringComparison.Ordinal).ToLowerInvariant()
            .Replace("'", "", StringComparison.Ordinal).Split(' ');
        return $"{words[0]}.{words[^1]}@ashgrove.example";
    }

    private static DemoStaff Of(
        string name, string profession, string team, params Role[] roles) =>
        new(name, EmailOf(name), profession, team, roles);
}
