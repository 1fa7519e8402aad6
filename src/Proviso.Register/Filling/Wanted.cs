using Proviso.Register.Cases;
using Proviso.Register.Wishes;

namespace Proviso.Register.Filling;

/// <summary>Facts filled from what the person said.</summary>
internal static class Wanted
{
    /// <summary>An earlier yes counts only for the same item, recipient and purpose: one that
    /// leaves any of them open has to be asked again (CN-4 to CN-6).</summary>
    internal static Said Consent(CaseEntries c, RequestedItem item)
    {
        var (consents, against, all) = Standing(c, item);
        if (consents.Count > 0 && against.Count > 0)
            return new Said(null, all);
        if (against.Exists(s => s.Says is WishKind.Refusal))
            return new Said("refused", all);
        if (consents.Count == 0)
            return Said.Nothing;
        var exact = consents.Find(s => IsExact(s.Wish.Value.About));
        if (exact is null)
            return Said.Nothing;
        var wish = exact.Wish.Value;
        if (wish.GivenBy is not null)
            return Said.By(exact.Wish, wish.Authority is null ? null : "by-representative");
        return Said.By(exact.Wish, wish.From == c.Day && wish.Explicit ? "explicit" : "standing");
    }

    /// <summary>An objection, or an agreement taken back; "none" is that none is recorded.
    /// </summary>
    internal static Said Objection(CaseEntries c, RequestedItem item)
    {
        if (c.UseOf(item) is null)
            return Said.Nothing;
        var (consents, against, all) = Standing(c, item);
        if (consents.Count > 0 && against.Count > 0)
            return new Said(null, all);
        return against.Count > 0
            ? new Said("objects", all)
            : Said.By(c.File.Person, "none");
    }

    /// <summary>Opt-outs from uses beyond care.</summary>
    internal static Said OptOut(CaseEntries c, RequestedItem item)
    {
        var outs = c.File.Wishes.Where(w => w.Value.StandsOn(c.Day)
            && w.Value.Says is WishKind.NationalOptOut or WishKind.PracticeOptOut).ToList();
        return outs.Count == 0
            ? Said.By(c.File.Person, "none")
            : Said.ByAll(
                outs, w => w.Says is WishKind.NationalOptOut ? "national" : "gp-objection");
    }

    private static (List<Spoken> Consents, List<Spoken> Against, List<RecordVersion> All)
        Standing(CaseEntries c, RequestedItem item)
    {
        var standing = c.UseOf(item) is { } use
            ? Wishes.Standing.On(c.File.Wishes, use, c.Day)
            : [];
        return (
            [.. standing.Where(s => s.Says is WishKind.Consent)],
            [.. standing.Where(s => s.Says is not WishKind.Consent)],
            [.. standing.Select(s => Said.Version(s.Wish))]);
    }

    private static bool IsExact(Scope scope) =>
        scope.ItemKinds.Count + scope.Items.Count > 0
        && scope.Parties.Count + scope.PartyKinds.Count > 0 && scope.Purposes.Count > 0;
}
