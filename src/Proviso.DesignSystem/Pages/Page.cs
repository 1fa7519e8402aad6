using Microsoft.AspNetCore.Html;

namespace Proviso.DesignSystem;

/// <summary>A whole page, from the document type to the script.</summary>
public sealed record PageOptions
{
    /// <summary>
    /// What the page is called, with "Error: " in front if something is wrong; the tag helper
    /// <c>nhs-title</c> sees to that.
    /// </summary>
    public required string Title { get; init; }

    /// <summary>What stands behind the title in the tab: service and organisation.</summary>
    public IReadOnlyList<string> TitleParts { get; init; } = [];

    /// <summary>The language of the page.</summary>
    public string Language { get; init; } = "en-GB";

    /// <summary>The header; its logo and names are the organisation's settings.</summary>
    public HeaderOptions Header { get; init; } = new();

    /// <summary>The footer.</summary>
    public FooterOptions Footer { get; init; } = new();

    /// <summary>The organisation's colour.</summary>
    public BrandColour Colour { get; init; } = BrandColour.NhsBlue;

    /// <summary>
    /// The nonce of the content security policy, for the one style element that sets the colour;
    /// scripts and links carry it too.
    /// </summary>
    public string? Nonce { get; init; }

    /// <summary>The path that the application is served under, such as "/proviso".</summary>
    public string PathBase { get; init; } = "";

    /// <summary>What else stands in the head.</summary>
    public Content? Head { get; init; }

    /// <summary>What stands above the main part: breadcrumb or back link.</summary>
    public Content? BeforeContent { get; init; }

    /// <summary>The main part.</summary>
    public required Content Content { get; init; }

    /// <summary>More classes for the main part.</summary>
    public string? MainClasses { get; init; }
}

public static partial class Nhs
{
    /// <summary>
    /// A page: skip link, header, main part, footer. No script or style stands in it but the one
    /// style element that carries the nonce; everything else is loaded from the same server.
    /// </summary>
    public static Content Page(PageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Content.Join(
            Content.Html(new HtmlString("<!DOCTYPE html>")),
            Element.Of(
                "html",
                [("lang", options.Language)],
                PageHead(options),
                PageBody(options)));
    }

    private static Element PageHead(PageOptions options)
    {
        var folder = options.PathBase + DesignSystemAssets.Folder;
        return Element.Of(
            "head",
            [],
            Element.Of("meta", [("charset", "utf-8")]),
            Element.Of("title", [], string.Join(" - ", [options.Title, .. options.TitleParts])),
            Element.Of(
                "meta",
                [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
            Element.Of("meta", [("name", "theme-color"), ("content", options.Colour.Hex)]),
            Element.Of(
                "link",
                [("rel", "icon"), ("href", $"{folder}/icon.svg"), ("type", "image/svg+xml")]),
            Element.Of(
                "link",
                [("rel", "stylesheet"), ("href", $"{folder}/nhs.css"), ("nonce", options.Nonce)]),
            options.Colour == BrandColour.NhsBlue
                ? null
                : Element.Of(
                    "style",
                    [("nonce", options.Nonce)],
                    // Six hexadecimal digits, which BrandColour has checked.
                    Content.Html(new HtmlString(
                        $":root{{--organisation-colour:{options.Colour.Hex}}}"))),
            options.Head);
    }

    private static Element PageBody(PageOptions options)
    {
        var folder = options.PathBase + DesignSystemAssets.Folder;
        return Element.Of(
            "body",
            [],
            Element.Of(
                "script", [("src", $"{folder}/supported.js"), ("nonce", options.Nonce)]),
            SkipLink(new()),
            Header(WithFullName(options.Header)),
            Element.OfClass(
                "div",
                "nhsuk-width-container",
                options.BeforeContent,
                Element.Of(
                    "main",
                    [
                        ("class", Css.Join("nhsuk-main-wrapper", options.MainClasses)),
                        ("id", "maincontent"),
                    ],
                    options.Content)),
            Footer(options.Footer),
            Element.Of(
                "script",
                [
                    ("type", "module"), ("src", $"{folder}/start.js"), ("nonce", options.Nonce),
                ]));
    }

    // The header's link is read out by the names of organisation and service; where what the
    // organisation is stands beside them it must be read out too (WCAG 2.2, 2.5.3 label in name).
    private static HeaderOptions WithFullName(HeaderOptions header)
    {
        if (header is not { Organisation: { Descriptor: { } descriptor } organisation }
            || header.Logo?.AriaLabel is not null)
        {
            return header;
        }

        var logo = header.Logo ?? new();
        var isOne = header.ServiceHref is not null
            && (logo.Href is null || logo.Href == header.ServiceHref);
        string?[] parts =
        [
            logo.Alt, organisation.Name, organisation.Split, descriptor,
            isOne ? header.ServiceName : null, "homepage",
        ];
        return header with
        {
            Logo = logo with
            {
                AriaLabel = string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part))),
            },
        };
    }
}
