using Proviso.Identifiers;
using Proviso.Register.Organisation;

namespace Proviso.Register.Demo;

/// <summary>The invented care group itself: its services, teams, staff and roles.</summary>
internal sealed class DemoOrganisation
{
    private static readonly (string Name, string Profession, string Team, Role Role)[] Others =
    [
        ("Grace Mensah", "registered-nurse", "Oak", Role.Practitioner),
        ("Piotr Mazur", "care-worker", "Oak", Role.Practitioner),
        ("Chloe Bramley", "care-worker", "Oak", Role.Practitioner),
        ("Sunita Joshi", "registered-nurse", "Elm", Role.Practitioner),
        ("Leroy Grant", "care-worker", "Elm", Role.Practitioner),
        ("Beata Lis", "care-worker", "Elm", Role.Practitioner),
        ("Ellie Marsden", "student-nurse", "Elm", Role.Student),
        ("Tom Kershaw", "activities-organiser", "Elm", Role.Practitioner),
        ("Angela Rawson", "manager", "North round", Role.Manager),
        ("Shabana Malik", "care-worker", "North round", Role.Practitioner),
        ("Dawn Ingham", "care-worker", "North round", Role.Practitioner),
        ("Femi Okafor", "care-worker", "North round", Role.Practitioner),
        ("Karen Varley", "care-coordinator", "North round", Role.Administrator),
        ("Michelle Scanlon", "care-worker", "South round", Role.Practitioner),
        ("Adam Thornley", "care-worker", "South round", Role.Practitioner),
        ("Ritu Sharma", "care-worker", "South round", Role.Practitioner),
        ("Stacey Holt", "care-worker", "South round", Role.Practitioner),
        ("Bogdan Wrona", "occupational-therapist", "South round", Role.Contractor),
        ("Naomi Bailey", "manager", "Millrace", Role.Manager),
        ("Josh Carter", "support-worker", "Millrace", Role.Practitioner),
        ("Hannah Yardley", "support-worker", "Millrace", Role.Practitioner),
        ("Abdi Warsame", "support-worker", "Millrace", Role.Practitioner),
        ("Lucy Tierney", "speech-therapist", "Millrace", Role.Contractor),
        ("Craig Norcross", "support-worker", "Wharf Street", Role.Practitioner),
        ("Zainab Qureshi", "support-worker", "Wharf Street", Role.Practitioner),
        ("Megan Ellery", "social-worker", "Wharf Street", Role.Practitioner),
        ("Paul Entwhistle", "support-worker", "Bridge", Role.Practitioner),
        ("Rosa Brennan", "registered-nurse", "Bridge", Role.Practitioner),
        ("Iqra Hussain", "administrator", "Bridge", Role.Administrator),
    ];

    private static readonly string[] NursingTeams = ["Oak", "Elm"];
    private static readonly string[] HomeTeams = ["North round", "South round"];
    private static readonly string[] LivingTeams = ["Millrace", "Wharf Street", "Bridge"];

    internal sealed record Unit(Guid Service, string Kind, Team Team);

    internal List<Unit> Units { get; } = [];

    internal Dictionary<string, Guid> StaffByName { get; } = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<Guid>> byTeam = new(StringComparer.Ordinal);

    internal Guid Of(DemoStaff staff) => StaffByName[staff.Name];

    /// <summary>Those who work in a team.</summary>
    internal IReadOnlyList<Guid> In(Unit unit) => byTeam[unit.Team.Name];

    internal async Task AddAsync(DemoWorld world)
    {
        var change = world.Store.Begin(DemoWorld.Installer);
        change.Add(RegisterStore.Organisation, new OrganisationProfile
        {
            Name = "Ashgrove Care Group", Provider = "care-group", PubliclyFunded = true,
            WordForPerson = "person",
            OdsCode = OdsCode.TryParse("G7H8J", out var code) ? code : null,
        });
        AddService(world, change, "Ashgrove House", "nursing-home", "health", NursingTeams);
        AddService(world, change, "Ashgrove at Home", "home-care", "social-care", HomeTeams);
        AddService(
            world, change, "Millrace Supported Living", "supported-living", "social-care",
            LivingTeams);
        foreach (var staff in DemoStaff.All)
            AddStaff(world, change, staff.Name, staff.Profession, staff.Team);
        foreach (var other in Others)
            AddStaff(world, change, other.Name, other.Profession, other.Team);
        AddRoles(world, change);
        await change.CommitAsync(world.Cancellation);
    }

