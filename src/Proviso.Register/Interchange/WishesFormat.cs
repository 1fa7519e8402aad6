using Proviso.Register.Items;
using Proviso.Register.People;
using Proviso.Register.Wishes;

namespace Proviso.Register.Interchange;

/// <summary>Consents, refusals, objections and opt-outs.</summary>
internal sealed class WishesFormat : CsvFormat<Wish>
{
    public override string Name => "wishes";

    private protected override string ExampleId => "W1";

    private protected override Wish Blank(Surroundings around) => new()
    {
        Says = default, About = Scope.Everything, From = default, TakenBy = around.By,
    };

    private protected override void Check(Wish record, ReadRow row)
    {
        if (record.Until < record.From)
            row.Refuse("until", "date-order", "Ends before it begins.");
        if (record.WithdrawnOn < record.From)
            row.Refuse("withdrawn_on", "date-order", "Was taken back before it was said.");
    }

    private protected override IReadOnlyList<Field<Wish>> Define() =>
    [
        new("says", "What was said: consent, refusal, objection, national-opt-out, "
            + "practice-opt-out or summary-care-record-opt-out.", "consent",
            (c, w) => w with { Says = c.Code<WishKind>() }, w => Codes.Of(w.Says),
            Required: true),
        new("item_kinds", "The kinds of items; empty for all, if items is empty too.", "letter",
            (c, w) => w with { About = w.About with { ItemKinds = c.Answers("item-kind") } },
            w => Show.List(w.About.ItemKinds)),
        new("items", "Single items, by the ids of their rows; …", "",
            (c, w) => w with
            {
                About = w.About with { Items = Each(c, e => e.Record(typeof(Item))) },
            },
            w => Show.List(w.About.Items)),
        new("party_kinds", "The sorts of parties, as the book names who asks; empty for all, if "
            + "parties is empty too.", "carer",
            (c, w) => w with { About = w.About with { PartyKinds = c.Answers("requester") } },
            w => Show.List(w.About.PartyKinds)),
        new("parties", "Single parties: related people by the ids of their rows, recipients by ODS "
            + "code; …", "",
            (c, w) => w with { About = w.About with { Parties = Each(c, e => e.Party()) } },
            w => Show.List(w.About.Parties)),
        new("purposes", "The purposes; empty for all.", "direct-care",
            (c, w) => w with { About = w.About with { Purposes = c.Answers("purpose") } },
            w => Show.List(w.About.Purposes)),
        new("from", "The day on which it was said.", "2026-01-15",
            (c, w) => w with { From = c.Day() }, w => Show.Day(w.From), Required: true),
        new("until", "The last day on which it counts; empty when it counts until taken back.", "",
            (c, w) => w with { Until = c.Day() }, w => Show.Day(w.Until)),
        .. HowItWasSaid(),
    ];

    private static IEnumerable<Field<Wish>> HowItWasSaid() =>
    [
        new("withdrawn_on", "The first day on which it no longer counts.", "",
            (c, w) => w with { WithdrawnOn = c.Day() }, w => Show.Day(w.WithdrawnOn)),
        new("withdrawn_how", "How it was taken back, and what was explained then.", "",
            (c, w) => w with { WithdrawnHow = c.Words() }, w => w.WithdrawnHow),
        new("review_on", "The day on which to ask again.", "2027-01-15",
            (c, w) => w with { ReviewOn = c.Day() }, w => Show.Day(w.ReviewOn)),
        new("explicit", "Said in so many words: yes (also when empty) or no.", "yes",
            (c, w) => w with { Explicit = c.Yes() }, w => Show.YesNo(w.Explicit)),
        new("written", "In writing: yes or no.", "no",
            (c, w) => w with { Written = c.Yes() }, w => Show.YesNo(w.Written)),
        new("explained", "What was explained before.", "who sees the letter, and that she may "
            + "change her mind",
            (c, w) => w with { Explained = c.Words() }, w => w.Explained),
        new("benefit", "How it is for the person's benefit.", "",
            (c, w) => w with { Benefit = c.Words() }, w => w.Benefit),
        new("concerns", "Their concerns, and what was tried to meet them.", "",
            (c, w) => w with { Concerns = c.Words() }, w => w.Concerns),
        new("taken_by", "Who heard it, by e-mail address; whoever imports when empty.", "",
            (c, w) => w with { TakenBy = c.StaffOrMe() }, w => Show.Id(w.TakenBy)),
        new("given_by", "The related person who said it for them, by the id of their row.", "",
            (c, w) => w with { GivenBy = c.Record(typeof(RelatedPerson)) },
            w => Show.Id(w.GivenBy)),
        new("authority", "The authority by which they did, by the id of its row.", "",
            (c, w) => w with { Authority = c.Record(typeof(Authority)) },
            w => Show.Id(w.Authority)),
    ];

    private static IReadOnlyList<Guid> Each(Cell cell, Func<Cell, Guid> read) =>
        [.. cell.Entries().Select(read)];
}
