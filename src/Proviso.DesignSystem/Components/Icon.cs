namespace Proviso.DesignSystem;

/// <summary>The pictures that components show.</summary>
public enum IconName
{
    /// <summary>An arrow to the left.</summary>
    ArrowLeft,

    /// <summary>An arrow to the right.</summary>
    ArrowRight,

    /// <summary>A chevron to the right in a disc.</summary>
    ChevronRightCircle,

    /// <summary>A cross.</summary>
    Cross,

    /// <summary>A tick.</summary>
    Tick,

    /// <summary>A minus sign.</summary>
    Minus,

    /// <summary>A plus sign.</summary>
    Plus,

    /// <summary>A magnifying glass.</summary>
    Search,

    /// <summary>A head and shoulders.</summary>
    User,
}

/// <summary>On which side of the words an icon stands.</summary>
public enum IconPlacement
{
    /// <summary>In front of the words.</summary>
    Start,

    /// <summary>Behind the words.</summary>
    End,
}

/// <summary>An icon of a button.</summary>
/// <param name="Name">Which icon.</param>
/// <param name="Placement">On which side of the words.</param>
public sealed record IconOptions(IconName Name, IconPlacement Placement = IconPlacement.Start);

public static partial class Nhs
{
    /// <summary>An icon that says nothing to a screen reader.</summary>
    public static Content Icon(IconName name) => Element.Of(
        "svg",
        [
            ("class", $"nhsuk-icon nhsuk-icon--{Css.Kebab(name)}"),
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", "0 0 24 24"),
            ("width", "16"),
            ("height", "16"),
            ("focusable", "false"),
            ("aria-hidden", "true"),
        ],
        Element.Of("path", [("d", IconPath(name))]));

    private static string IconPath(IconName name) => name switch
    {
        IconName.ArrowLeft =>
            "M10.7 6.3c.4.4.4 1 0 1.4L7.4 11H19a1 1 0 0 1 0 2H7.4l3.3 3.3c.4.4.4 1 0 1.4a1 1 0 0 1"
            + "-1.4 0l-5-5A1 1 0 0 1 4 12c0-.3.1-.5.3-.7l5-5a1 1 0 0 1 1.4 0Z",
        IconName.ArrowRight =>
            "m14.7 6.3 5 5c.2.2.3.4.3.7 0 .3-.1.5-.3.7l-5 5a1 1 0 0 1-1.4-1.4l3.3-3.3H5a1 1 0 0 1"
            + " 0-2h11.6l-3.3-3.3a1 1 0 1 1 1.4-1.4Z",
        IconName.ChevronRightCircle =>
            "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm-.3 5.8a1 1 0 1 0-1.5 1.4l2.9 2.8-2.9 2.8a1"
            + " 1 0 0 0 1.5 1.4l3.5-3.5c.4-.4.4-1 0-1.4Z",
        IconName.Cross =>
            "M17 18.5c-.4 0-.8-.1-1.1-.4l-10-10c-.6-.6-.6-1.6 0-2.1.6-.6 1.5-.6 2.1 0l10 10c.6.6.6"
            + " 1.5 0 2.1-.3.3-.6.4-1 .4z M7 18.5c-.4 0-.8-.1-1.1-.4-.6-.6-.6-1.5 0-2.1l10-10c.6-.6"
            + " 1.5-.6 2.1 0 .6.6.6 1.5 0 2.1l-10 10c-.3.3-.6.4-1 .4z",
        IconName.Tick =>
            "M11.4 17.5a2 2 0 0 1-2.7.1h-.1L4 12.8a1.5 1.5 0 0 1 2.1-2L10 14.7l8.1-8.1a1.5 1.5 0 1"
            + " 1 2.2 2l-8.9 9Z",
        IconName.Minus => "M5.5 10.5a1.5 1.5 0 0 0 0 3h13a1.5 1.5 0 0 0 0-3h-13Z",
        IconName.Plus =>
            "M13.5 5.5a1.5 1.5 0 0 0-3 0v5h-5a1.5 1.5 0 0 0 0 3h5v5a1.5 1.5 0 0 0 3 0v-5h5a1.5 1.5"
            + " 0 0 0 0-3h-5v-5Z",
        IconName.Search =>
            "m20.7 18.9-4.1-4.1a7 7 0 1 0-1.4 1.4l4 4.1a1 1 0 0 0 1.5 0c.4-.4.4-1 0-1.4ZM6 10.6a5 5"
            + " 0 1 1 10 0 5 5 0 0 1-10 0Z",
        IconName.User =>
            "M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22Zm0 2a9 9 0 0 0-5 16.5V18a4 4 0 0 1 4-4h2a4 4 0"
            + " 0 1 4 4v1.5A9 9 0 0 0 12 3Zm0 3a3.5 3.5 0 1 1-3.5 3.5A3.4 3.4 0 0 1 12 6Z",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such icon."),
    };
}
