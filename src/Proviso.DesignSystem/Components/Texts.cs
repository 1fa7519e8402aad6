using System.Globalization;

namespace Proviso.DesignSystem;

/// <summary>The colours of a tag.</summary>
public enum TagColour
{
    /// <summary>White.</summary>
    White,

    /// <summary>Grey.</summary>
    Grey,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Aqua green.</summary>
    AquaGreen,

    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Purple.</summary>
    Purple,

    /// <summary>Pink.</summary>
    Pink,

    /// <summary>Red.</summary>
    Red,

    /// <summary>Orange.</summary>
    Orange,

    /// <summary>Yellow.</summary>
    Yellow,

    /// <summary>No ground and no colour of its own.</summary>
    NoColour,
}

/// <summary>A status in one or two words.</summary>
public sealed record TagOptions : ContentOptions
{
    /// <summary>Its colour; the organisation's if null.</summary>
    public TagColour? Colour { get; init; }

    /// <summary>Whether it has a border.</summary>
    public bool Border { get; init; } = true;
}

/// <summary>Help that unfolds.</summary>
public sealed record DetailsOptions : ContentOptions
{
    /// <summary>The line to press.</summary>
    public required Content Summary { get; init; }

    /// <summary>Whether it is unfolded at first.</summary>
    public bool Open { get; init; }

    /// <summary>Whether it stands on a dark ground.</summary>
    public bool Reverse { get; init; }
}

/// <summary>A passage set apart from what stands around it.</summary>
public sealed record InsetTextOptions : ContentOptions
{
    /// <summary>What a screen reader says first.</summary>
    public string VisuallyHiddenText { get; init; } = "Information";
}

/// <summary>What a panel is for.</summary>
public enum PanelVariant
{
    /// <summary>Asks to stop and think before going on.</summary>
    Interruption,
}

/// <summary>A panel: that a thing is done, or a stop before it is.</summary>
public sealed record PanelOptions : ContentOptions
{
    /// <summary>Its heading, of level 1 unless it says otherwise.</summary>
    public HeadingOptions? Heading { get; init; }

    /// <summary>What it is for; that a thing is done if null.</summary>
    public PanelVariant? Variant { get; init; }
}

/// <summary>A part of the page that scrolls sideways where the screen is narrow.</summary>
public sealed record ScrollOptions : ContentOptions
{
    /// <summary>The id of the element that names it.</summary>
    public string? LabelledBy { get; init; }

    /// <summary>Whether it stands on a dark ground.</summary>
    public bool Reverse { get; init; }
}

public static partial class Nhs
{
    /// <summary>A tag.</summary>
    public static Content Tag(TagOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of(
            "strong",
            options.Root(
                "nhsuk-tag",
                Css.Modifier("nhsuk-tag", options.Colour, options.Classes),
                Css.If(!options.Border, "nhsuk-tag--no-border")),
            options.Content);
    }

    /// <summary>A tag of plain text.</summary>
    public static Content Tag(string text, TagColour? colour = null) =>
        Tag(new TagOptions { Content = text, Colour = colour });

    /// <summary>Details.</summary>
    public static Content Details(DetailsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of(
            "details",
            [
                .. options.Root(
                    "nhsuk-details", Css.If(options.Reverse, "nhsuk-details--reverse")),
                ("open", Element.Flag(options.Open)),
            ],
            Element.OfClass("summary", "nhsuk-details__summary",
                Element.OfClass("span", "nhsuk-details__summary-text", options.Summary)),
            Element.OfClass("div", "nhsuk-details__text", options.Content));
    }

    /// <summary>Inset text; plain text becomes a paragraph.</summary>
    public static Content InsetText(InsetTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of(
            "div",
            options.Root("nhsuk-inset-text"),
            Hidden(options.VisuallyHiddenText + ": "),
            Paragraph(options.Content));
    }

    /// <summary>A panel.</summary>
    public static Content Panel(PanelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of(
            "div",
            options.Root(
                "nhsuk-panel",
                Css.Modifier("nhsuk-panel", options.Variant, options.Classes)),
            options.Heading is null ? null : HeadingParts.Render(
                options.Heading,
                new HeadingPlace("nhsuk-panel__heading")
                {
                    SizePrefix = "nhsuk-panel__heading--",
                    Sizes = [TextSize.M, TextSize.L, TextSize.Xl],
                }),
            options.HasContent
                ? Element.OfClass("div", "nhsuk-panel__body", options.Content)
                : null);
    }

    /// <summary>A part that scrolls sideways.</summary>
    public static Content Scroll(ScrollOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of(
            "div",
            [
                .. options.Root("nhsuk-scroll", Css.If(options.Reverse, "nhsuk-scroll--reverse")),
                ("data-module", "nhsuk-scroll"),
            ],
            Element.Of(
                "div",
                [
                    ("class", "nhsuk-scroll__content"),
                    ("role", "region"),
                    ("aria-labelledby", options.LabelledBy),
                ],
                Paragraph(options.Content)));
    }

    private static Content? Paragraph(Content? content, string? classes = null) =>
        content is { IsPlainText: true, IsEmpty: false }
            ? Element.Of("p", [("class", classes)], content)
            : content;

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
