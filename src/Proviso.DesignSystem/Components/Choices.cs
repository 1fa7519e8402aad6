using System.Globalization;

namespace Proviso.DesignSystem;

/// <summary>One of the answers to choose from.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Label">What it says.</param>
public sealed record ChoiceItem(string Value, LabelOptions Label)
{
    /// <summary>Its id; by the group's prefix and its place if null.</summary>
    public string? Id { get; init; }

    /// <summary>The name under which it is sent; the group's if null. Checkboxes only.</summary>
    public string? Name { get; init; }

    /// <summary>Help for it.</summary>
    public HintOptions? Hint { get; init; }

    /// <summary>Whether it is chosen; by the group's value if null.</summary>
    public bool? Checked { get; init; }

    /// <summary>Whether it cannot be chosen; as the group if null.</summary>
    public bool? Disabled { get; init; }

    /// <summary>What the script shows while it is chosen; it is always there without one.</summary>
    public Content? Conditional { get; init; }

    /// <summary>
    /// "exclusive" unchecks all others, "inclusive" checks them. Checkboxes only, by the script.
    /// </summary>
    public string? Behaviour { get; init; }

    /// <summary>The boxes that the behaviour is about; those of one name if null.</summary>
    public string? BehaviourGroup { get; init; }

    /// <summary>More classes for the control.</summary>
    public string? Classes { get; init; }

    /// <summary>More attributes of the control.</summary>
    public Dictionary<string, string?>? Attributes { get; init; }

    /// <summary>A word between answers, such as "or".</summary>
    internal bool IsDivider { get; init; }

    /// <summary>A word between answers, such as "or".</summary>
    public static ChoiceItem Divider(string text) => new("", new() { Content = text })
    {
        IsDivider = true,
    };
}

/// <summary>What radios and checkboxes have in common.</summary>
public abstract record ChoicesOptions : ControlOptions
{
    /// <summary>The question, around the answers.</summary>
    public FieldsetOptions? Fieldset { get; init; }

    /// <summary>The answers; one that is null is not shown and keeps its number.</summary>
    public IReadOnlyList<ChoiceItem?> Items { get; init; } = [];

    /// <summary>What ids begin with, and the first answer's id; the name if null.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Whether controls are small.</summary>
    public bool Small { get; init; }

    /// <summary>Whether answers stand side by side.</summary>
    public bool Inline { get; init; }

    /// <inheritdoc />
    internal override string? IdOrName => IdPrefix ?? Name;
}

/// <summary>Answers of which one can be chosen.</summary>
public sealed record RadiosOptions : ChoicesOptions
{
    /// <summary>The answer chosen so far.</summary>
    public string? Value { get; init; }
}

/// <summary>Answers of which any can be chosen.</summary>
public sealed record CheckboxesOptions : ChoicesOptions
{
    /// <summary>The answers chosen so far.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

public static partial class Nhs
{
    /// <summary>Radios with question, hint and error.</summary>
    public static Content Radios(RadiosOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Choices(options, "radio", item => options.Value is { Length: > 0 } value
            && item.Value == value);
    }

    /// <summary>Checkboxes with question, hint and error.</summary>
    public static Content Checkboxes(CheckboxesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Choices(options, "checkbox", item =>
            options.Values.Contains(item.Value, StringComparer.Ordinal));
    }

    private static Content Choices(
        ChoicesOptions options, string type, Func<ChoiceItem, bool> isChosen)
    {
        var block = type == "radio" ? "nhsuk-radios" : "nhsuk-checkboxes";
        var describedBy = FormControl.DescribedBy(
            options, options.Fieldset?.DescribedBy ?? options.DescribedBy);
        // Without a fieldset to carry them, each checkbox says hint and error itself.
        var ofEach = options.Fieldset is null && type == "checkbox" ? describedBy : null;
        var inner = Content.Join(
            FormControl.Hint(options),
            FormControl.Error(options),
            Element.Of(
                "div",
                [
                    .. options.Root(
                        block,
                        Css.If(options.Small, $"{block}--small"),
                        Css.If(options.Inline, $"{block}--inline")),
                    ("data-module", block),
                ],
                options.FormGroup.BeforeInput,
                Content.Join(options.Items.Select((item, index) => item is null
                    ? null
                    : Choice(options, item, new(type, block, index, ofEach, isChosen)))),
                options.FormGroup.AfterInput));
        return FormControl.Group(options, [], options.Fieldset is null
            ? inner
            : Fieldset(options.Fieldset with { Content = inner, DescribedBy = describedBy }));
    }

    private sealed record ChoicePlace(
        string Type, string Block, int Index, string? DescribedBy, Func<ChoiceItem, bool> IsChosen);

    private static Content Choice(ChoicesOptions options, ChoiceItem item, ChoicePlace place)
    {
        var block = place.Block;
        var onlyWithScript =
            Css.If(item.Behaviour == "inclusive", "nhsuk-u-frontend-not-supported-hidden");
        if (item.IsDivider)
        {
            return Element.OfClass(
                "div", Css.Join($"{block}__divider", onlyWithScript)!, item.Label.Content);
        }

        var id = item.Id ?? (place.Index == 0 ? options.IdOrName : string.Create(
            CultureInfo.InvariantCulture, $"{options.IdOrName}-{place.Index + 1}"));
        var isChecked = item.Checked ?? place.IsChosen(item);
        var hint = item.Hint is { HasContent: true } given
            ? given with
            {
                Id = given.Id ?? $"{id}-item-hint",
                Classes = Css.Join($"{block}__hint", given.Classes),
            }
            : null;
        var conditionalId = item.Conditional is null ? null : $"conditional-{id}";
        var input = Element.Of(
            "input",
            [
                ("class", Css.Join($"{block}__input", item.Classes)),
                ("id", id),
                ("name", item.Name ?? options.Name),
                ("type", place.Type),
                ("value", item.Value),
                ("checked", Element.Flag(isChecked)),
                ("disabled", Element.Flag(item.Disabled ?? options.Disabled)),
                ("data-behaviour", item.Behaviour),
                ("data-behaviour-group", item.BehaviourGroup),
                ("data-aria-controls", conditionalId),
                ("aria-describedby", Css.Join(place.DescribedBy, hint?.Id)),
                .. (item.Attributes ?? []).Select(pair => (pair.Key, pair.Value)),
            ]);
        var label = Label(item.Label with
        {
            For = id,
            Classes = Css.Join($"{block}__label", item.Label.Classes),
        });
        return Content.Join(
            Element.OfClass(
                "div",
                Css.Join($"{block}__item", onlyWithScript)!,
                input,
                label,
                hint is null ? null : Hint(hint)),
            item.Conditional is null ? null : Element.Of(
                "div",
                [
                    ("class", Css.Join(
                        $"{block}__conditional",
                        Css.If(!isChecked, $"{block}__conditional--hidden"))),
                    ("id", conditionalId),
                ],
                item.Conditional));
    }
}
