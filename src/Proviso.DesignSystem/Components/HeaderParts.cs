namespace Proviso.DesignSystem;

/// <summary>The header, part by part.</summary>
internal static class HeaderParts
{
    internal static Content Render(HeaderOptions options)
    {
        var container = Css.Join("nhsuk-width-container", options.ContainerClasses)!;
        return Element.Of(
            "header",
            [
                .. options.Root(
                    "nhsuk-header",
                    Css.Modifier("nhsuk-header", options.Colour, options.Classes),
                    Css.If(options.Inline, "nhsuk-header--inline"),
                    Css.If(options.Organisation is not null, "nhsuk-header--organisation")),
                ("data-module", "nhsuk-header"),
                ("role", "banner"),
            ],
            Element.OfClass(
                "div",
                $"nhsuk-header__container {container}",
                Service(options),
                options.Search is null ? null : Search(options.Search),
                options.Account is null ? null : Account(options.Account, options.AccountLabel)),
            options.Navigation is { Items.Count: > 0 } navigation
                ? Navigation(navigation, container)
                : null);
    }

    // One link serves for mark and name where both would lead to the same page.
    private static Element Service(HeaderOptions options)
    {
        var logo = options.Logo;
        var isOne = options is { ServiceName.Length: > 0, ServiceHref: { } href }
            && (logo?.Href is null || logo.Href == href);
        var logoHref = isOne ? options.ServiceHref : logo?.Href;
        var mark = Content.Join(Mark(logo), Name(options.Organisation));
        var service = options.ServiceName is not { Length: > 0 } name ? null : isOne
            ? Element.OfClass("span", "nhsuk-header__service-name", name)
            : Element.Of(
                options.ServiceHref is null ? "span" : "a",
                [("class", "nhsuk-header__service-name"), ("href", options.ServiceHref)],
                name);
        if (logoHref is null)
            return Element.OfClass("div", "nhsuk-header__service", mark, service);
        string?[] label =
        [
            logo?.Alt,
            options.Organisation?.Name,
            options.Organisation?.Split,
            isOne ? options.ServiceName : null,
            "homepage",
        ];
        var link = Element.Of(
            "a",
            [
                ("class", "nhsuk-header__service-logo"),
                ("href", logoHref),
                ("aria-label", logo?.AriaLabel
                    ?? string.Join(' ', label.Where(part => part is not null))),
            ],
            mark,
            isOne ? service : null);
        return Element.OfClass("div", "nhsuk-header__service", link, isOne ? null : service);
    }

    private static Content? Mark(LogoOptions? logo) => logo?.Src is null
        ? logo?.Mark
        : Element.Of(
            "img",
            [
                ("class", "nhsuk-header__organisation-logo"),
                ("src", logo.Src),
                ("width", "280"),
                ("alt", logo.Alt ?? ""),
            ]);

    private static Content? Name(OrganisationName? organisation) => organisation is null
        ? null
        : Content.Join(
            Element.OfClass(
                "span",
                "nhsuk-header__organisation-name",
                organisation.Name,
                organisation.Split is null
                    ? null
                    : Content.Join(" ", Element.OfClass(
                        "span", "nhsuk-header__organisation-name-split", organisation.Split))),
            organisation.Descriptor is null
                ? null
                : Element.OfClass(
                    "span",
                    "nhsuk-header__organisation-name-descriptor",
                    organisation.Descriptor));

    private static Element Search(HeaderSearch search) => Element.OfClass(
        "search",
        "nhsuk-header__search",
        Element.Of(
            "form",
            [
                ("class", "nhsuk-header__search-form"),
                ("id", "search"),
                ("action", search.Action),
                ("method", search.Method),
                ("novalidate", ""),
            ],
            Nhs.Input(new InputOptions
            {
                Label = new() { Content = search.Label, Classes = "nhsuk-u-visually-hidden" },
                Id = "search-field",
                Name = search.Name,
                Type = "search",
                Autocomplete = "off",
                Placeholder = search.Placeholder,
                FormGroup = new()
                {
                    AfterInput = Nhs.Button(new ButtonOptions
                    {
                        AriaLabel = search.ButtonLabel,
                        Icon = new(IconName.Search),
                        Small = true,
                    }),
                },
            })));

    private static Element Account(IReadOnlyList<AccountItem> items, string label) =>
        Element.Of(
            "nav",
            [("class", "nhsuk-header__account"), ("aria-label", label)],
            Element.OfClass(
                "ul", "nhsuk-header__account-list", [.. items.Select(AccountEntry)]));

    private static Element AccountEntry(AccountItem item)
    {
        var words = Content.Join(item.Icon ? Nhs.Icon(IconName.User) : null, item.Content);
        var entry = item switch
        {
            { Href: { } href } => Element.Of(
                "a", [("class", "nhsuk-header__account-link"), ("href", href)], words),
            { Action: { } action } => Element.Of(
                "form",
                [
                    ("class", "nhsuk-header__account-form"),
                    ("action", action),
                    ("method", item.Method),
                    ("novalidate", ""),
                ],
                item.Fields,
                Element.OfClass("button", "nhsuk-header__account-button", words)),
            _ => words,
        };
        return Element.OfClass(
            "li", Css.Join("nhsuk-header__account-item", item.Classes)!, entry);
    }

    private static Element Navigation(HeaderNavigation navigation, string container) =>
        Element.Of(
            "nav",
            [
                ("class", Css.Join(
                    "nhsuk-header__navigation",
                    Css.Modifier("nhsuk-header__navigation", navigation.Colour),
                    Css.If(navigation.Justified, "nhsuk-header__navigation--justified"),
                    navigation.Classes)),
                ("aria-label", navigation.Label),
            ],
            Element.OfClass(
                "div",
                $"nhsuk-header__navigation-container {container}",
                Element.OfClass(
                    "ul",
                    "nhsuk-header__navigation-list",
                    [.. navigation.Items.Select(NavigationEntry), MenuToggle()])));

    private static Element NavigationEntry(NavigationItem item)
    {
        var isCurrent = item.Active || item.Current;
        var words = isCurrent
            ? Element.OfClass(
                "strong", "nhsuk-header__navigation-item-current-fallback", item.Content)
            : item.Content;
        return Element.Of(
            "li",
            [
                ("class", Css.Join(
                    "nhsuk-header__navigation-item",
                    Css.If(isCurrent, "nhsuk-header__navigation-item--current"),
                    item.Classes)),
                .. (item.Attributes ?? []).Select(pair => (pair.Key, pair.Value)),
            ],
            Element.Of(
                item.Href is null ? "span" : "a",
                [
                    ("class", item.Href is null
                        ? "nhsuk-header__navigation-text"
                        : "nhsuk-header__navigation-link"),
                    ("href", item.Href),
                    ("aria-current", item.Current ? "page" : isCurrent ? "true" : null),
                ],
                words));
    }

    // Shown by the script where the entries do not fit on one line.
    private static Element MenuToggle() => Element.Of(
        "li",
        [("class", "nhsuk-header__menu"), ("hidden", "")],
        Element.Of(
            "button",
            [
                ("class", "nhsuk-header__menu-toggle nhsuk-header__navigation-link"),
                ("id", "toggle-menu"),
                ("aria-expanded", "false"),
            ],
            Nhs.Hidden("Browse "),
            "More"));
}
