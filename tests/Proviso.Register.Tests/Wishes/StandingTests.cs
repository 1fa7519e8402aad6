using FsCheck;
using FsCheck.Fluent;
using Proviso.Register.Wishes;

namespace Proviso.Register.Tests.Wishes;

/// <summary>What stood on a day, over random histories, against a slow definition that counts uses
/// one by one.</summary>
public sealed class StandingTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly string[] Kinds = ["letter", "note"];
    private static readonly string[] Sorts = ["carer", "police"];
    private static readonly string[] Purposes = ["care", "audit"];
    private static readonly Guid[] Items = [Id(1), Id(2)];
    private static readonly Guid[] Parties = [Id(3), Id(4)];

    // Beside what scopes can name, one of each that none of them names.
    private static readonly Use[] Uses =
    [
        .. from kind in Kinds.Append("other")
           from item in Items.Select(i => (Guid?)i).Append(Id(8)).Append(null)
           from sort in Sorts.Append("other")
           from party in Parties.Select(i => (Guid?)i).Append(Id(9)).Append(null)
           from purpose in Purposes.Append("other")
           select new Use(kind, item, sort, party, purpose),
    ];

    private static readonly Gen<Scope> Scopes =
        from kinds in Gen.SubListOf(Kinds)
        from items in Few(Items)
        from sorts in Gen.SubListOf(Sorts)
        from parties in Few(Parties)
        from purposes in Gen.SubListOf(Purposes)
        select new Scope
        {
            ItemKinds = [.. kinds], Items = [.. items], PartyKinds = [.. sorts],
            Parties = [.. parties], Purposes = [.. purposes],
        };

    private static readonly Gen<Wish> OneWish =
        from says in Gen.Elements(Enum.GetValues<WishKind>())
        from about in Gen.Frequency((1, Gen.Constant(Scope.Everything)), (4, Scopes))
        from day in Gen.Choose(0, 9)
        from until in Days(0, 12)
        from withdrawn in Days(0, 12)
        select new Wish
        {
            Says = says, About = about, From = Start.AddDays(day), Until = until,
            WithdrawnOn = withdrawn, TakenBy = TestStore.Somebody,
        };

    private static readonly Gen<(Held<Wish>[] Wishes, Use Use, DateOnly Day)> Histories =
        from wishes in Gen.ListOf(OneWish).Select(w => w.Take(7).Select((wish, i) =>
            new Held<Wish>(Id(100 + i), Id(7), 1, default, default, wish)).ToArray())
        from use in Gen.Elements(Uses)
        from day in Gen.Choose(0, 13)
        select (wishes, use, Start.AddDays(day));

    [Fact]
    public void On_AnyHistory_IsWhatTheSlowDefinitionSays() => Hold(h =>
        Show(Standing.On(h.Wishes, h.Use, h.Day)).SequenceEqual(Slowly(h.Wishes, h.Use, h.Day)));

    [Fact]
    public void On_InAnyOrder_IsTheSame() => Hold(h =>
        Show(Standing.On(h.Wishes.Reverse(), h.Use, h.Day))
            .SequenceEqual(Show(Standing.On(h.Wishes, h.Use, h.Day))));

    [Fact]
    public void On_WithoutWhatIsAboutOtherUses_IsTheSame() => Hold(h =>
        Show(Standing.On(h.Wishes.Where(w => w.Value.About.Covers(h.Use)), h.Use, h.Day))
            .SequenceEqual(Show(Standing.On(h.Wishes, h.Use, h.Day))));

    [Fact]
    public void On_WithoutTheFuture_IsTheSame() => Hold(h =>
        Show(Standing.On(h.Wishes.Where(w => w.Value.From <= h.Day), h.Use, h.Day))
            .SequenceEqual(Show(Standing.On(h.Wishes, h.Use, h.Day))));

    [Fact]
    public void On_NothingThatStands_IsReplacedByWhatStands() => Hold(h =>
    {
        var standing = Standing.On(h.Wishes, h.Use, h.Day);
        return standing.All(one => !standing.Any(other => other.From > one.From
            && other.Wish.Value.About.IsWithin(one.Wish.Value.About)));
    });

    [Fact]
    public void On_RefusalOfEverythingToday_LeavesNoYesThatSpeaksOfAsMuch() => Hold(h =>
    {
        var refusal = new Held<Wish>(Id(99), Id(7), 1, default, default, new Wish
        {
            Says = WishKind.Refusal, About = h.Wishes is [var w, ..]
                ? w.Value.About : Scope.Everything,
            From = h.Day, TakenBy = TestStore.Somebody,
        });
        return Standing.On(h.Wishes.Append(refusal), h.Use, h.Day).All(s =>
            s.Says is not WishKind.Consent || s.From == h.Day
            || !refusal.Value.About.IsWithin(s.Wish.Value.About)
            || !refusal.Value.About.Covers(h.Use));
    });

    [Fact]
    public void On_ConsentTakenBack_SaysNoEverAfterUntilANewWord()
    {
        var consent = Said(WishKind.Consent, 0) with { WithdrawnOn = Start.AddDays(3) };
        Assert.Equal([(WishKind.Consent, 0)], At(2, consent));
        Assert.Equal([(WishKind.Objection, 3)], At(3, consent));
        Assert.Equal([(WishKind.Objection, 3)], At(400, consent));
        Assert.Equal([(WishKind.Consent, 5)], At(5, consent, Said(WishKind.Consent, 5)));
        // A yes and a no of the same day: somebody has to ask.
        Assert.Equal(2, At(3, consent, Said(WishKind.Consent, 3)).Count);
    }

    [Fact]
    public void On_Expiry_EndsAfterTheLastDay()
    {
        var consent = Said(WishKind.Consent, 0) with { Until = Start.AddDays(3) };
        Assert.Single(At(3, consent));
        Assert.Empty(At(4, consent));
        // What was replaced does not come back by itself while the later word counts.
        var refusal = Said(WishKind.Refusal, 1) with { Until = Start.AddDays(2) };
        Assert.Equal([(WishKind.Refusal, 1)], At(2, consent, refusal));
        Assert.Equal([(WishKind.Consent, 0)], At(3, consent, refusal));
    }

    [Fact]
    public void On_RefusalOrOptOutTakenBack_SaysNothing()
    {
        var back = Start.AddDays(2);
        Assert.Empty(At(2, Said(WishKind.Refusal, 0) with { WithdrawnOn = back }));
        Assert.Empty(At(2, Said(WishKind.Objection, 0) with { WithdrawnOn = back }));
        Assert.Empty(At(1, Said(WishKind.NationalOptOut, 0)));
    }

    [Fact]
    public void IsWithin_AnyTwoScopes_IsThatEveryUseOfOneIsOfTheOther() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                Scopes.Zip(Scopes).ToArbitrary(),
                pair => pair.Item1.IsWithin(pair.Item2) == Uses.All(use =>
                    !pair.Item1.Covers(use) || pair.Item2.Covers(use))));

    private static void Hold(Func<(Held<Wish>[] Wishes, Use Use, DateOnly Day), bool> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000),
            Prop.ForAll(Histories.ToArbitrary(), property));

    /// <summary>The words of the definition, one after the other, by counting.</summary>
    private static IEnumerable<string> Slowly(Held<Wish>[] wishes, Use use, DateOnly day)
    {
        var said = new List<(Held<Wish> Wish, WishKind Says, DateOnly Since)>();
        foreach (var wish in wishes)
        {
            var value = wish.Value;
            var isWord = value.Says
                is WishKind.Consent or WishKind.Refusal or WishKind.Objection;
            if (!isWord || !value.About.Covers(use) || day < value.From)
                continue;
            var takenBack = value.WithdrawnOn is { } back && back <= day;
            var over = value.Until is { } last && last < day;
            if (!takenBack && !over)
                said.Add((wish, value.Says, value.From));
            else if (takenBack && value.Says == WishKind.Consent)
                said.Add((wish, WishKind.Objection, value.WithdrawnOn!.Value));
        }

        var covered = said.ToDictionary(
            s => s.Wish.Id, s => Uses.Where(s.Wish.Value.About.Covers).ToHashSet());
        return said
            .Where(old => !said.Exists(later => later.Since > old.Since
                && covered[later.Wish.Id].IsSubsetOf(covered[old.Wish.Id])))
            .Select(s => $"{s.Wish.Id} {s.Says} {s.Since:O}").Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Show(IEnumerable<Spoken> spoken) =>
        spoken.Select(s => $"{s.Wish.Id} {s.Says} {s.From:O}").Order(StringComparer.Ordinal);

    private static List<(WishKind, int)> At(int day, params Wish[] wishes) =>
        [.. Standing.On(
            wishes.Select((w, i) => new Held<Wish>(Id(i), Id(7), 1, default, default, w)),
            Uses[0], Start.AddDays(day))
            .Select(s => (s.Says, s.From.DayNumber - Start.DayNumber)).Order()];

    private static Wish Said(WishKind says, int day) => new()
    {
        Says = says, About = Scope.Everything, From = Start.AddDays(day),
        TakenBy = TestStore.Somebody,
    };

    private static Gen<DateOnly?> Days(int from, int to) => Gen.Frequency(
        (1, Gen.Constant((DateOnly?)null)),
        (1, Gen.Choose(from, to).Select(d => (DateOnly?)Start.AddDays(d))));

    private static Gen<IList<Guid>> Few(Guid[] all) => Gen.Frequency(
        (2, Gen.Constant<IList<Guid>>([])),
        (1, Gen.SubListOf(all).Select(l => (IList<Guid>)[.. l])));

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
