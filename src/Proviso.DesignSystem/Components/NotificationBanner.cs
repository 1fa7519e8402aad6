using System.Globalization;

namespace Proviso.DesignSystem;

/// <summary>What a notification banner says.</summary>
public enum NotificationVariant
{
    /// <summary>That a thing has been done.</summary>
    Success,
}

/// <summary>News that is not about what the page is for, at its top.</summary>
public sealed record NotificationBannerOptions : ContentOptions
{
    /// <summary>The title on the coloured ground; "Success" or "Important" if null.</summary>
    public HeadingOptions? Title { get; init; }

    /// <summary>The heading; plain text without one is the heading itself.</summary>
    public HeadingOptions? Heading { get; init; }

    /// <summary>What it says.</summary>
    public NotificationVariant? Variant { get; init; }

    /// <summary>The role; alert when a thing has been done, region otherwise.</summary>
    public string? Role { get; init; }

    /// <summary>Whether the focus stays where it is when the page opens.</summary>
    public bool? DisableAutoFocus { get; init; }
}

/// <summary>A number of a pagination.</summary>
/// <param name="Number">The page's number.</param>
/// <param name="Href">Where the page is.</param>
public sealed record PageItem(int Number, string? Href)
{
    /// <summary>Three dots, where numbers are left out.</summary>
    public static PageItem Ellipsis { get; } = new(0, null) { IsEllipsis = true };

    /// <summary>Whether it is the page that is open.</summary>
    public bool Current { get; init; }

    /// <summary>What a screen reader says; "Page" and the number if null.</summary>
    public string? AriaLabel { get; init; }

    /// <summary>Whether it stands for numbers that are left out.</summary>
    internal bool IsEllipsis { get; init; }
}

/// <summary>The way to the page before or after.</summary>
/// <param name="Href">Where it is.</param>
public sealed record PageStep(string Href)
{
    /// <summary>The words; "Previous page" or "Next page" if null.</summary>
    public Content? Content { get; init; }

    /// <summary>What that page is about, where pages are not numbered.</summary>
    public Content? Label { get; init; }
}

/// <summary>The way through a list or a guide that is spread over pages.</summary>
public sealed record PaginationOptions : ComponentOptions
{
    /// <summary>The page before.</summary>
    public PageStep? Previous { get; init; }

    /// <summary>The page after.</summary>
    public PageStep? Next { get; init; }

    /// <summary>The numbers, of a list; none for a guide.</summary>
    public IReadOnlyList<PageItem> Items { get; init; } = [];

    /// <summary>What the landmark is called.</summary>
    public string Label { get; init; } = "Pagination";
}

public static partial class Nhs
{
    /// <summary>A notification banner.</summary>
    public static Content NotificationBanner(NotificationBannerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var isSuccess = options.Variant == NotificationVariant.Success;
        var title = options.Title ?? new();
        var titleId = title.Id ?? "nhsuk-notification-banner-title";
        var hasHeading = options.Heading is { HasContent: true };
        return Element.Of(
            "div",
            [
                .. options.Root(
                    "nhsuk-notification-banner",
                    Css.Modifier("nhsuk-notification-banner", options.Variant, options.Classes)),
                ("data-module", "nhsuk-notification-banner"),
                ("data-disable-auto-focus", Element.Letters(options.DisableAutoFocus)),
                ("role", options.Role ?? (isSuccess ? "alert" : "region")),
                ("aria-labelledby", titleId),
            ],
            Element.OfClass(
                "div",
                "nhsuk-notification-banner__header",
                HeadingParts.Render(
                    title with
                    {
                        Id = titleId,
                        Content = title.HasContent ? title.Content
                            : isSuccess ? "Success" : "Important",
                        Size = null,
                    },
                    new HeadingPlace("nhsuk-notification-banner__title") { Level = 2 })),
            Element.OfClass(
                "div",
                "nhsuk-notification-banner__content",
                !hasHeading ? null : HeadingParts.Render(
                    options.Heading! with { Size = null },
                    new HeadingPlace("nhsuk-notification-banner__heading") { Level = 3 }),
                Paragraph(
                    options.Content,
                    hasHeading ? "nhsuk-body" : "nhsuk-notification-banner__heading")));
    }

    /// <summary>A pagination.</summary>
    public static Content Pagination(PaginationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var isNumbered = options.Items.Count > 0;
        return Element.Of(
            "nav",
            [
                .. options.Root(
                    "nhsuk-pagination", Css.If(isNumbered, "nhsuk-pagination--numbered")),
                ("role", "navigation"),
                ("aria-label", options.Label),
            ],
            isNumbered ? NumberedPages(options) : PagesOfGuide(options));
    }

    private static Content NumberedPages(PaginationOptions options) => Content.Join(
        options.Previous is not { } previous ? null : Element.Of(
            "a",
            [("class", "nhsuk-pagination__previous"), ("href", previous.Href), ("rel", "prev")],
            Icon(IconName.ArrowLeft),
            StepTitle(previous, "Previous")),
        Element.OfClass(
            "ul", "nhsuk-pagination__list", [.. options.Items.Select(PageNumber)]),
        options.Next is not { } next ? null : Element.Of(
            "a",
            [("class", "nhsuk-pagination__next"), ("href", next.Href), ("rel", "next")],
            StepTitle(next, "Next"),
            Icon(IconName.ArrowRight)));

    private static Element PagesOfGuide(PaginationOptions options) => Element.OfClass(
        "ul",
        "nhsuk-list nhsuk-pagination__list",
        options.Previous is not { } previous ? null : Element.OfClass(
            "li",
            "nhsuk-pagination-item--previous",
            StepLink(previous, "prev", "Previous", IconName.ArrowLeft)),
        options.Next is not { } next ? null : Element.OfClass(
            "li",
            "nhsuk-pagination-item--next",
            StepLink(next, "next", "Next", IconName.ArrowRight)));

    private static Element StepLink(PageStep step, string rel, string word, IconName icon) =>
        Element.Of(
            "a",
            [
                ("class", $"nhsuk-pagination__link nhsuk-pagination__link--{rel}"),
                ("href", step.Href),
                ("rel", rel),
            ],
            StepTitle(step, word),
            step.Label is null
                ? null
                : Content.Join(
                    Hidden(":"),
                    " ",
                    Element.OfClass("span", "nhsuk-pagination__page", step.Label)),
            Icon(icon));

    private static Element StepTitle(PageStep step, string word) => Element.OfClass(
        "span",
        "nhsuk-pagination__title",
        step.Content ?? Content.Join(word, Hidden(" page")));

    private static Element PageNumber(PageItem item)
    {
        if (item.IsEllipsis)
        {
            return Element.OfClass(
                "li", "nhsuk-pagination__item nhsuk-pagination__item--ellipsis", "\u22ef");
        }

        var number = item.Number.ToString(CultureInfo.InvariantCulture);
        return Element.OfClass(
            "li",
            Css.Join(
                "nhsuk-pagination__item",
                Css.If(item.Current, "nhsuk-pagination__item--current"))!,
            Element.Of(
                "a",
                [
                    ("class", "nhsuk-pagination__link"),
                    ("href", item.Href),
                    ("aria-label", item.AriaLabel ?? $"Page {number}"),
                    ("aria-current", item.Current ? "page" : null),
                ],
                number));
    }
}
