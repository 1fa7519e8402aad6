using Proviso.Identifiers;
using Proviso.Register.People;
using Proviso.Register.Recipients;

namespace Proviso.Register.Demo;

/// <summary>Invented bodies and people outside who ask for information.</summary>
internal sealed class DemoRecipients
{
    // Id, name, capacity, organisation, ODS code, address, how often in a hundred they are checked
    // already, assurance.
    private static readonly Outside[] All =
    [
        new("gp-canal", "Canal Street Surgery", "care-professional", "Canal Street Surgery",
            "Y99901", "canalstreet.surgery@nhs.example", "Duty doctor and reception", true),
        new("gp-beacon", "Beacon View Medical Practice", "care-professional",
            "Beacon View Medical Practice", "Y99902", "reception@beaconview.example",
            "Reception team of six", true),
        new("ward", "Ward 7, Harrowby Royal Infirmary", "care-professional",
            "Harrowby Royal Infirmary", "RZ901", "ward7.nurse@harrowby-royal.example",
            "The nurse in charge", true),
        new("emergency", "Emergency department, Harrowby Royal Infirmary", "care-professional",
            "Harrowby Royal Infirmary", "RZ901", "ed.coordinator@harrowby-royal.example",
            "The coordinator on shift", true),
        new("district-nurses", "Calder Valley district nurses", "care-professional",
            "Calder Valley Community NHS Trust", "RZ902", "dn.hub@caldervalley.example",
            "The hub, weekdays 8 to 6", true),
        new("pharmacy", "Weaver's Court Pharmacy", "care-professional",
            "Weaver's Court Pharmacy", "FZ999", "dispensary@weaverscourt.example",
            "The pharmacist", true),
        new("podiatry", "Community podiatry", "care-professional",
            "Calder Valley Community NHS Trust", "RZ902", "podiatry@caldervalley.example",
            null, true),
        new("council-adults", "Harrowby Council, adult social care", "local-authority",
            "Harrowby Council", "909", "adults.duty@harrowby.example", "The duty team", true),
        new("council-children", "Harrowby Council, children's services", "local-authority",
            "Harrowby Council", "909", "mash@harrowby.example", "The front door team", true),
        new("police", "DC Sarah Holt", "police", "Calder Valley Police", null,
            "s.holt@calder-police.example", null, true),
        new("police-desk", "Harrowby Bridge police station", "police", "Calder Valley Police",
            null, "01632 960101", null, false),
        new("court", "The Court at Wexcombe", "court", "The Court at Wexcombe", null,
            "orders@wexcombe-court.example", "The listing office", true),
        new("solicitor", "Lumb and Hargate Solicitors", "solicitor",
            "Lumb and Hargate Solicitors", null, "post@lumbhargate.example", null, true),
        new("coroner", "HM Coroner's officer, Calder Valley", "coroner",
            "Calder Valley Coroner", null, "officer@calder-coroner.example", null, true),
        new("medical-examiner", "Medical examiner's office", "medical-examiner",
            "Harrowby Royal Infirmary", "RZ901", "me.office@harrowby-royal.example", null, true),
        new("cqc", "Inspector, Care Quality Commission", "cqc", "Care Quality Commission", null,
            "inspector.demo@cqc.example", null, true),
        new("regulator", "Case officer, professional regulator", "professional-regulator",
            "A professional regulator", null, "casework@regulator.example", null, true),
        new("ombudsman", "Caseworker of the Ombudsman", "public-authority", "The Ombudsman", null,
            "casework@ombudsman.example", null, true),
        new("health-protection", "Calder health protection team", "public-health-team",
            "UK health protection", null, "hpt@health-protection.example", null, true),
        new("collection", "National collection", "nhs-england", "NHS England", null,
            "collections@nhs.example", null, true),
        new("researcher", "Dr Ewan Tattersall", "researcher-or-planner",
            "University of Nether Calder", null, "e.tattersall@nether-calder.example", null, true),
        new("commissioner", "Integrated commissioning team", "researcher-or-planner",
            "Calder Valley Integrated Care Board", "QZ9", "analytics@calder-icb.example",
            "Four analysts", true),
        new("insurer", "Pennine Mutual Insurance", "employer-or-insurer",
            "Pennine Mutual Insurance", null, "claims@pennine-mutual.example", null, true),
        new("interpreter", "Halina Zielinska", "care-supporter", "Calder Interpreting", null,
            "07700 900271", null, true),
        new("volunteer-driver", "Brian Garside", "care-supporter", "Harrowby Volunteer Drivers",
            null, "07700 900284", null, true),
        new("landlord", "Mr V. Stott", "other", "Foundry Row Lettings", null, "01632 960188",
            null, false),
        new("journalist", "A reporter of the Harrowby Echo", "other", "Harrowby Echo", null,
            "news@harrowby-echo.example", null, false),
        new("neighbour", "Neighbour who rings", "other", null, null, "01632 960190", null, false),
        new("nephew", "Darren Cowgill", "other", null, null, "07700 900299", null, true),
    ];

