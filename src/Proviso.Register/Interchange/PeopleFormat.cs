using Proviso.Register.People;

namespace Proviso.Register.Interchange;

/// <summary>People whom information is about.</summary>
internal sealed class PeopleFormat : CsvFormat<Person>
{
    public override string Name => "people";

    private protected override string ExampleId => "";

    private protected override IEnumerable<CsvColumn> KeyColumns =>
    [
        new("id", false, "The register's id, as an export gives it. Leave it empty otherwise.", ""),
    ];

    private protected override PersonKey KeyOf(
        ReadRow row, IReadOnlyDictionary<string, string> cells)
    {
        Cell At(string column) => new(row, column, cells.GetValueOrDefault(column, ""));
        Guid? id = null;
        if (cells.GetValueOrDefault("id", "").Trim() is { Length: > 0 } text)
        {
            if (Guid.TryParseExact(text, "D", out var own))
                id = own;
            else
                row.Refuse("id", "id-malformed", "Is not an id of the register. Leave it empty.");
        }

        var number = At("nhs_number");
        var local = At("local_number");
        var key = new PersonKey(
            id, number.IsEmpty ? null : number.NhsNumber(), Show.LineOrNone(local));
        if (key.IsEmpty && row.Refused.Count == 0)
        {
            row.Refuse("nhs_number", "person-unnamed",
                "Give an NHS number or a local number, so that the person is known again.");
        }

        return key;
    }

    private protected override Guid? IdOf(
        ReadRow row, IReadOnlyDictionary<string, string> cells) => null;

    private protected override IEnumerable<string?> WrittenKeys(Held<Person> held) =>
        [Show.Id(held.Id)];

    private protected override Person Blank(Surroundings around) =>
        new() { Name = new PersonName("", "") };

    private protected override void Check(Person record, ReadRow row)
    {
        if (record.DiedOn < record.BornOn)
            row.Refuse("died_on", "date-order", "Is before the day of birth.");
    }

    private protected override IReadOnlyList<Field<Person>> Define() =>
    [
        new("nhs_number", "The NHS number; spaces and dashes do not matter.", "999 123 4594",
            (c, p) => p with { NhsNumber = c.NhsNumber() }, p => p.NhsNumber?.ToDisplay()),
        new("local_number", "Your organisation's own number of the person.", "H0042",
            (c, p) => p with { LocalNumber = c.Line() }, p => p.LocalNumber),
        new("family_name", "The family name.", "Okafor",
            (c, p) => p with { Name = p.Name with { Family = c.Line() } }, p => p.Name.Family,
            Required: true),
        new("given_names", "The given names.", "Grace Ada",
            (c, p) => p with { Name = p.Name with { Given = c.Line() } }, p => p.Name.Given,
            Required: true),
        new("title", "Mr, Mrs, Dr …", "Mrs",
            (c, p) => p with { Name = p.Name with { Title = c.Line() } }, p => p.Name.Title),
        new("known_as", "What they like to be called.", "Gracie",
            (c, p) => p with { Name = p.Name with { KnownAs = c.Line() } }, p => p.Name.KnownAs),
        new("former_names", "Earlier and other names: family|given|title|known as; …",
            "Mensah|Grace Ada",
            (c, p) => p with { FormerNames = c.Entries(1, 4, Name4) },
            p => ListCell.Join(p.FormerNames.Select(
                n => new[] { n.Family, n.Given, n.Title, n.KnownAs }))),
        new("born_on", "The day of birth.", "1941-03-09",
            (c, p) => p with { BornOn = c.PastDay() }, p => Show.Day(p.BornOn)),
        new("died_on", "The day of death.", "",
            (c, p) => p with { DiedOn = c.PastDay() }, p => Show.Day(p.DiedOn)),
        new("national_insurance_number", "The National Insurance number.", "",
            (c, p) => p with { NationalInsuranceNumber = c.NationalInsuranceNumber() },
            p => p.NationalInsuranceNumber?.ToDisplay()),
        new("sex", "The sex as recorded.", "female",
            (c, p) => p with { Sex = c.Line() }, p => p.Sex),
        new("addresses", "Where they live and lived: postcode|from|until|line|line …; …",
            "LS1 4AP|2019-05-01||12 Example Street|Leeds",
            (c, p) => p with { Addresses = c.Entries(4, int.MaxValue, ReadAddress) },
            p => ListCell.Join(p.Addresses.Select(WrittenAddress))),
        new("contacts",
            "How they are reached: phone, email, text or post|number or address|note; …",
            "phone|01632 960001|not before nine",
            (c, p) => p with { Contacts = Show.ReadContacts(c) }, p => Show.Contacts(p.Contacts)),
        .. Careful(),
    ];

    private static IEnumerable<Field<Person>> Careful() =>
    [
        new("language", "The language that they speak; English where nothing is said.", "English",
            (c, p) => p with { Language = c.Line() }, p => p.Language),
        new("communication_needs", "What they need to understand and be understood.",
            "large print",
            (c, p) => p with { CommunicationNeeds = c.Words() }, p => p.CommunicationNeeds),
        new("safe_contact", "How they may be reached without danger.", "",
            (c, p) => p with { SafeContact = c.Words() }, p => p.SafeContact),
        new("risks_of_sharing", "What may happen if something is shared; …", "",
            (c, p) => p with { RisksOfSharing = [.. c.Entries().Select(e => e.Words())] },
            p => Show.List(p.RisksOfSharing)),
        new("teams", "The teams that care for them, by name or id; …", "",
            (c, p) => p with { Teams = [.. c.Entries().Select(ReadTeam)] },
            p => Show.List(p.Teams)),
        new("sensitive_kinds", "Kinds of items that are sensitive to this person; …", "finance",
            (c, p) => p with { SensitiveKinds = c.Answers("item-kind") },
            p => Show.List(p.SensitiveKinds)),
    ];

    private static Guid ReadTeam(Cell cell) =>
        cell.Named("team", "Name a team of one of the services in the register.");

    private static PersonName Name4(Cell[] p) => new(
        p[0].Line(), p[1].Line(), Show.LineOrNone(p[2]), Show.LineOrNone(p[3]));

    private static Address ReadAddress(Cell[] p) => new(
        [.. p.Skip(3).Select(line => line.Line())], p[0].PostcodeOrNone(),
        Cell.Period(p[1], p[2]));

    private static IEnumerable<string?> WrittenAddress(Address address) =>
    [
        address.Postcode?.ToDisplay(), Show.Day(address.Lived.From),
        Show.Day(address.Lived.Until), .. address.Lines,
    ];
}
