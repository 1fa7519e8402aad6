using Proviso.Register.Cases;
using Proviso.Register.People;
using Proviso.Register.Wishes;

namespace Proviso.Register.Filling;

/// <summary>
/// The one place that says from which entries each fact is filled. It only looks up what is
/// written down: what follows from it is the book's business. An entry that leaves room for doubt
/// says nothing.
/// </summary>
internal static class Fillers
{
    /// <summary>By fact: the register entry as the book names it, and how it is looked up.
    /// </summary>
    internal static readonly IReadOnlyDictionary<string, Filler> All =
        new Dictionary<string, Filler>(StringComparer.Ordinal)
        {
            ["requester"] = new("request", c => Said.By(c.Request, c.Request.Value.Requester)),
            ["purpose"] = new("request", c => Said.By(c.Request, c.Request.Value.Purpose)),
            ["court-order"] = new("request", c => Said.By(c.Request, c.Request.Value.CourtOrder)),
            ["statutory-power"] = new(
                "request", c => Said.By(c.Request, c.Request.Value.StatutoryPower)),
            ["person-asks-for"] = new(
                "request", c => Said.By(c.Request, c.Request.Value.PersonAsksFor)),
            ["requester-check"] = new("recipient", Parties.Check),
            ["release-controls"] = new("recipient", Parties.Controls),
            ["person-status"] = new("person", PersonStatus),
            ["relationship"] = new("relationship", Relationship),
            ["death-proof"] = new("relationship", Parties.DeathProof),
            ["authority"] = new("relationship", Parties.Authority),
            ["parental-responsibility"] = new("relationship", Parties.ParentalResponsibility),
            ["carer-bar"] = new("relationship", Parties.CarerBar),
            ["capacity"] = new("capacity", (c, i) => Capacity(c, i, ofChild: false)),
            ["child-competence"] = new("capacity", (c, i) => Capacity(c, i, ofChild: true)),
            ["in-best-interests"] = new("capacity", BestInterests),
            ["consent"] = new("consent", Wanted.Consent),
            ["objection"] = new("objection", Wanted.Objection),
            ["opt-out"] = new("objection", Wanted.OptOut),
            ["item-kind"] = new("item", ItemKind),
            ["record-date"] = new("item", RecordDate),
            ["third-party-content"] = new("item", ThirdParties),
            ["override"] = new("approval", c => Approved(c, null, "override")),
            ["senior-approval"] = new("approval", c => Approved(c, null, "senior-approval")),
            ["balance"] = new("approval", (c, i) => Approved(c, i, "balance")),
            ["notifier"] = new("staff", Notifier),
            ["record-holder"] = new("organisation", RecordHolder),
        };

    // The answers of the book are bands of ages, and "dead".
    private static Said PersonStatus(CaseEntries c)
    {
        var person = c.File.Person.Value;
        if (person.DiedOn is { } died && died <= c.Day)
            return Said.By(c.File.Person, "dead");
        if (person.BornOn is not { } born || born > c.Day)
            return Said.Nothing;
        // Somebody born on 29 February comes of age on 1 March (Family Law Reform Act 1969 s9).
        var age = c.Day.Year - born.Year
            - ((c.Day.Month, c.Day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
        return Said.By(c.File.Person, age switch
        {
            < 13 => "child-under-13",
            < 16 => "child",
            < 18 => "young-person",
            _ => "adult",
        });
    }

    private static Said Relationship(CaseEntries c) => Said.ByAll(
        c.File.Relationships.Where(r => r.Value.With == c.Request.Value.Party
            && r.Value.Lasts.Covers(c.Day)),
        r => r.How);

    private static Said Capacity(CaseEntries c, RequestedItem item, bool ofChild)
    {
        if (c.UseOf(item) is not { } use)
            return Said.Nothing;
        var standing = c.File.Assessments
            .Where(a => a.Value.OfChild == ofChild && a.Value.Stands.Covers(c.Day)
                && a.Value.Decision.Covers(use)
                && (!a.Value.Fluctuates || a.Value.Shown.SeenOn == c.Day)).ToList();
        var latest = standing.Select(a => a.Value.Shown.SeenOn).DefaultIfEmpty().Max();
        return Said.ByAll(
            standing.Where(a => a.Value.Shown.SeenOn == latest), a => a.Finding);
    }

    private static Said BestInterests(CaseEntries c, RequestedItem item)
    {
        if (c.UseOf(item) is not { } use)
            return Said.Nothing;
        return Said.ByAll(
            c.File.BestInterests.Where(b => b.Value.Stands.Covers(c.Day)
                && b.Value.Decision.Covers(use)),
            b => b.Best ? "yes" : "no");
    }

    private static Said ItemKind(CaseEntries c, RequestedItem item) =>
        c.ItemOf(item) is { } held
            ? Said.By(held, held.Value.ItemKind)
            : Said.By(c.Request, item.ItemKind);

    // What came earlier has to be judged by somebody, as the other answers say.
    private static Said RecordDate(CaseEntries c, RequestedItem item) =>
        c.ItemOf(item) is { } held && held.Value.Date >= new DateOnly(1991, 11, 1)
            ? Said.By(held, "since-1991")
            : Said.Nothing;

    private static Said ThirdParties(CaseEntries c, RequestedItem item)
    {
        if (c.ItemOf(item) is not { Value.Mentions: { } mentions } held)
            return Said.Nothing;
        if (mentions.Count == 0)
            return Said.By(held, "none");
        return mentions.All(m => m.StaffInRole) ? Said.By(held, "staff") : Said.Nothing;
    }

    private static Said Approved(CaseEntries c, RequestedItem? item, string fact)
    {
        var request = c.Request.Value;
        var uses = (item is null ? request.Items : [item]).Select(c.UseOf).ToList();
        return Said.ByAll(
            c.Approvals.Where(a => a.Value.Fact == fact && a.Value.Stands.Covers(c.Day)
                && (a.Value.Request is not null || uses.TrueForAll(
                    use => use is not null && a.Value.Covers.Covers(use)))
                && (item is null || a.Value.ItemNumbers.Count == 0
                    || a.Value.ItemNumbers.Contains(item.Number))),
            a => a.Finding);
    }

    private static Said Notifier(CaseEntries c) =>
        c.Asker is { Value.Profession: not "doctor" } asker
            ? Said.By(asker, "no")
            : Said.Nothing;

    private static Said RecordHolder(CaseEntries c, RequestedItem item) =>
        c.Services.FirstOrDefault(s => s.Id == c.ItemOf(item)?.Value.Service) is { } service
            ? Said.By(service, service.Value.Holder)
            : Said.Nothing;
}

/// <summary>How a fact is looked up.</summary>
internal sealed class Filler
{
    internal Filler(string entry, Func<CaseEntries, Said> ofRequest)
    {
        Entry = entry;
        OfRequest = ofRequest;
    }

    internal Filler(string entry, Func<CaseEntries, RequestedItem, Said> ofItem)
    {
        Entry = entry;
        OfItem = ofItem;
    }

    /// <summary>The entry as the book names it.</summary>
    internal string Entry { get; }

    internal Func<CaseEntries, Said>? OfRequest { get; }

    internal Func<CaseEntries, RequestedItem, Said>? OfItem { get; }
}