    private void AddService(
        DemoWorld world, Change change, string name, string kind, string holder, string[] teams)
    {
        var made = teams.Select(t => new Team(world.Clock.NextId(), t)).ToList();
        var id = change.Add(RegisterStore.Organisation, new Service
        {
            Name = name, Holder = holder, Teams = made, NeedToKnow = Needs(),
            SafetyCritical = kind == "nursing-home"
                ? ["health-record", "care-record"]
                : ["care-record"],
        });
        Units.AddRange(made.Select(t => new Unit(id, kind, t)));
    }

    private static List<NeedToKnow> Needs() =>
    [
        new(Role.Manager,
        [
            "care-record", "health-record", "mental-health", "letter", "message", "finance",
            "identity-details", "image-or-recording", "summary-care-record", "told-in-confidence",
        ]),
        new(Role.Practitioner,
            ["care-record", "health-record", "letter", "message", "summary-care-record"]),
        new(Role.Administrator, ["identity-details", "finance", "letter", "message"]),
        new(Role.SafeguardingLead,
        [
            "care-record", "health-record", "mental-health", "letter", "message", "finance",
            "told-in-confidence", "image-or-recording", "identity-details",
        ]),
        new(Role.Student, ["care-record"]),
        new(Role.Volunteer, ["identity-details"]),
        new(Role.Contractor, ["care-record", "health-record"]),
    ];

    private void AddStaff(
        DemoWorld world, Change change, string name, string profession, string team)
    {
        var units = Units.Where(u => u.Team.Name == team).ToList();
        var id = change.Add(RegisterStore.Organisation, new Staff
        {
            Name = name,
            Email = DemoStaff.EmailOf(name),
            Profession = profession,
            Registration = profession switch
            {
                "registered-nurse" => $"NMC 99{world.Chance.Next(10, 99)}Z{world.Chance.Next(9999):0000}Z",
                "doctor" => $"GMC 99{world.Chance.Next(99999):00000}",
                "social-worker" => $"SWE SW99{world.Chance.Next(9999):0000}",
                _ => null,
            },
            Teams = [.. units.Select(u => u.Team.Id)],
            Employed = new Period(world.Today.AddDays(-world.Chance.Next(450, 4000))),
            AcknowledgedOn = world.Start.AddDays(-world.Chance.Next(10, 300)),
        });
        StaffByName.Add(name, id);
        if (!byTeam.TryGetValue(team, out var members))
            byTeam[team] = members = [];
        members.Add(id);
    }

    private void AddRoles(DemoWorld world, Change change)
    {
        Guid? ServiceOf(string team) =>
            Units.Find(u => u.Team.Name == team)?.Service;
        var deputies = new Dictionary<Role, string>
        {
            [Role.CaldicottGuardian] = DemoStaff.SafeguardingLead.Name,
            [Role.SafeguardingLead] = "Naomi Bailey",
            [Role.Manager] = "Grace Mensah",
            [Role.Siro] = DemoStaff.DataProtectionOfficer.Name,
        };
        foreach (var (staff, role) in DemoStaff.All.SelectMany(s => s.Roles, (s, r) => (s, r)))
        {
            change.Add(RegisterStore.Organisation, new RoleHolding
            {
                Role = role,
                Holder = Of(staff),
                Deputies = deputies.TryGetValue(role, out var name) ? [StaffByName[name]] : [],
                Service = staff.Team.Length == 0 ? null : ServiceOf(staff.Team),
                RegisterId = role is Role.CaldicottGuardian ? "CG-99-0417" : null,
                Held = new Period(world.Start.AddDays(-world.Chance.Next(30, 900))),
            });
        }

        foreach (var (name, _, team, role) in Others)
        {
            change.Add(RegisterStore.Organisation, new RoleHolding
            {
                Role = role, Holder = StaffByName[name], Service = ServiceOf(team),
                Held = new Period(world.Start.AddDays(-world.Chance.Next(30, 900))),
            });
        }

        // Nobody has followed the manager of the home-care service as its registered person.
        change.Add(RegisterStore.Organisation, new RoleHolding
        {
            Role = Role.RegisteredPerson, Service = ServiceOf("North round"),
            Held = new Period(world.Start),
        });
    }
}
