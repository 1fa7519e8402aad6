namespace Proviso.DesignSystem;

/// <summary>A link back to the page before, or a button that goes there.</summary>
public sealed record BackLinkOptions : ContentOptions
{
    /// <summary>Where it leads; without one it is a button.</summary>
    public string? Href { get; init; }

    /// <summary>The button's type, which makes it a button though it has an address.</summary>
    public string? Type { get; init; }

    /// <summary>Words in front that only a screen reader says.</summary>
    public string? VisuallyHiddenText { get; init; }

    /// <summary>Whether it stands on a dark ground.</summary>
    public bool Reverse { get; init; }
}

/// <summary>A link with words.</summary>
/// <param name="Content">The words.</param>
/// <param name="Href">Where it leads.</param>
public sealed record LinkItem(Content Content, string? Href)
{
    /// <summary>More attributes of the link.</summary>
    public Dictionary<string, string?>? Attributes { get; init; }

    /// <summary>Attributes of the link with its address.</summary>
    internal IEnumerable<(string Name, string? Value)> Of(string? classes) =>
    [
        ("class", classes), ("href", Href),
        .. (Attributes ?? []).Select(pair => (pair.Key, pair.Value)),
    ];
}

/// <summary>The way to this page from the home page; on a phone, a link to the last step.</summary>
public sealed record BreadcrumbOptions : ComponentOptions
{
    /// <summary>The steps from the home page; those without an address are left out.</summary>
    public IReadOnlyList<LinkItem> Items { get; init; } = [];

    /// <summary>What the landmark is called.</summary>
    public string Label { get; init; } = "Breadcrumb";

    /// <summary>The link for a phone, where it is not the last step.</summary>
    public BackLinkOptions? BackLink { get; init; }

    /// <summary>Whether it stands on a dark ground.</summary>
    public bool Reverse { get; init; }
}

/// <summary>The link for the keyboard that jumps over the header.</summary>
public sealed record SkipLinkOptions : ContentOptions
{
    /// <summary>Where it leads.</summary>
    public string Href { get; init; } = "#maincontent";
}

public static partial class Nhs
{
    /// <summary>A back link.</summary>
    public static Content BackLink(BackLinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var isLink = options.Href is not null && options.Type is null;
        return Element.Of(
            isLink ? "a" : "button",
            [
                .. options.Root(
                    "nhsuk-back-link", Css.If(options.Reverse, "nhsuk-back-link--reverse")),
                isLink ? ("href", options.Href) : ("type", options.Type ?? "submit"),
            ],
            options.VisuallyHiddenText is { Length: > 0 } hidden ? Hidden(hidden + " ") : null,
            options.HasContent ? options.Content : "Back");
    }

    /// <summary>A breadcrumb.</summary>
    public static Content Breadcrumb(BreadcrumbOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var last = options.Items.Count > 0 ? options.Items[^1] : null;
        var back = options.BackLink ?? new();
        return Element.Of(
            "nav",
            [
                .. options.Root(
                    "nhsuk-breadcrumb", Css.If(options.Reverse, "nhsuk-breadcrumb--reverse")),
                ("aria-label", options.Label),
            ],
            Element.OfClass("ol", "nhsuk-breadcrumb__list",
            [
                .. options.Items.Where(item => item.Href is not null).Select(item =>
                    Element.OfClass("li", "nhsuk-breadcrumb__list-item",
                        Element.Of("a", item.Of("nhsuk-breadcrumb__link"), item.Content))),
            ]),
            BackLink(back with
            {
                VisuallyHiddenText = back.VisuallyHiddenText ?? "Back to",
                Content = back.HasContent ? back.Content : last?.Content,
                Href = back.Href ?? last?.Href,
                Attributes = back.Attributes ?? last?.Attributes,
                Reverse = back.Reverse || options.Reverse,
            }));
    }

    /// <summary>A skip link.</summary>
    public static Content SkipLink(SkipLinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of(
            "a",
            [
                .. options.Root("nhsuk-skip-link"),
                ("data-module", "nhsuk-skip-link"),
                ("href", options.Href),
            ],
            options.HasContent ? options.Content : "Skip to main content");
    }
}
