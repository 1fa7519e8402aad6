using System.Diagnostics.CodeAnalysis;

namespace Proviso.DesignSystem;

/// <summary>A control's label.</summary>
public sealed record LabelOptions : ContentOptions
{
    /// <summary>The id of the control; the control sets it if null.</summary>
    public string? For { get; init; }

    /// <summary>Its size.</summary>
    public TextSize? Size { get; init; }

    /// <summary>
    /// The heading that the label stands in, which makes it the page's own question. What is null
    /// in it is taken from the label.
    /// </summary>
    public HeadingOptions? Heading { get; init; }

    /// <summary>Its caption.</summary>
    public CaptionOptions? Caption { get; init; }

    /// <summary>Words behind it that only a screen reader says.</summary>
    public string? VisuallyHiddenText { get; init; }

    /// <summary>A label of plain text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator LabelOptions?(string? text) =>
        text is null ? null : new() { Content = text };
}

/// <summary>The legend of a group of controls.</summary>
public sealed record LegendOptions : ContentOptions
{
    /// <summary>Its size.</summary>
    public TextSize? Size { get; init; }

    /// <summary>
    /// The heading inside the legend, which makes it the page's own question. What is null in it
    /// is taken from the legend.
    /// </summary>
    public HeadingOptions? Heading { get; init; }

    /// <summary>Its caption.</summary>
    public CaptionOptions? Caption { get; init; }

    /// <summary>Words behind it that only a screen reader says.</summary>
    public string? VisuallyHiddenText { get; init; }

    /// <summary>A legend of plain text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator LegendOptions?(string? text) =>
        text is null ? null : new() { Content = text };
}

public static partial class Nhs
{
    private static readonly TextSize[] FormSizes =
        [TextSize.S, TextSize.M, TextSize.L, TextSize.Xl];

    /// <summary>A label, in a heading if it has one; nothing if it has no words.</summary>
    public static Content Label(LabelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var heading = options.Heading;
        var caption = Sized(heading?.Caption ?? options.Caption, heading?.Size ?? options.Size);
        var isOutside = caption?.Placement is CaptionPlacement.Before or CaptionPlacement.After;
        var words = new HeadingOptions
        {
            Id = options.Id,
            Content = Either(heading?.Content, options.Content),
            VisuallyHiddenText = heading?.VisuallyHiddenText ?? options.VisuallyHiddenText,
            Caption = isOutside ? null : caption,
            Size = heading?.Size ?? options.Size,
            Classes = options.Classes,
            Attributes = options.Attributes,
            Element = "label",
        };
        if (!words.HasContent)
            return Content.Empty;
        var label = HeadingParts.Render(words, new HeadingPlace("nhsuk-label")
        {
            SizePrefix = "nhsuk-label--",
            Sizes = FormSizes,
            Attributes = [("for", options.For)],
        });
        return Content.Join(
            caption is { Placement: CaptionPlacement.Before } ? Caption(caption) : null,
            heading is null
                ? label
                : Element.Of(
                    $"h{heading.Level ?? 1}",
                    [
                        ("class", "nhsuk-label-wrapper"), ("id", heading.Id), .. heading.Further,
                    ],
                    label),
            caption is { Placement: CaptionPlacement.After } ? Caption(caption) : null);
    }

    /// <summary>A legend, around a heading if it has one; nothing without words.</summary>
    public static Content Legend(LegendOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var heading = options.Heading;
        var caption = Sized(heading?.Caption ?? options.Caption, heading?.Size ?? options.Size);
        if (caption is { Placement: CaptionPlacement.Before })
            caption = caption with { Placement = CaptionPlacement.Start };
        var isAfter = caption is { Placement: CaptionPlacement.After };
        var size = heading?.Size ?? options.Size;
        var words = new HeadingOptions
        {
            Content = Either(heading?.Content, options.Content),
            VisuallyHiddenText = heading?.VisuallyHiddenText ?? options.VisuallyHiddenText,
            Caption = isAfter ? null : caption,
        };
        if (!words.HasContent)
            return Content.Empty;
        var legend = options with
        {
            Classes = Css.Join(
                "nhsuk-fieldset__legend",
                size is { } given && FormSizes.Contains(given)
                    && !Css.HasPrefix(options.Classes, "nhsuk-fieldset__legend--")
                    ? $"nhsuk-fieldset__legend--{Css.Kebab(given)}"
                    : null,
                options.Classes),
        };
        var plain = new HeadingPlace(null);
        return Content.Join(
            heading is null
                ? HeadingParts.Render(
                    words with
                    {
                        Id = options.Id,
                        Classes = legend.Classes,
                        Attributes = options.Attributes,
                        Element = "legend",
                    },
                    plain)
                : Element.Of("legend", legend.Root(), HeadingParts.Render(
                    words with
                    {
                        Id = heading.Id, Level = heading.Level, Attributes = heading.Attributes,
                    },
                    new HeadingPlace("nhsuk-fieldset__heading"))),
            isAfter ? Caption(caption!) : null);
    }

    private static CaptionOptions? Sized(CaptionOptions? caption, TextSize? size) =>
        caption is null ? null : caption with { Size = caption.Size ?? size };

    private static Content? Either(Content? first, Content? second) =>
        first is { IsEmpty: false } ? first : second;
}
