using System.Diagnostics.CodeAnalysis;

namespace Proviso.DesignSystem;

/// <summary>What stands in front of or behind an input, such as a unit.</summary>
public sealed record AffixOptions : ContentOptions
{
    /// <summary>An affix of plain text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator AffixOptions?(string? text) =>
        text is null ? null : new() { Content = text };
}

/// <summary>The wrapper of an input with what stands beside it.</summary>
public sealed record InputWrapperOptions : ComponentOptions;

/// <summary>What inputs of one line have in common.</summary>
public abstract record SingleLineOptions : LabelledOptions
{
    /// <summary>The answer so far.</summary>
    public string? Value { get; init; }

    /// <summary>In how many letters' width: 2, 3, 4, 5, 10, 20 or 30.</summary>
    public int? Width { get; init; }

    /// <summary>Whether letters all have one width.</summary>
    public bool Code { get; init; }

    /// <summary>Whether it is large.</summary>
    public bool Large { get; init; }

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; init; }

    /// <summary>What stands in front.</summary>
    public AffixOptions? Prefix { get; init; }

    /// <summary>What stands behind.</summary>
    public AffixOptions? Suffix { get; init; }

    /// <summary>The wrapper of the input with what stands beside it.</summary>
    public InputWrapperOptions? InputWrapper { get; init; }
}

/// <summary>An input of one line.</summary>
public sealed record InputOptions : SingleLineOptions
{
    /// <summary>The type: text, email, tel, …</summary>
    public string Type { get; init; } = "text";

    /// <summary>Whether the browser checks the spelling.</summary>
    public bool? Spellcheck { get; init; }

    /// <summary>Which letters a phone writes large.</summary>
    public string? Autocapitalize { get; init; }

    /// <summary>The pattern of an answer.</summary>
    public string? Pattern { get; init; }

    /// <summary>What stands in the empty input; a hint is nearly always better.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Which keyboard a phone shows: numeric, decimal, …</summary>
    public string? InputMode { get; init; }
}

/// <summary>An input for words to search.</summary>
public sealed record SearchInputOptions : SingleLineOptions
{
    /// <summary>What stands in the empty input.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The button, a magnifying glass unless it is given; none if null.</summary>
    public ButtonOptions? Button { get; init; } = new() { Icon = new(IconName.Search) };
}

/// <summary>An input for a password, which the script can show.</summary>
public sealed record PasswordInputOptions : SingleLineOptions
{
    /// <summary>The button that shows the password.</summary>
    public ButtonOptions Button { get; init; } = new();

    /// <summary>The button's words while the password is hidden.</summary>
    public string? ShowText { get; init; }

    /// <summary>The button's words while the password is shown.</summary>
    public string? HideText { get; init; }

    /// <summary>What a screen reader calls the button while the password is hidden.</summary>
    public string? ShowLabel { get; init; }

    /// <summary>What a screen reader calls the button while the password is shown.</summary>
    public string? HideLabel { get; init; }

    /// <summary>What a screen reader says when the password is shown.</summary>
    public string? ShownAnnouncement { get; init; }

    /// <summary>What a screen reader says when the password is hidden.</summary>
    public string? HiddenAnnouncement { get; init; }
}

public static partial class Nhs
{
    private static readonly int[] Widths = [2, 3, 4, 5, 10, 20, 30];

    /// <summary>An input of one line with label, hint and error.</summary>
    public static Content Input(InputOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FormControl.Group(
            options,
            [],
            FormControl.Label(options),
            FormControl.Hint(options),
            FormControl.Error(options),
            InputWithAffixes(options));
    }

    /// <summary>A search input with its button.</summary>
    public static Content SearchInput(SearchInputOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var button = options.Button is not { } given ? null : Button(given with
        {
            AriaLabel = given.AriaLabel ?? "Search",
            Type = given.Type ?? "submit",
            Small = given.Small ?? !options.Large,
            Disabled = given.Disabled ?? options.Disabled,
            Classes = Css.Join("nhsuk-search-input__button", given.Classes),
        });
        var wrapper = options.InputWrapper ?? new();
        return Input(Plain(options) with
        {
            Type = "search",
            Placeholder = options.Placeholder,
            Autocomplete = options.Autocomplete ?? "off",
            Classes = Css.Join("nhsuk-search-input__input", options.Classes),
            InputWrapper = wrapper with
            {
                Classes = Css.Join("nhsuk-search-input__wrapper", wrapper.Classes),
            },
            FormGroup = options.FormGroup with
            {
                Classes = Css.Join(
                    "nhsuk-search-input",
                    Css.If(options.Large, "nhsuk-search-input--large"),
                    options.FormGroup.Classes),
                AfterInput = Content.Join(button, options.FormGroup.AfterInput),
            },
        });
    }

