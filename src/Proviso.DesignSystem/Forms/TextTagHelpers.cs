using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Proviso.DesignSystem;

/// <summary><c>nhs-input</c>: an input of one line.</summary>
[HtmlTargetElement("nhs-input")]
public sealed class InputTagHelper : ControlTagHelper
{
    /// <summary>The type: text, email, tel, …</summary>
    public string Type { get; set; } = "text";

    /// <summary>In how many letters' width: 2, 3, 4, 5, 10, 20 or 30.</summary>
    public int? Width { get; set; }

    /// <summary>Whether letters all have one width.</summary>
    public bool Code { get; set; }

    /// <summary>What stands in front.</summary>
    public string? Prefix { get; set; }

    /// <summary>What stands behind.</summary>
    public string? Suffix { get; set; }

    /// <inheritdoc />
    private protected override Content Render(ControlParts parts, Content? children) =>
        Nhs.Input(new InputOptions
        {
            Id = parts.Id,
            Name = parts.Name,
            Classes = parts.Classes,
            Attributes = parts.Attributes,
            ErrorMessage = parts.Error,
            Value = Value(parts.Name),
            Label = LabelOptions,
            Hint = Hint,
            Disabled = Disabled,
            Type = Type,
            Width = Width,
            Code = Code,
            Prefix = Prefix,
            Suffix = Suffix,
        });
}

/// <summary><c>nhs-password-input</c>: a password, which is never written into the page.</summary>
[HtmlTargetElement("nhs-password-input")]
public sealed class PasswordInputTagHelper : ControlTagHelper
{
    /// <summary>current-password or new-password.</summary>
    public string Autocomplete { get; set; } = "current-password";

    /// <inheritdoc />
    private protected override Content Render(ControlParts parts, Content? children) =>
        Nhs.PasswordInput(new PasswordInputOptions
        {
            Id = parts.Id,
            Name = parts.Name,
            Classes = parts.Classes,
            Attributes = parts.Attributes,
            ErrorMessage = parts.Error,
            Label = LabelOptions,
            Hint = Hint,
            Disabled = Disabled,
            Autocomplete = Autocomplete,
        });
}

/// <summary><c>nhs-search-input</c>: words to search, with a button.</summary>
[HtmlTargetElement("nhs-search-input")]
public sealed class SearchInputTagHelper : ControlTagHelper
{
    /// <inheritdoc />
    private protected override Content Render(ControlParts parts, Content? children) =>
        Nhs.SearchInput(new SearchInputOptions
        {
            Id = parts.Id,
            Name = parts.Name,
            Classes = parts.Classes,
            Attributes = parts.Attributes,
            ErrorMessage = parts.Error,
            Value = Value(parts.Name),
            Label = LabelOptions,
            Hint = Hint,
            Disabled = Disabled,
        });
}

/// <summary>
/// <c>nhs-textarea</c>: an input of several lines; with a limit it says how much may still be
/// written, counted as a string's length is.
/// </summary>
[HtmlTargetElement("nhs-textarea")]
public sealed class TextareaTagHelper : ControlTagHelper
{
    /// <summary>How many lines it shows.</summary>
    public int Rows { get; set; } = 5;

    /// <summary>The most characters.</summary>
    public int? MaxLength { get; set; }

    /// <inheritdoc />
    private protected override Content Render(ControlParts parts, Content? children)
    {
        var options = new CharacterCountOptions
        {
            Id = parts.Id,
            Name = parts.Name,
            Classes = parts.Classes,
            Attributes = parts.Attributes,
            ErrorMessage = parts.Error,
            Value = Value(parts.Name),
            Label = LabelOptions,
            Hint = Hint,
            Disabled = Disabled,
            Rows = Rows,
            MaxLength = MaxLength,
            CountType = CountType.Length,
        };
        return MaxLength is null ? Nhs.Textarea(options) : Nhs.CharacterCount(options);
    }
}

/// <summary><c>nhs-file-upload</c>: a control to choose files.</summary>
[HtmlTargetElement("nhs-file-upload")]
public sealed class FileUploadTagHelper : ControlTagHelper
{
    /// <summary>Whether more than one file can be chosen.</summary>
    public bool Multiple { get; set; }

    /// <inheritdoc />
    private protected override Content Render(ControlParts parts, Content? children) =>
        Nhs.FileUpload(new FileUploadOptions
        {
            Id = parts.Id,
            Name = parts.Name,
            Classes = parts.Classes,
            Attributes = parts.Attributes,
            ErrorMessage = parts.Error,
            Label = LabelOptions,
            Hint = Hint,
            Disabled = Disabled,
            Multiple = Multiple,
        });
}
