namespace Proviso.DesignSystem;

/// <summary>What kind of card it is.</summary>
public enum CardVariant
{
    /// <summary>With its heading on a coloured label.</summary>
    Feature,

    /// <summary>Leads to the next thing, with a chevron.</summary>
    Primary,

    /// <summary>Leads to something less important.</summary>
    Secondary,

    /// <summary>Warns.</summary>
    Warning,

    /// <summary>Care that is not urgent.</summary>
    NonUrgent,

    /// <summary>Urgent care.</summary>
    Urgent,

    /// <summary>An emergency.</summary>
    Emergency,
}

/// <summary>Something to do with a card or a row: a link, or a button of a form.</summary>
public sealed record ActionOptions : ContentOptions
{
    /// <summary>Where it leads; without one it is a button.</summary>
    public string? Href { get; init; }

    /// <summary>The button's type, which makes it a button though it has an address.</summary>
    public string? Type { get; init; }

    /// <summary>The name under which the button's value is sent.</summary>
    public string? Name { get; init; }

    /// <summary>The value that the button sends.</summary>
    public string? Value { get; init; }

    /// <summary>Words that part it from other actions of the page, for a screen reader.</summary>
    public string? VisuallyHiddenText { get; init; }
}

/// <summary>A picture at the top of a card.</summary>
/// <param name="Src">Its address.</param>
/// <param name="Alt">What it shows, for a screen reader; empty if it says nothing.</param>
public sealed record CardImage(string Src, string Alt);

/// <summary>A card.</summary>
public sealed record CardOptions : ContentOptions
{
    /// <summary>Its heading, of level 2 unless it says otherwise.</summary>
    public HeadingOptions? Heading { get; init; }

    /// <summary>Markup right below the heading, or in place of one.</summary>
    public Content? BelowHeading { get; init; }

    /// <summary>What kind of card it is.</summary>
    public CardVariant? Variant { get; init; }

    /// <summary>Where its heading leads.</summary>
    public string? Href { get; init; }

    /// <summary>Whether a press anywhere on it goes where its heading leads.</summary>
    public bool Clickable { get; init; }

    /// <summary>A picture at its top.</summary>
    public CardImage? Image { get; init; }

    /// <summary>Markup at its top, in place of a picture.</summary>
    public Content? Top { get; init; }

    /// <summary>What can be done with it.</summary>
    public IReadOnlyList<ActionOptions> Actions { get; init; } = [];

    /// <summary>More classes for the list of actions.</summary>
    public string? ActionsClasses { get; init; }
}

/// <summary>Something that must not be overlooked.</summary>
public sealed record WarningCalloutOptions : ContentOptions
{
    /// <summary>
    /// Its heading, of level 3 unless it says otherwise. A screen reader says "Important" first,
    /// or <see cref="HeadingOptions.VisuallyHiddenText"/>, unless the heading itself says so.
    /// </summary>
    public HeadingOptions? Heading { get; init; }

    /// <summary>What can be done with it.</summary>
    public IReadOnlyList<ActionOptions> Actions { get; init; } = [];
}

public static partial class Nhs
{
    /// <summary>A card.</summary>
    public static Content Card(CardOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var isCare = (options.Heading is { HasContent: true } || options.BelowHeading is not null)
            && options.Variant is CardVariant.NonUrgent or CardVariant.Urgent
                or CardVariant.Emergency;
        var inContainer = isCare || options.Actions.Count > 0;
        var heading = CardHeading(options, isCare);
        return Element.Of(
            "div",
            options.Root(
                "nhsuk-card",
                Css.If(options.Clickable, "nhsuk-card--clickable"),
                CardModifier(options.Variant, isCare, options.Classes)),
            options.Top ?? (options.Image is not { } image ? null : Element.Of(
                "img",
                [("class", "nhsuk-card__img"), ("src", image.Src), ("alt", image.Alt)])),
            inContainer
                ? Element.OfClass(
                    "div",
                    "nhsuk-card__heading-container",
                    heading,
                    CardActions(options))
                : null,
            Element.OfClass(
                "div",
                "nhsuk-card__content",
                inContainer ? null : heading,
                Paragraph(options.Content, "nhsuk-card__description"),
                options.Variant == CardVariant.Primary
                    ? Icon(IconName.ChevronRightCircle)
                    : null));
    }