    /// <summary>A password input with the button that shows the password.</summary>
    public static Content PasswordInput(PasswordInputOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var showText = options.ShowText ?? options.Button.Content?.Plain;
        var button = Button(options.Button with
        {
            Content = showText ?? "Show",
            AriaLabel = options.ShowLabel ?? options.Button.AriaLabel ?? "Show password",
            Type = options.Button.Type ?? "button",
            Small = options.Button.Small ?? !options.Large,
            Disabled = options.Button.Disabled ?? options.Disabled,
            Variant = options.Button.Variant ?? ButtonVariant.Secondary,
            Classes = Css.Join(
                "nhsuk-password-input__toggle nhsuk-js-password-input-toggle",
                options.Button.Classes),
            Attributes = new() { ["aria-controls"] = options.IdOrName, ["hidden"] = "" },
        });
        return Input(Plain(options) with
        {
            Type = "password",
            Spellcheck = false,
            Autocomplete = options.Autocomplete ?? "current-password",
            Autocapitalize = "none",
            Classes = Css.Join(
                "nhsuk-password-input__input nhsuk-js-password-input-input", options.Classes),
            FormGroup = options.FormGroup with
            {
                Classes = Css.Join("nhsuk-password-input", options.FormGroup.Classes),
                Attributes = new(
                [
                    new("data-module", "nhsuk-password-input"),
                    .. PasswordTexts(options, showText),
                    .. options.FormGroup.Attributes ?? [],
                ]),
                AfterInput = Content.Join(button, options.FormGroup.AfterInput),
            },
        });
    }

    private static IEnumerable<KeyValuePair<string, string?>> PasswordTexts(
        PasswordInputOptions options, string? showText) =>
        new[]
        {
            FormControl.Text("show-password", showText),
            FormControl.Text("hide-password", options.HideText),
            FormControl.Text(
                "show-password-aria-label", options.ShowLabel ?? options.Button.AriaLabel),
            FormControl.Text("hide-password-aria-label", options.HideLabel),
            FormControl.Text("password-shown-announcement", options.ShownAnnouncement),
            FormControl.Text("password-hidden-announcement", options.HiddenAnnouncement),
        }.Select(pair => KeyValuePair.Create(pair.Name, pair.Value));

    private static InputOptions Plain(SingleLineOptions options) => new()
    {
        Id = options.Id,
        Name = options.Name,
        Value = options.Value,
        Label = options.Label,
        Hint = options.Hint,
        ErrorMessage = options.ErrorMessage,
        HasError = options.HasError,
        Disabled = options.Disabled,
        DescribedBy = options.DescribedBy,
        Classes = options.Classes,
        Attributes = options.Attributes,
        Width = options.Width,
        Code = options.Code,
        Large = options.Large,
        Autocomplete = options.Autocomplete,
        Prefix = options.Prefix,
        Suffix = options.Suffix,
        InputWrapper = options.InputWrapper,
        FormGroup = options.FormGroup,
    };

    private static Content InputWithAffixes(InputOptions options)
    {
        var input = InputElement(options);
        var prefix = Affix(options.Prefix, "prefix");
        var suffix = Affix(options.Suffix, "suffix");
        var before = options.FormGroup.BeforeInput;
        var after = options.FormGroup.AfterInput;
        if (prefix is null && suffix is null && before is null && after is null
            && options.InputWrapper is null)
        {
            return input;
        }

        return Element.Of(
            "div",
            (options.InputWrapper ?? new()).Root(
                "nhsuk-input-wrapper", Css.If(options.Large, "nhsuk-input-wrapper--large")),
            before,
            prefix,
            input,
            suffix,
            after);
    }

    private static Element? Affix(AffixOptions? affix, string side) =>
        affix is not { HasContent: true } ? null : Element.Of(
            "div",
            [.. affix.Root($"nhsuk-input-wrapper__{side}"), ("aria-hidden", "true")],
            affix.Content);

    private static Element InputElement(InputOptions options) => Element.Of(
        "input",
        [
            ("class", Css.Join(
                "nhsuk-input",
                Css.If(options.Large, "nhsuk-input--large"),
                Css.If(options.Code, "nhsuk-input--code"),
                Css.If(options.IsWrong, "nhsuk-input--error"),
                options.Width is { } width && Widths.Contains(width)
                    && !Css.HasPrefix(options.Classes, "nhsuk-input--width-")
                    ? $"nhsuk-input--width-{Number(width)}"
                    : null,
                options.Classes)),
            ("id", options.IdOrName),
            ("name", options.Name),
            ("type", options.Type),
            ("spellcheck", Element.Letters(options.Spellcheck)),
            ("value", options.Value),
            ("disabled", Element.Flag(options.Disabled)),
            ("aria-describedby", FormControl.DescribedBy(options, options.DescribedBy)),
            ("autocomplete", options.Autocomplete),
            ("autocapitalize", options.Autocapitalize),
            ("pattern", options.Pattern),
            ("placeholder", options.Placeholder),
            ("inputmode", options.InputMode),
            .. options.Further,
        ]);
}
