namespace Proviso.DesignSystem;

/// <summary>A column of a footer.</summary>
public sealed record FooterColumn
{
    /// <summary>Its heading.</summary>
    public HeadingOptions? Heading { get; init; }

    /// <summary>What stands above the links; plain text becomes a paragraph.</summary>
    public Content? Content { get; init; }

    /// <summary>The links.</summary>
    public IReadOnlyList<LinkItem> Items { get; init; } = [];

    /// <summary>Its share of the width, such as "one-half"; an equal one if null.</summary>
    public string? Width { get; init; }
}

/// <summary>The footer of every page.</summary>
public sealed record FooterOptions : ComponentOptions
{
    /// <summary>Columns of links.</summary>
    public IReadOnlyList<FooterColumn> Navigation { get; init; } = [];

    /// <summary>How many columns stand side by side: 1 to 4.</summary>
    public int Columns { get; init; } = 4;

    /// <summary>Links that every page has.</summary>
    public IReadOnlyList<LinkItem> Meta { get; init; } = [];

    /// <summary>What the links are called, for a screen reader.</summary>
    public string MetaTitle { get; init; } = "Support links";

    /// <summary>What stands below the links; plain text becomes a paragraph.</summary>
    public Content? MetaContent { get; init; }

    /// <summary>Whose page it is; plain text becomes a paragraph.</summary>
    public Content? Copyright { get; init; }

    /// <summary>More classes for the container of the page's width.</summary>
    public string? ContainerClasses { get; init; }
}

public static partial class Nhs
{
    /// <summary>A footer.</summary>
    public static Content Footer(FooterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var columns = options.Columns is >= 1 and <= 3 ? options.Columns : 4;
        return Element.Of(
            "footer",
            [.. options.Root("nhsuk-footer"), ("role", "contentinfo")],
            Element.OfClass(
                "div",
                Css.Join("nhsuk-width-container", options.ContainerClasses)!,
                [
                    .. options.Navigation.Chunk(columns).Select(row => Element.OfClass(
                        "div",
                        "nhsuk-footer__navigation nhsuk-grid-row",
                        [.. row.Select(column => FooterPart(column, columns))])),
                    Element.OfClass(
                        "div",
                        "nhsuk-footer__meta",
                        options.Meta.Count == 0
                            ? null
                            : Content.Join(
                                Element.OfClass(
                                    "h2", "nhsuk-u-visually-hidden", options.MetaTitle),
                                FooterLinks(options.Meta)),
                        Paragraph(options.MetaContent, "nhsuk-body-s"),
                        Paragraph(options.Copyright, "nhsuk-body-s")),
                ]));
    }

    private static Element FooterPart(FooterColumn column, int columns)
    {
        var width = column.Width ?? columns switch
        {
            1 => "full",
            2 => "one-half",
            3 => "one-third",
            _ => "one-quarter",
        };
        return Element.OfClass(
            "div",
            $"nhsuk-grid-column-{width}",
            column.Heading is null ? null : HeadingParts.Render(
                column.Heading with { Level = 2, Size = TextSize.S },
                new HeadingPlace("nhsuk-footer__heading") { SizePrefix = "nhsuk-heading-" }),
            Paragraph(column.Content, "nhsuk-body-s"),
            column.Items.Count == 0 ? null : FooterLinks(column.Items));
    }

    private static Element FooterLinks(IReadOnlyList<LinkItem> links) => Element.OfClass(
        "ul",
        "nhsuk-footer__list",
        [
            .. links.Select(link => Element.OfClass(
                "li",
                "nhsuk-footer__list-item",
                Element.Of("a", link.Of("nhsuk-footer__list-item-link"), link.Content))),
        ]);
}
