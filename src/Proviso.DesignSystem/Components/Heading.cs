using System.Diagnostics.CodeAnalysis;

namespace Proviso.DesignSystem;

/// <summary>Where a caption stands with regard to its heading.</summary>
public enum CaptionPlacement
{
    /// <summary>Inside the heading, above its words.</summary>
    Start,

    /// <summary>Inside the heading, below its words.</summary>
    End,

    /// <summary>In front of the heading.</summary>
    Before,

    /// <summary>Behind the heading.</summary>
    After,
}

/// <summary>A caption of a heading: what the page belongs to, in smaller letters.</summary>
public sealed record CaptionOptions : ContentOptions
{
    /// <summary>Where it stands; inside the heading, above its words, if null.</summary>
    public CaptionPlacement? Placement { get; init; }

    /// <summary>Its size; that of the heading if null.</summary>
    public TextSize? Size { get; init; }

    /// <summary>The element; a span if null.</summary>
    public string? Element { get; init; }

    /// <summary>A caption of plain text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator CaptionOptions?(string? text) =>
        text is null ? null : new() { Content = text };
}

/// <summary>A heading, on its own or inside another component.</summary>
public sealed record HeadingOptions : ContentOptions
{
    /// <summary>1 to 6; the component's own level if null.</summary>
    public int? Level { get; init; }

    /// <summary>Its size, whatever its level.</summary>
    public TextSize? Size { get; init; }

    /// <summary>Words behind the heading that only a screen reader says.</summary>
    public string? VisuallyHiddenText { get; init; }

    /// <summary>Its caption.</summary>
    public CaptionOptions? Caption { get; init; }

    /// <summary>Where the heading leads, if it is a link.</summary>
    public string? Href { get; init; }

    /// <summary>The element; h1 to h6 by level if null.</summary>
    public string? Element { get; init; }

    /// <summary>A heading of plain text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator HeadingOptions?(string? text) =>
        text is null ? null : new() { Content = text };
}

public static partial class Nhs
{
    /// <summary>A heading with its caption.</summary>
    public static Content Heading(HeadingOptions options) =>
        HeadingParts.Render(options, new HeadingPlace("nhsuk-heading"));

    /// <summary>A caption on its own.</summary>
    public static Content Caption(CaptionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var size = options.Size is TextSize.M or TextSize.L or TextSize.Xl or TextSize.Xxl
            && !Css.HasPrefix(options.Classes, "nhsuk-caption-")
            ? $"nhsuk-caption-{Css.Kebab(options.Size.Value)}"
            : "nhsuk-caption";
        var isBelow = options.Placement is CaptionPlacement.After or CaptionPlacement.End;
        return Element.Of(
            options.Element ?? "span",
            options.Root(size, Css.If(isBelow, "nhsuk-caption--bottom")),
            options.Content);
    }
}

/// <summary>How a component places a heading: its class, where sizes go, what is allowed.</summary>
internal sealed record HeadingPlace(string? Class)
{
    internal string SizePrefix { get; init; } = Class + "-";

    internal TextSize[] Sizes { get; init; } =
        [TextSize.Xxs, TextSize.Xs, TextSize.S, TextSize.M, TextSize.L, TextSize.Xl];

    internal int Level { get; init; } = 1;

    /// <summary>Takes the place of the content, when a component wraps it.</summary>
    internal Content? Inner { get; init; }

    /// <summary>Attributes in front of the heading's own.</summary>
    internal IEnumerable<(string Name, string? Value)> Attributes { get; init; } = [];
}

/// <summary>The heading that labels, legends, cards, panels and others are made with.</summary>
internal static class HeadingParts
{
    internal static Content Render(HeadingOptions options, HeadingPlace place)
    {
        if (!options.HasContent && place.Inner is null)
            return Content.Empty;
        // A size among the classes was chosen by hand and wins.
        var size = options.Size is { } asked && place.Sizes.Contains(asked)
            && !Css.HasPrefix(options.Classes, place.SizePrefix)
            ? asked
            : (TextSize?)null;
        var caption = options.Caption is { HasContent: true } given
            ? Nhs.Caption(given with { Size = given.Size ?? size })
            : null;
        var where = options.Caption?.Placement ?? CaptionPlacement.Start;
        var words = place.Inner ?? (options.Href is null
            ? options.Content
            : Element.Of(
                "a", [("class", "nhsuk-link"), ("href", options.Href)], options.Content));
        var hidden = options.VisuallyHiddenText is { Length: > 0 } text
            ? Nhs.Hidden(" " + text)
            : null;
        return Content.Join(
            where == CaptionPlacement.Before ? caption : null,
            Element.Of(
                options.Element ?? $"h{options.Level ?? place.Level}",
                [
                    ("class", ClassOf(size, options.Classes, place)),
                    ("id", options.Id), .. place.Attributes, .. options.Further,
                ],
                where == CaptionPlacement.Start ? caption : null,
                words,
                hidden,
                where == CaptionPlacement.End ? caption : null),
            where == CaptionPlacement.After ? caption : null);
    }

    private static string? ClassOf(TextSize? size, string? further, HeadingPlace place)
    {
        if (size is not { } given)
            return Css.Join(place.Class, further);
        var sized = place.SizePrefix + Css.Kebab(given);
        // "nhsuk-heading-m" takes the place of "nhsuk-heading"; other blocks keep both.
        return place.SizePrefix == place.Class + "-"
            ? Css.Join(sized, further)
            : Css.Join(place.Class, sized, further);
    }
}
