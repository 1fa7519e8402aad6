using System.Text.Json;

namespace Proviso.DesignSystem;

/// <summary>A choice of a select.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Value">What is sent; the text if null.</param>
public sealed record SelectItem(string Text, string? Value = null)
{
    /// <summary>A line between choices.</summary>
    public static SelectItem Divider { get; } = new("") { IsDivider = true };

    /// <summary>Whether it is chosen; by the select's value if null.</summary>
    public bool? Selected { get; init; }

    /// <summary>Whether it cannot be chosen.</summary>
    public bool Disabled { get; init; }

    /// <summary>More attributes of the option.</summary>
    public Dictionary<string, string?>? Attributes { get; init; }

    /// <summary>Whether it is a line between choices.</summary>
    internal bool IsDivider { get; init; }
}

/// <summary>A list to choose one from; radios are nearly always better.</summary>
public sealed record SelectOptions : LabelledOptions
{
    /// <summary>The choices.</summary>
    public IReadOnlyList<SelectItem> Items { get; init; } = [];

    /// <summary>The value of the choice made so far.</summary>
    public string? Value { get; init; }

    /// <summary>The wrapper of the select with what stands beside it.</summary>
    public InputWrapperOptions? InputWrapper { get; init; }
}

/// <summary>A control to choose files.</summary>
public sealed record FileUploadOptions : LabelledOptions
{
    /// <summary>Whether more than one file can be chosen.</summary>
    public bool Multiple { get; init; }

    /// <summary>Classes of the button that the script makes.</summary>
    public IReadOnlyList<string>? ButtonClasses { get; init; }

    /// <summary>What the script says.</summary>
    public FileUploadTexts Texts { get; init; } = new();
}

/// <summary>What the script says about files; its own words where null.</summary>
public sealed record FileUploadTexts
{
    /// <summary>The button's words.</summary>
    public string? ChooseFiles { get; init; }

    /// <summary>Beside the button while nothing is chosen.</summary>
    public string? NoFile { get; init; }

    /// <summary>How many are chosen, by plural rule; %{count} stands for the number.</summary>
    public IReadOnlyDictionary<string, string>? Files { get; init; }

    /// <summary>That files can be dropped.</summary>
    public string? DropInstruction { get; init; }

    /// <summary>That a file is above the place to drop it.</summary>
    public string? EnteredDropZone { get; init; }

    /// <summary>That a file is no longer above it.</summary>
    public string? LeftDropZone { get; init; }
}

public static partial class Nhs
{
    /// <summary>A select with label, hint and error.</summary>
    public static Content Select(SelectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var select = Element.Of(
            "select",
            [
                ("class", Css.Join(
                    "nhsuk-select",
                    Css.If(options.IsWrong, "nhsuk-select--error"),
                    options.Classes)),
                ("id", options.IdOrName),
                ("name", options.Name),
                ("disabled", Element.Flag(options.Disabled)),
                ("aria-describedby", FormControl.DescribedBy(options, options.DescribedBy)),
                .. options.Further,
            ],
            [.. options.Items.Select(item => SelectChoice(options, item))]);
        var group = options.FormGroup;
        var isWrapped = group.BeforeInput is not null || group.AfterInput is not null
            || options.InputWrapper is not null;
        return FormControl.Group(
            options,
            [],
            FormControl.Label(options),
            FormControl.Hint(options),
            FormControl.Error(options),
            isWrapped
                ? Element.Of(
                    "div",
                    (options.InputWrapper ?? new()).Root("nhsuk-input-wrapper"),
                    group.BeforeInput,
                    select,
                    group.AfterInput)
                : select);
    }

    /// <summary>A control to choose files with label, hint and error.</summary>
    public static Content FileUpload(FileUploadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var texts = options.Texts;
        var group = options with
        {
            FormGroup = options.FormGroup with
            {
                Classes = Css.Join(options.FormGroup.Classes, "nhsuk-file-upload"),
            },
        };
        return FormControl.Group(
            group,
            [
                ("data-module", "nhsuk-file-upload"),
                ("data-choose-files-button-class-list", options.ButtonClasses is null
                    ? null
                    : JsonSerializer.Serialize(options.ButtonClasses)),
                FormControl.Text("choose-files-button", texts.ChooseFiles),
                FormControl.Text("no-file-chosen", texts.NoFile),
                .. FormControl.Texts("multiple-files-chosen", texts.Files),
                FormControl.Text("drop-instruction", texts.DropInstruction),
                FormControl.Text("entered-drop-zone", texts.EnteredDropZone),
                FormControl.Text("left-drop-zone", texts.LeftDropZone),
            ],
            FormControl.Label(options),
            FormControl.Hint(options),
            FormControl.Error(options),
            options.FormGroup.BeforeInput,
            Element.Of(
                "input",
                [
                    ("class", Css.Join("nhsuk-file-upload__input", options.Classes)),
                    ("id", options.IdOrName),
                    ("name", options.Name),
                    ("type", "file"),
                    ("disabled", Element.Flag(options.Disabled)),
                    ("multiple", Element.Flag(options.Multiple)),
                    ("aria-describedby", FormControl.DescribedBy(options, options.DescribedBy)),
                    .. options.Further,
                ]),
            options.FormGroup.AfterInput);
    }

    private static Element SelectChoice(SelectOptions options, SelectItem item)
    {
        if (item.IsDivider)
            return Element.Of("hr", []);
        var isSelected = item.Selected
            ?? (options.Value is { Length: > 0 } && (item.Value ?? item.Text) == options.Value);
        return Element.Of(
            "option",
            [
                ("value", item.Value),
                ("selected", Element.Flag(isSelected)),
                ("disabled", Element.Flag(item.Disabled)),
                .. (item.Attributes ?? []).Select(pair => (pair.Key, pair.Value)),
            ],
            item.Text);
    }
}
