namespace Proviso.DesignSystem;

/// <summary>The colour of a header's ground.</summary>
public enum HeaderColour
{
    /// <summary>White, with letters in the organisation's colour.</summary>
    White,
}

/// <summary>The mark of an organisation. Nothing stands there unless it is given.</summary>
public sealed record LogoOptions
{
    /// <summary>The address of a picture.</summary>
    public string? Src { get; init; }

    /// <summary>The picture itself, as markup; <see cref="Src"/> goes before it.</summary>
    public Content? Mark { get; init; }

    /// <summary>What the picture says, which is the organisation's name.</summary>
    public string? Alt { get; init; }

    /// <summary>Where the mark leads.</summary>
    public string? Href { get; init; }

    /// <summary>What a screen reader says in place of the mark's link.</summary>
    public string? AriaLabel { get; init; }
}

/// <summary>The organisation's name beside its mark.</summary>
/// <param name="Name">Its name.</param>
public sealed record OrganisationName(string Name)
{
    /// <summary>The part of a long name that goes to a second line.</summary>
    public string? Split { get; init; }

    /// <summary>What it is, such as "NHS Foundation Trust".</summary>
    public string? Descriptor { get; init; }
}

/// <summary>An entry of the account: who is signed in, or a way to sign in or out.</summary>
/// <param name="Content">What it says.</param>
public sealed record AccountItem(Content Content)
{
    /// <summary>Where it leads.</summary>
    public string? Href { get; init; }

    /// <summary>Where a form is sent, which makes it a button.</summary>
    public string? Action { get; init; }

    /// <summary>How the form is sent.</summary>
    public string Method { get; init; } = "post";

    /// <summary>What else the form sends: the antiforgery field.</summary>
    public Content? Fields { get; init; }

    /// <summary>Whether it shows a head and shoulders.</summary>
    public bool Icon { get; init; }

    /// <summary>More classes for the item.</summary>
    public string? Classes { get; init; }
}

/// <summary>An entry of the navigation.</summary>
/// <param name="Content">What it says.</param>
/// <param name="Href">Where it leads.</param>
public sealed record NavigationItem(Content Content, string? Href)
{
    /// <summary>Whether it is the page that is open.</summary>
    public bool Current { get; init; }

    /// <summary>Whether the page that is open belongs to it.</summary>
    public bool Active { get; init; }

    /// <summary>More classes for the item.</summary>
    public string? Classes { get; init; }

    /// <summary>More attributes of the item.</summary>
    public Dictionary<string, string?>? Attributes { get; init; }
}

/// <summary>The ways to the parts of the service.</summary>
public sealed record HeaderNavigation
{
    /// <summary>The entries.</summary>
    public IReadOnlyList<NavigationItem> Items { get; init; } = [];

    /// <summary>What the landmark is called.</summary>
    public string Label { get; init; } = "Menu";

    /// <summary>The colour of its ground.</summary>
    public HeaderColour? Colour { get; init; }

    /// <summary>Whether entries are spread over the width.</summary>
    public bool Justified { get; init; }

    /// <summary>More classes.</summary>
    public string? Classes { get; init; }
}

/// <summary>The search in the header.</summary>
/// <param name="Action">Where the search is sent.</param>
public sealed record HeaderSearch(string Action)
{
    /// <summary>How it is sent.</summary>
    public string Method { get; init; } = "get";

    /// <summary>The name of the field.</summary>
    public string Name { get; init; } = "q";

    /// <summary>What stands in the empty field.</summary>
    public string Placeholder { get; init; } = "Search";

    /// <summary>What the field is called, for a screen reader.</summary>
    public string Label { get; init; } = "Search";

    /// <summary>What the button is called, for a screen reader.</summary>
    public string ButtonLabel { get; init; } = "Search";
}

/// <summary>The header of every page.</summary>
public sealed record HeaderOptions : ComponentOptions
{
    /// <summary>The organisation's mark.</summary>
    public LogoOptions? Logo { get; init; }

    /// <summary>The organisation's name.</summary>
    public OrganisationName? Organisation { get; init; }

    /// <summary>The service's name.</summary>
    public string? ServiceName { get; init; }

    /// <summary>Where the service's name leads.</summary>
    public string? ServiceHref { get; init; }

    /// <summary>The search.</summary>
    public HeaderSearch? Search { get; init; }

    /// <summary>The account's entries; no account if null.</summary>
    public IReadOnlyList<AccountItem>? Account { get; init; }

    /// <summary>What the account's landmark is called.</summary>
    public string AccountLabel { get; init; } = "Account";

    /// <summary>The navigation.</summary>
    public HeaderNavigation? Navigation { get; init; }

    /// <summary>The colour of its ground; the organisation's if null.</summary>
    public HeaderColour? Colour { get; init; }

    /// <summary>Whether search and account stand beside the service's name.</summary>
    public bool Inline { get; init; }

    /// <summary>More classes for the containers of the page's width.</summary>
    public string? ContainerClasses { get; init; }
}

public static partial class Nhs
{
    /// <summary>A header.</summary>
    public static Content Header(HeaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return HeaderParts.Render(options);
    }
}
