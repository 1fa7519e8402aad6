using System.Diagnostics.CodeAnalysis;

namespace Proviso.DesignSystem;

/// <summary>Help for a control.</summary>
public sealed record HintOptions : ContentOptions
{
    /// <summary>A hint of plain text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator HintOptions?(string? text) =>
        text is null ? null : new() { Content = text };
}

/// <summary>What is wrong with an answer, beside its control.</summary>
public sealed record ErrorMessageOptions : ContentOptions
{
    /// <summary>What a screen reader says first; none if empty.</summary>
    public string VisuallyHiddenText { get; init; } = "Error";

    /// <summary>A message of plain text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ErrorMessageOptions?(string? text) =>
        text is null ? null : new() { Content = text };
}

/// <summary>A group of controls that belong to one question.</summary>
public sealed record FieldsetOptions : ContentOptions
{
    /// <summary>The question.</summary>
    public LegendOptions? Legend { get; init; }

    /// <summary>The role, where it is not the element's own.</summary>
    public string? Role { get; init; }

    /// <summary>Ids of the elements that describe it, parted by spaces.</summary>
    public string? DescribedBy { get; init; }
}

/// <summary>One line of an error summary.</summary>
/// <param name="Content">What is wrong and what to do.</param>
/// <param name="Href">Where to mend it: # and the id of the control.</param>
public sealed record ErrorSummaryItem(Content Content, string? Href = null)
{
    /// <summary>More attributes of the link.</summary>
    public Dictionary<string, string?>? Attributes { get; init; }
}

/// <summary>Everything that is wrong with a page's answers, at its top.</summary>
public sealed record ErrorSummaryOptions : ComponentOptions
{
    /// <summary>The heading, usually "There is a problem".</summary>
    public HeadingOptions? Heading { get; init; }

    /// <summary>A paragraph below the heading.</summary>
    public Content? Description { get; init; }

    /// <summary>The errors.</summary>
    public IReadOnlyList<ErrorSummaryItem> Errors { get; init; } = [];

    /// <summary>Whether the focus stays where it is when the page opens.</summary>
    public bool? DisableAutoFocus { get; init; }
}

public static partial class Nhs
{
    /// <summary>A hint.</summary>
    public static Content Hint(HintOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of("div", options.Root("nhsuk-hint"), options.Content);
    }

    /// <summary>An error message.</summary>
    public static Content ErrorMessage(ErrorMessageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of(
            "span",
            options.Root("nhsuk-error-message"),
            options.VisuallyHiddenText.Length > 0
                ? Hidden(options.VisuallyHiddenText + ": ")
                : null,
            options.Content);
    }

    /// <summary>A fieldset with its legend around the content.</summary>
    public static Content Fieldset(FieldsetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of(
            "fieldset",
            [
                .. options.Root("nhsuk-fieldset"),
                ("role", options.Role),
                ("aria-describedby", options.DescribedBy is { Length: > 0 } ids ? ids : null),
            ],
            options.Legend is null ? null : Legend(options.Legend),
            options.Content);
    }

    /// <summary>An error summary.</summary>
    public static Content ErrorSummary(ErrorSummaryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of(
            "div",
            [
                .. options.Root("nhsuk-error-summary"),
                ("data-module", "nhsuk-error-summary"),
                ("data-disable-auto-focus", Element.Letters(options.DisableAutoFocus)),
            ],
            Element.Of("div", [("role", "alert")],
                options.Heading is null ? null : HeadingParts.Render(
                    options.Heading with { Level = 2, Size = null },
                    new HeadingPlace("nhsuk-error-summary__heading")),
                Element.OfClass("div", "nhsuk-error-summary__body",
                    options.Description is null
                        ? null
                        : Element.Of("p", [], options.Description),
                    options.Errors.Count == 0 ? null : Element.OfClass(
                        "ul",
                        "nhsuk-list nhsuk-error-summary__list",
                        [.. options.Errors.Select(ErrorSummaryLine)]))));
    }

    private static Element ErrorSummaryLine(ErrorSummaryItem item) =>
        Element.Of("li", [], item.Href is null
            ? item.Content
            : Element.Of(
                "a",
                [
                    ("href", item.Href),
                    .. (item.Attributes ?? []).Select(pair => (pair.Key, pair.Value)),
                ],
                item.Content));
}
