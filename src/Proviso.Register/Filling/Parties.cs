using Proviso.Register.Cases;
using Proviso.Register.People;

namespace Proviso.Register.Filling;

/// <summary>Facts filled from what is known of whoever asks.</summary>
internal static class Parties
{
    internal static Said Check(CaseEntries c)
    {
        if (c.Recipient is { } recipient)
        {
            return recipient.Value.Concerns.Any(concern => concern.Since <= c.Day
                && (concern.ClearedOn is not { } cleared || c.Day < cleared))
                ? Said.By(recipient, "serious-concern")
                : Said.By(recipient, Checked(recipient.Value.Checks, c.Day));
        }

        return c.Related is { } related
            ? Said.By(related, Checked(related.Value.Checks, c.Day))
            : Said.Nothing;
    }

    /// <summary>The strongest control that an agreement in force puts on the recipient for all
    /// that is asked.</summary>
    internal static Said Controls(CaseEntries c)
    {
        var uses = c.Request.Value.Items.Select(c.UseOf).ToList();
        var covering = c.Agreements.Where(a => a.Value.Stands.Covers(c.Day)
            && uses.TrueForAll(use => use is not null && a.Value.Covers.Covers(use))).ToList();
        var trusted = covering.Find(a => a.Value.Controls == "trusted-environment");
        return (trusted ?? covering.FirstOrDefault()) is { } one
            ? Said.By(one, one.Value.Controls)
            : Said.Nothing;
    }

    internal static Said DeathProof(CaseEntries c) => Said.ByAll(
        Held(c, AuthorityKind.PersonalRepresentative, AuthorityKind.DeathClaim),
        a => a.Document is not null && IsCheckedAtAll(c) ? "yes" : "no");

    internal static Said Authority(CaseEntries c, RequestedItem item)
    {
        var held = Held(
            c, AuthorityKind.AttorneyHealthAndWelfare, AuthorityKind.AttorneyPropertyAndFinance,
            AuthorityKind.Deputy).ToList();
        var kind = c.ItemOf(item)?.Value.ItemKind ?? item.ItemKind;
        var dead = c.File.Person.Value.DiedOn is { } died && died <= c.Day;
        string? Answer(Authority a)
        {
            if (dead || !a.Stands.Covers(c.Day) || (a.EndedOn is { } ended && ended <= c.Day))
                return "ended";
            if (a.Document is null || !a.Registered)
                return "not-seen";
            if (a.Covers is null || kind is null)
                return null;
            return a.Covers.Contains(kind, StringComparer.Ordinal) ? "covers" : "wrong-scope";
        }

        // One authority that covers the item is enough, whatever others there are.
        return held.Find(a => Answer(a.Value) == "covers") is { } one
            ? Said.By(one, "covers")
            : Said.ByAll(held, Answer);
    }

    internal static Said ParentalResponsibility(CaseEntries c) => Said.ByAll(
        Held(c, AuthorityKind.ParentalResponsibility),
        a => !a.Stands.Covers(c.Day) || (a.EndedOn is { } ended && ended <= c.Day)
            ? "none"
            : a.Document is null ? "not-shown" : "has");

    // If several apply the book takes the last; "none" needs somebody to have looked.
    internal static Said CarerBar(CaseEntries c)
    {
        if (c.Related is not { } related)
            return Said.Nothing;
        var bars = related.Value.Bars.Where(b => b.Stands.Covers(c.Day)).Select(b => b.Kind);
        if (InOrder.LastOrDefault(b => bars.Contains(b, StringComparer.Ordinal)) is { } bar)
            return Said.By(related, bar);
        if (related.Value.Cares is not { } cares || related.Value.BarsCheckedOn is null)
            return Said.Nothing;
        return Said.By(related, cares.Covers(c.Day) ? "none" : "not-involved");
    }

    private static readonly string[] InOrder =
        ["legal-document", "record-against", "safeguarding-concern"];

    private static IEnumerable<Held<Authority>> Held(CaseEntries c, params AuthorityKind[] kinds) =>
        c.File.Authorities.Where(a => a.Value.Holder == c.Request.Value.Party
            && kinds.Contains(a.Value.Authorises));

    private static bool IsCheckedAtAll(CaseEntries c) =>
        c.Related is { } related && Checked(related.Value.Checks, c.Day) is not null;

    private static string? Checked(
        IEnumerable<Recipients.IdentityCheck> checks, DateOnly day) =>
        checks.Any(check => check.Passed && check.On <= day && day <= (check.Until ?? check.On))
            ? "checked"
            : null;
}