    private readonly Dictionary<string, (Guid Id, Outside Is)> byKey =
        new(StringComparer.Ordinal);

    internal Guid this[string key] => byKey[key].Id;

    internal string NameOf(string key) => byKey[key].Is.Name;

    internal string AddressOf(string key) => byKey[key].Is.Address;

    internal async Task AddAsync(DemoWorld world)
    {
        var change = world.Store.Begin(world.Organisation.Of(DemoStaff.Administrator));
        foreach (var one in All)
            byKey.Add(one.Key, (change.Add(RegisterStore.Organisation, Made(world, one)), one));
        AddAgreements(world, change);
        await change.CommitAsync(world.Cancellation);
    }

    private static Recipient Made(DemoWorld world, Outside one)
    {
        var by = world.Organisation.Of(DemoStaff.Administrator);
        var on = world.Start.AddDays(-world.Chance.Next(5, 60));
        var byPhone = !one.Address.Contains('@', StringComparison.Ordinal);
        return new Recipient
        {
            Name = one.Name,
            Capacity = one.Capacity,
            OrganisationName = one.Organisation,
            OdsCode = OdsCode.TryParse(one.Ods, out var code) ? code : null,
            Addresses =
            [
                new CheckedAddress(
                    byPhone ? ContactBy.Phone : ContactBy.Email, one.Address, one.ReadBy,
                    one.Known
                        ? new Evidence("Test message answered; number from their own site", by, on)
                        : null),
            ],
            Checks = one.Known
                ? [new IdentityCheck(
                    "Rung back through the switchboard", true, by, on, on.AddYears(3))]
                : [],
            Assurances = one.Ods is null
                ? []
                : [new Assurance(
                    "Data Security and Protection Toolkit", "standards met",
                    one.Key == "podiatry"
                        ? world.Today.AddDays(-20)
                        : world.Today.AddMonths(world.Chance.Next(1, 11)))],
            Concerns = one.Key == "nephew"
                ? [new Concern(
                    "Rang as 'the hospital' to find out where his aunt had moved to",
                    world.Start.AddDays(-40), null)]
                : [],
        };
    }

    private void AddAgreements(DemoWorld world, Change change)
    {
        var seenBy = world.Organisation.Of(DemoStaff.DataProtectionOfficer);
        change.Add(RegisterStore.Organisation, new Agreement
        {
            Title = "Sharing agreement with the Calder Valley Integrated Care Board",
            Controls = "agreement",
            Covers = new Scope
            {
                Parties = [this["commissioner"]], Purposes = ["commissioning", "service-design"],
            },
            Document = new Evidence("Agreement ICB-99/12, signed", seenBy, world.Start),
            Stands = new Period(world.Start, world.Today.AddMonths(5)),
        });
        change.Add(RegisterStore.Organisation, new Agreement
        {
            Title = "Trusted research environment of the University of Nether Calder",
            Controls = "trusted-environment",
            Covers = new Scope { Parties = [this["researcher"]], Purposes = ["research"] },
            Document = new Evidence(
                "Contract, security standard and audit report of the year", seenBy,
                world.Start),
            Stands = new Period(world.Start, world.Today.AddDays(40)),
        });
    }

    private sealed record Outside(
        string Key, string Name, string Capacity, string? Organisation, string? Ods,
        string Address, string? ReadBy, bool Known);
}