    /// <summary>A warning callout.</summary>
    public static Content WarningCallout(WarningCalloutOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Card(new CardOptions
        {
            Id = options.Id,
            Classes = options.Classes,
            Attributes = options.Attributes,
            Content = options.Content,
            Actions = options.Actions,
            Variant = CardVariant.Warning,
            Heading = options.Heading is not { } heading ? null : heading with
            {
                Level = heading.Level ?? 3,
                VisuallyHiddenText = heading.Content?.Plain is { } words
                    && !words.Contains("important", StringComparison.OrdinalIgnoreCase)
                    ? heading.VisuallyHiddenText ?? "Important"
                    : null,
            },
        });
    }

    /// <summary>One action; what it belongs to is said for a screen reader.</summary>
    internal static Content Action(ActionOptions options, Content? belongsTo)
    {
        var isLink = options.Href is not null && options.Type is null;
        var hidden = options.VisuallyHiddenText is { Length: > 0 } text ? " " + text : null;
        var owner = belongsTo is { IsEmpty: false }
            ? Content.Join(" (", belongsTo, ")")
            : null;
        List<(string, string?)> attributes = [.. options.Root("nhsuk-link")];
        attributes.AddRange(isLink
            ? [("href", options.Href)]
            :
            [
                ("name", options.Name), ("type", options.Type ?? "submit"),
                ("value", options.Value),
            ]);
        return Element.Of(
            isLink ? "a" : "button",
            attributes,
            options.Content,
            hidden is null && owner is null
                ? null
                : Element.OfClass("span", "nhsuk-u-visually-hidden", hidden, owner));
    }

    private static string? CardModifier(CardVariant? variant, bool isCare, string? classes) =>
        variant switch
        {
            CardVariant.NonUrgent or CardVariant.Urgent or CardVariant.Emergency => isCare
                ? "nhsuk-card--care " + Css.Modifier("nhsuk-card--care", variant)
                : null,
            _ => Css.Modifier("nhsuk-card", variant, classes),
        };

    private static Content? CardActions(CardOptions options)
    {
        var classes = Css.Join("nhsuk-card__actions", options.ActionsClasses)!;
        var owner = options.Heading?.Content;
        return options.Actions switch
        {
            [] => null,
            [var one] => Element.OfClass("div", classes, Action(one, owner)),
            var all => Element.OfClass("ul", classes,
            [
                .. all.Select(action => Element.OfClass(
                    "li", "nhsuk-card__action", Action(action, owner))),
            ]),
        };
    }

    private static Content CardHeading(CardOptions options, bool isCare) => Content.Join(
        options.Heading is not { HasContent: true } heading ? null : HeadingParts.Render(
            heading with { VisuallyHiddenText = null },
            new HeadingPlace("nhsuk-card__heading")
            {
                SizePrefix = "nhsuk-heading-",
                Level = 2,
                Inner = CardHeadingWords(options, heading, isCare),
            }),
        options.BelowHeading,
        isCare
            ? Element.Of("span", [("class", "nhsuk-card--care__arrow"), ("aria-hidden", "true")])
            : null);

    private static Content? CardHeadingWords(
        CardOptions options, HeadingOptions heading, bool isCare)
    {
        if (options.Href is not null && options.Variant != CardVariant.Feature)
        {
            return Element.Of(
                "a", [("class", "nhsuk-card__link"), ("href", options.Href)], heading.Content);
        }

        var hidden = heading.VisuallyHiddenText ?? (!isCare ? null : options.Variant switch
        {
            CardVariant.Emergency => "Immediate action required",
            CardVariant.Urgent => "Urgent advice",
            _ => "Non-urgent advice",
        });
        return hidden is { Length: > 0 }
            ? Element.Of("span", [("role", "text")], Hidden(hidden + ": "), heading.Content)
            : heading.Content;
    }
}
