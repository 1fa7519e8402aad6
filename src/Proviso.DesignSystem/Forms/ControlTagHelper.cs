using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Proviso.DesignSystem;

/// <summary>
/// What every control's tag helper does: name, id and value from the model, what was typed and what
/// is wrong from ModelState. Attributes that it does not know become the control's own.
/// </summary>
public abstract class ControlTagHelper : TagHelper
{
    /// <summary>The page that is being written.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The property that the answer goes to.</summary>
    [HtmlAttributeName("asp-for")]
    public ModelExpression? For { get; set; }

    /// <summary>The question.</summary>
    public string? Label { get; set; }

    /// <summary>The question's size.</summary>
    public TextSize? LabelSize { get; set; }

    /// <summary>Whether the question is the page's heading.</summary>
    public bool PageHeading { get; set; }

    /// <summary>What stands above the question in smaller letters.</summary>
    public string? Caption { get; set; }

    /// <summary>Help for the answer.</summary>
    public string? Hint { get; set; }

    /// <summary>The name, where there is no property.</summary>
    public string? Name { get; set; }

    /// <summary>The id, where it is not made from the name.</summary>
    public string? Id { get; set; }

    /// <summary>Whether it takes no answer.</summary>
    public bool Disabled { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var children = await output.GetChildContentAsync();
        var attributes = new Dictionary<string, string?>(StringComparer.Ordinal);
        string? classes = null;
        foreach (var attribute in output.Attributes)
        {
            var value = attribute.ValueStyle == HtmlAttributeValueStyle.Minimized
                ? ""
                : attribute.Value?.ToString();
            if (attribute.Name == "class")
                classes = value;
            else
                attributes[attribute.Name] = value;
        }

        var key = Key;
        var control = Render(new ControlParts(
            key,
            Id ?? TagBuilder.CreateSanitizedId(key, "_"),
            classes,
            attributes,
            FormFields.Errors(State, key).Select(error => error.Message).FirstOrDefault()),
            children.IsEmptyOrWhiteSpace ? null : Content.Html(children));
        FormFields.Of(ViewContext).Add(key, FocusId(Id ?? TagBuilder.CreateSanitizedId(key, "_")));
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(control);
    }

    /// <summary>Makes the control.</summary>
    private protected abstract Content Render(ControlParts parts, Content? children);

    /// <summary>The id that an error link leads to.</summary>
    private protected virtual string FocusId(string id) => id;

    /// <summary>What is wrong with the answers.</summary>
    private protected ModelStateDictionary State => ViewContext.ViewData.ModelState;

    /// <summary>What was typed, or else the model's value.</summary>
    private protected string? Value(string key) => FormFields.Value(State, key, For?.Model);

    /// <summary>The question as a label.</summary>
    private protected LabelOptions? LabelOptions => Label is null ? null : new LabelOptions
    {
        Content = Label,
        Size = LabelSize,
        Caption = Caption,
        Heading = PageHeading ? new() : null,
    };

    /// <summary>The question as a fieldset.</summary>
    private protected FieldsetOptions? FieldsetOptions => Label is null ? null : new()
    {
        Legend = new()
        {
            Content = Label,
            Size = LabelSize,
            Caption = Caption,
            Heading = PageHeading ? new() : null,
        },
    };

    private string Key => For is null
        ? Name ?? throw new InvalidOperationException("Give asp-for, or a name.")
        : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
}

/// <summary>What a control's tag helper has found out.</summary>
internal sealed record ControlParts(
    string Name,
    string Id,
    string? Classes,
    Dictionary<string, string?> Attributes,
    string? Error);
