using Proviso.Register.People;
using Proviso.Register.Recipients;

namespace Proviso.Register.Interchange;

/// <summary>Family, carers, friends and representatives.</summary>
internal sealed class RelatedPeopleFormat : CsvFormat<RelatedPerson>
{
    public override string Name => "related-people";

    private protected override string ExampleId => "R1";

    private protected override RelatedPerson Blank(Surroundings around) =>
        new() { Name = new PersonName("", ""), Relation = "" };

    private protected override IReadOnlyList<Field<RelatedPerson>> Define() =>
    [
        new("family_name", "The family name.", "Okafor",
            (c, r) => r with { Name = r.Name with { Family = c.Line() } }, r => r.Name.Family,
            Required: true),
        new("given_names", "The given names.", "Ruth",
            (c, r) => r with { Name = r.Name with { Given = c.Line() } }, r => r.Name.Given),
        new("title", "Mr, Mrs, Dr …", "Ms",
            (c, r) => r with { Name = r.Name with { Title = c.Line() } }, r => r.Name.Title),
        new("known_as", "What they like to be called.", "",
            (c, r) => r with { Name = r.Name with { KnownAs = c.Line() } }, r => r.Name.KnownAs),
        new("relation", "What they are to the person.", "daughter",
            (c, r) => r with { Relation = c.Line() }, r => r.Relation, Required: true),
        new("cares", "Whether they care for the person: no, or yes|from|until.", "yes|2023-06-01",
            (c, r) => r with { Cares = ReadCares(c) },
            r => r.Cares is { } days
                ? ListCell.Join(["yes", Show.Day(days.From), Show.Day(days.Until)]) : null),
        new("willing_to_be_told", "Whether they agreed to be told: yes or no.", "yes",
            (c, r) => r with { WillingToBeTold = c.Yes() }, r => Show.YesNo(r.WillingToBeTold)),
        new("bars", "What stands in the way of telling them: "
            + "kind|why|what was seen|seen by|seen on|from|until; …", "",
            (c, r) => r with { Bars = c.Entries(5, 7, ReadBar) },
            r => ListCell.Join(r.Bars.Select(b => new[] { b.Kind, b.Why }
                .Concat(Show.Parts(b.Seen))
                .Concat([Show.Day(b.Stands.From), Show.Day(b.Stands.Until)])))),
        new("bars_checked_on", "The day on which somebody looked for such bars.", "2026-01-15",
            (c, r) => r with { BarsCheckedOn = c.PastDay() }, r => Show.Day(r.BarsCheckedOn)),
        new("contacts",
            "How they are reached: phone, email, text or post|number or address|note; …",
            "phone|01632 960002",
            (c, r) => r with { Contacts = Show.ReadContacts(c) }, r => Show.Contacts(r.Contacts)),
        new("checks", "How it was checked who they are: how|passed: yes or no|by|on|until; …",
            "passport seen|yes||2026-01-15|2027-01-15",
            (c, r) => r with { Checks = c.Entries(4, 5, ReadCheck) },
            r => ListCell.Join(r.Checks.Select(k => new[]
            {
                k.How, Show.YesNo(k.Passed), Show.Id(k.By), Show.Day(k.On), Show.Day(k.Until),
            }))),
    ];

    private static Period? ReadCares(Cell cell)
    {
        var parts = cell.Parts(1, 3);
        return parts[0].Yes() ? Cell.Period(parts[1], parts[2]) : null;
    }

    private static Bar ReadBar(Cell[] p) => new(
        p[0].Answer("carer-bar"), p[1].Line(),
        new Evidence(p[2].Line(), p[3].StaffOrMe(), p[4].PastDay()), Cell.Period(p[5], p[6]));

    private static IdentityCheck ReadCheck(Cell[] p) => new(
        p[0].Line(), p[1].Yes(), p[2].StaffOrMe(), p[3].PastDay(), p[4].DayOrNone());
}

/// <summary>Who may act for a person.</summary>
internal sealed class AuthoritiesFormat : CsvFormat<Authority>
{
    private const string Nothing = "nothing";

    public override string Name => "authorities";

    private protected override string ExampleId => "A1";

