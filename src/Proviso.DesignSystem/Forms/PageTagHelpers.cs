using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Proviso.DesignSystem;

/// <summary>
/// <c>nhs-title</c>: names the page, for the layout to write into its title. "Error: " is put in
/// front where something is wrong, so that it is the first thing that a screen reader says.
/// </summary>
[HtmlTargetElement("nhs-title")]
public sealed class TitleTagHelper : TagHelper
{
    private const string Key = "Title";

    /// <summary>The page that is being written.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>What the page is called.</summary>
    public string Text { get; set; } = "";

    /// <summary>The page's title, for <see cref="PageOptions.Title"/>.</summary>
    /// <exception cref="InvalidOperationException">The page does not name itself.</exception>
    public static string Of(ViewDataDictionary viewData)
    {
        ArgumentNullException.ThrowIfNull(viewData);
        return viewData[Key] as string ?? throw new InvalidOperationException(
            "The page has no title. Name it at its top: <nhs-title text=\"…\" />.");
    }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var data = ViewContext.ViewData;
        data[Key] = data.ModelState.IsValid ? Text : $"Error: {Text}";
        output.SuppressOutput();
    }
}

/// <summary>
/// <c>nhs-error-summary</c>: everything that is wrong, in the order of the page's controls, each
/// with a link that focuses its control. Nothing where nothing is wrong.
/// </summary>
[HtmlTargetElement("nhs-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>The page that is being written.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The heading.</summary>
    public string Heading { get; set; } = "There is a problem";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        if (!ViewContext.ViewData.ModelState.IsValid)
            output.Content.SetHtmlContent(new Summary(ViewContext, Heading));
    }

    // Written when the whole page has run: only then is it known which controls there are.
    private sealed class Summary(ViewContext view, string heading) : Content
    {
        public override void WriteTo(TextWriter writer, HtmlEncoder encoder) =>
            Nhs.ErrorSummary(new ErrorSummaryOptions
            {
                Heading = heading,
                Errors = [.. FormFields.Of(view).Lines(view.ViewData.ModelState)],
            }).WriteTo(writer, encoder);
    }
}
