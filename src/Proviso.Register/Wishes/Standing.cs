namespace Proviso.Register.Wishes;

/// <summary>
/// What stands on a day for one use. Of what was said and counts on that day about the use, a later
/// word replaces an earlier one when it speaks of no more than that one did. A consent that was
/// taken back says no from the day on which it was. If what is left says both yes and no, nothing
/// is known: somebody has to ask.
/// </summary>
public static class Standing
{
    /// <summary>What stands.</summary>
    /// <param name="wishes">All that are known, of one person.</param>
    /// <param name="use">The use.</param>
    /// <param name="day">The day.</param>
    /// <returns>None when nothing was said; several that agree, or not.</returns>
    public static IReadOnlyList<Spoken> On(
        IEnumerable<Held<Wish>> wishes, Use use, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(wishes);
        var counting = wishes.Where(w => w.Value.About.Covers(use))
            .Select(w => Said(w, day)).OfType<Spoken>().ToList();
        return [.. counting.Where(s => !counting.Exists(other => Replaces(other, s)))];
    }

    private static Spoken? Said(Held<Wish> held, DateOnly day)
    {
        var wish = held.Value;
        if (wish.Says > WishKind.Objection || wish.From > day)
            return null;
        if (wish.StandsOn(day))
            return new Spoken(held, wish.Says, wish.From);
        return wish is { Says: WishKind.Consent, WithdrawnOn: { } back } && back <= day
            ? new Spoken(held, WishKind.Objection, back)
            : null;
    }

    private static bool Replaces(Spoken later, Spoken earlier) =>
        later.From > earlier.From
        && later.Wish.Value.About.IsWithin(earlier.Wish.Value.About);
}

/// <summary>A wish with what it says on a day.</summary>
/// <param name="Wish">The wish.</param>
/// <param name="Says">Consent, refusal or objection.</param>
/// <param name="From">Since when it says that.</param>
public sealed record Spoken(Held<Wish> Wish, WishKind Says, DateOnly From) : Hidden;
