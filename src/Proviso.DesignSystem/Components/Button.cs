namespace Proviso.DesignSystem;

/// <summary>What kind of thing a button does.</summary>
public enum ButtonVariant
{
    /// <summary>In the organisation's colour.</summary>
    Brand,

    /// <summary>Signs in.</summary>
    Login,

    /// <summary>Stands on a dark ground.</summary>
    Reverse,

    /// <summary>Beside the page's main button.</summary>
    Secondary,

    /// <summary>Beside the page's main button, on a coloured ground.</summary>
    SecondarySolid,

    /// <summary>Cannot be taken back.</summary>
    Warning,
}

/// <summary>A button, or a link that looks like one.</summary>
public sealed record ButtonOptions : ContentOptions
{
    /// <summary>Where it leads, which makes it a link.</summary>
    public string? Href { get; init; }

    /// <summary>submit, button or reset; makes it a button though it has an address.</summary>
    public string? Type { get; init; }

    /// <summary>The name under which its value is sent.</summary>
    public string? Name { get; init; }

    /// <summary>The value that is sent.</summary>
    public string? Value { get; init; }

    /// <summary>Whether it can be pressed no more.</summary>
    public bool? Disabled { get; init; }

    /// <summary>Whether a second press within a second is let go by.</summary>
    public bool? PreventDoubleClick { get; init; }

    /// <summary>What kind of thing it does.</summary>
    public ButtonVariant? Variant { get; init; }

    /// <summary>Whether it is small.</summary>
    public bool? Small { get; init; }

    /// <summary>Its icon.</summary>
    public IconOptions? Icon { get; init; }

    /// <summary>What a screen reader says in place of its words.</summary>
    public string? AriaLabel { get; init; }
}

public static partial class Nhs
{
    /// <summary>A button.</summary>
    public static Content Button(ButtonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var isLink = options.Href is not null && options.Type is null;
        var icon = options.Icon is null ? null : Icon(options.Icon.Name);
        var isAtEnd = options.Icon?.Placement == IconPlacement.End;
        List<(string, string?)> attributes =
        [
            .. options.Root(
                "nhsuk-button",
                Css.Modifier("nhsuk-button", options.Variant, options.Classes),
                Css.If(icon is not null, "nhsuk-button--icon"),
                Css.If(options.Small, "nhsuk-button--small")),
            ("data-module", "nhsuk-button"),
            ("data-prevent-double-click", Element.Letters(options.PreventDoubleClick)),
            ("aria-label", options.AriaLabel),
        ];
        attributes.AddRange(isLink
            ? [("href", options.Href), ("role", "button"), ("draggable", "false")]
            :
            [
                ("type", options.Type ?? "submit"),
                ("name", options.Name),
                ("value", options.Value),
                ("disabled", Element.Flag(options.Disabled)),
                ("aria-disabled", options.Disabled == true ? "true" : null),
            ]);
        return Element.Of(
            isLink ? "a" : "button",
            attributes,
            isAtEnd ? null : icon,
            icon is not null && options.HasContent
                ? Element.OfClass("span", "nhsuk-button__content", options.Content)
                : options.Content,
            isAtEnd ? icon : null);
    }
}
