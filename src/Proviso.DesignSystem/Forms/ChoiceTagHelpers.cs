using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Proviso.DesignSystem;

/// <summary>
/// What radios and checkboxes have in common: answers as a list, or as <c>nhs-choice</c> and
/// <c>nhs-or</c> elements inside.
/// </summary>
public abstract class ChoicesTagHelper : ControlTagHelper
{
    /// <summary>The answers; those written inside come after them.</summary>
    public IReadOnlyList<ChoiceItem> Items { get; set; } = [];

    /// <summary>Whether controls are small.</summary>
    public bool Small { get; set; }

    /// <summary>Whether answers stand side by side.</summary>
    public bool Inline { get; set; }

    private readonly List<ChoiceItem> _inside = [];

    /// <inheritdoc />
    public override void Init(TagHelperContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[typeof(ChoicesTagHelper)] = _inside;
    }

    /// <summary>All answers.</summary>
    private protected IReadOnlyList<ChoiceItem> All => [.. Items, .. _inside];
}

/// <summary><c>nhs-radios</c>: answers of which one can be chosen.</summary>
[HtmlTargetElement("nhs-radios")]
public sealed class RadiosTagHelper : ChoicesTagHelper
{
    /// <inheritdoc />
    private protected override Content Render(ControlParts parts, Content? children) =>
        Nhs.Radios(new RadiosOptions
        {
            IdPrefix = parts.Id,
            Name = parts.Name,
            Classes = parts.Classes,
            Attributes = parts.Attributes,
            ErrorMessage = parts.Error,
            Fieldset = FieldsetOptions,
            Hint = Hint,
            Disabled = Disabled,
            Small = Small,
            Inline = Inline,
            Items = All,
            Value = Value(parts.Name),
        });
}

/// <summary><c>nhs-checkboxes</c>: answers of which any can be chosen.</summary>
[HtmlTargetElement("nhs-checkboxes")]
public sealed class CheckboxesTagHelper : ChoicesTagHelper
{
    /// <inheritdoc />
    private protected override Content Render(ControlParts parts, Content? children) =>
        Nhs.Checkboxes(new CheckboxesOptions
        {
            IdPrefix = parts.Id,
            Name = parts.Name,
            Classes = parts.Classes,
            Attributes = parts.Attributes,
            ErrorMessage = parts.Error,
            Fieldset = FieldsetOptions,
            Hint = Hint,
            Disabled = Disabled,
            Small = Small,
            Inline = Inline,
            Items = All,
            Values = FormFields.Values(State, parts.Name, For?.Model),
        });
}

/// <summary>
/// <c>nhs-choice</c>: one answer. What stands inside is shown while the answer is chosen.
/// </summary>
[HtmlTargetElement("nhs-choice", ParentTag = "nhs-radios")]
[HtmlTargetElement("nhs-choice", ParentTag = "nhs-checkboxes")]
public sealed class ChoiceTagHelper : TagHelper
{
    /// <summary>What is sent.</summary>
    public string Value { get; set; } = "";

    /// <summary>What it says.</summary>
    public string Label { get; set; } = "";

    /// <summary>Help for it.</summary>
    public string? Hint { get; set; }

    /// <summary>"exclusive" unchecks all others. Checkboxes only.</summary>
    public string? Behaviour { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var inside = await output.GetChildContentAsync();
        Choices(context).Add(new ChoiceItem(Value, Label)
        {
            Hint = Hint,
            Behaviour = Behaviour,
            Conditional = inside.IsEmptyOrWhiteSpace ? null : Content.Html(inside),
        });
        output.SuppressOutput();
    }

    internal static List<ChoiceItem> Choices(TagHelperContext context) =>
        (List<ChoiceItem>)context.Items[typeof(ChoicesTagHelper)];
}

/// <summary><c>nhs-or</c>: a word between answers.</summary>
[HtmlTargetElement("nhs-or", ParentTag = "nhs-radios")]
[HtmlTargetElement("nhs-or", ParentTag = "nhs-checkboxes")]
public sealed class OrTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        ChoiceTagHelper.Choices(context).Add(ChoiceItem.Divider("or"));
        output.SuppressOutput();
    }
}

/// <summary><c>nhs-select</c>: a list to choose one from.</summary>
[HtmlTargetElement("nhs-select")]
public sealed class SelectTagHelper : ControlTagHelper
{
    /// <summary>The choices.</summary>
    public IReadOnlyList<SelectItem> Items { get; set; } = [];

    /// <inheritdoc />
    private protected override Content Render(ControlParts parts, Content? children) =>
        Nhs.Select(new SelectOptions
        {
            Id = parts.Id,
            Name = parts.Name,
            Classes = parts.Classes,
            Attributes = parts.Attributes,
            ErrorMessage = parts.Error,
            Label = LabelOptions,
            Hint = Hint,
            Disabled = Disabled,
            Items = Items,
            Value = Value(parts.Name),
        });
}