    private protected override Authority Blank(Surroundings around) =>
        new() { Holder = Guid.Empty, Authorises = default };

    private protected override void Check(Authority record, ReadRow row)
    {
        if (record.Stands.From > record.Stands.Until)
            row.Refuse("until", "date-order", "Ends before it begins.");
    }

    private protected override IReadOnlyList<Field<Authority>> Define() =>
    [
        new("holder", "The related person who holds it, by the id of their row.", "R1",
            (c, a) => a with { Holder = c.Record(typeof(RelatedPerson)) },
            a => Show.Id(a.Holder), Required: true),
        new("authorises", "What it is.", "attorney-health-and-welfare",
            (c, a) => a with { Authorises = c.Code<AuthorityKind>() },
            a => Codes.Of(a.Authorises), Required: true),
        new("document", "The document: what was seen|by whom|when. Empty when none was seen.",
            "registered lasting power of attorney||2026-01-15",
            (c, a) => a with { Document = c.Evidence() }, a => Show.Evidence(a.Document)),
        new("registered", "Whether it is registered, where it has to be: yes or no.", "yes",
            (c, a) => a with { Registered = c.Yes() }, a => Show.YesNo(a.Registered)),
        new("covers", "The kinds of items that it covers, or 'nothing'; empty when nobody judged.",
            "care-record; health-record",
            (c, a) => a with { Covers = ReadCovers(c) },
            a => a.Covers is null ? null : a.Covers.Count == 0 ? Nothing : Show.List(a.Covers)),
        new("from", "The first day.", "2024-02-01",
            (c, a) => a with { Stands = a.Stands with { From = c.Day() } },
            a => Show.Day(a.Stands.From)),
        new("until", "The last day.", "",
            (c, a) => a with { Stands = a.Stands with { Until = c.Day() } },
            a => Show.Day(a.Stands.Until)),
        new("ended_on", "The day on which it was withdrawn or taken away.", "",
            (c, a) => a with { EndedOn = c.Day() }, a => Show.Day(a.EndedOn)),
    ];

    private static IReadOnlyList<string> ReadCovers(Cell cell) =>
        cell.Line() == Nothing ? [] : cell.Answers("item-kind");
}

/// <summary>How teams, staff and recipients came to care for a person.</summary>
internal sealed class CareFormat : CsvFormat<CareRelationship>
{
    public override string Name => "care";

    private protected override string ExampleId => "C1";

    private protected override CareRelationship Blank(Surroundings around) =>
        new() { With = Guid.Empty, How = "", Lasts = Period.Always };

    private protected override void Check(CareRelationship record, ReadRow row)
    {
        if (record.Lasts.From > record.Lasts.Until)
            row.Refuse("until", "date-order", "Ends before it begins.");
    }

    private protected override IReadOnlyList<Field<CareRelationship>> Define() =>
    [
        new("with", "The team by name, the member of staff by e-mail address, or the recipient by "
            + "ODS code.", "Rose House day team",
            (c, r) => r with { With = ReadWith(c) }, r => Show.Id(r.With), Required: true),
        new("how", "How it came about.", "referred",
            (c, r) => r with { How = c.Answer("relationship") }, r => r.How, Required: true),
        new("shown", "What shows it: the referral, the visit, the duty.",
            "referral letter of 3 March 2024",
            (c, r) => r with { Shown = c.Words() }, r => r.Shown),
        new("from", "The first day.", "2024-03-03",
            (c, r) => r with { Lasts = r.Lasts with { From = c.Day() } },
            r => Show.Day(r.Lasts.From)),
        new("until", "The last day.", "",
            (c, r) => r with { Lasts = r.Lasts with { Until = c.Day() } },
            r => Show.Day(r.Lasts.Until)),
    ];

    private static readonly string[] Sorts = ["team", "staff", "recipient"];

    private static Guid ReadWith(Cell cell)
    {
        var name = cell.Line();
        var sort = Sorts.FirstOrDefault(s => cell.Around.Named(s, name).Count > 0) ?? "team";
        return cell.Named(sort, "Name a team, a member of staff's e-mail address or an ODS code "
            + "that the register has.");
    }
}
