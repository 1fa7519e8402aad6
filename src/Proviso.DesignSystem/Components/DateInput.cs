namespace Proviso.DesignSystem;

/// <summary>One part of a date.</summary>
public sealed record DatePartOptions : ComponentOptions
{
    /// <summary>Its name, without the date's prefix: day, month or year.</summary>
    public string? Name { get; init; }

    /// <summary>Its label; the name with a capital if null.</summary>
    public LabelOptions? Label { get; init; }

    /// <summary>The answer so far.</summary>
    public string? Value { get; init; }

    /// <summary>In how many letters' width; 4 for a year and 2 for others if null.</summary>
    public int? Width { get; init; }

    /// <summary>
    /// Whether it is this part that is wrong, or is not; if null, all parts are wrong where the
    /// date is and no part is named.
    /// </summary>
    public bool? HasError { get; init; }

    /// <summary>Whether it takes no answer; as the date if null.</summary>
    public bool? Disabled { get; init; }

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; init; }
}

/// <summary>A date in three parts.</summary>
public sealed record DateInputOptions : ControlOptions
{
    /// <summary>The question, around the parts.</summary>
    public FieldsetOptions? Fieldset { get; init; }

    /// <summary>
    /// The parts, such as month and year alone; day, month and year if null.
    /// </summary>
    public IReadOnlyList<DatePartOptions>? Items { get; init; }

    /// <summary>How a part's name is sent; by itself if null.</summary>
    public Func<string, string>? NameOf { get; init; }
}

public static partial class Nhs
{
    private static readonly DatePartOptions[] DayMonthYear =
        [new() { Name = "day" }, new() { Name = "month" }, new() { Name = "year" }];

    /// <summary>A date input with question, hint and error.</summary>
    public static Content DateInput(DateInputOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var parts = options.Items is { Count: > 0 } items ? items : DayMonthYear;
        var anyWrong = parts.Any(part => part.HasError == true);
        var describedBy = FormControl.DescribedBy(options, options.Fieldset?.DescribedBy);
        var inner = Content.Join(
            FormControl.Hint(options),
            FormControl.Error(options),
            Element.Of(
                "div",
                options.Root("nhsuk-date-input"),
                options.FormGroup.BeforeInput,
                Content.Join(parts.Select(part => DatePart(options, part, anyWrong))),
                options.FormGroup.AfterInput));
        // The role makes a screen reader say what describes a group of inputs.
        return FormControl.Group(
            options with { HasError = options.HasError || anyWrong },
            [],
            options.Fieldset is not { } fieldset ? inner : Fieldset(fieldset with
            {
                Content = inner,
                DescribedBy = describedBy,
                Role = fieldset.Role ?? "group",
            }));
    }

    private static Element DatePart(
        DateInputOptions options, DatePartOptions part, bool anyWrong)
    {
        var name = part.Name ?? "";
        var label = part.Label ?? (name.Length == 0
            ? ""
            : char.ToUpperInvariant(name[0]) + name[1..]);
        return Element.OfClass("div", "nhsuk-date-input__item", Input(new InputOptions
        {
            Label = label! with
            {
                Classes = Css.Join("nhsuk-date-input__label", label.Classes),
            },
            HasError = part.HasError ?? (options.IsWrong && !anyWrong),
            Id = part.Id ?? $"{options.Id}-{name}",
            Name = options.NameOf is null ? name : options.NameOf(name),
            Value = part.Value,
            Width = part.Width ?? (name == "year" ? 4 : 2),
            InputMode = "numeric",
            Autocomplete = part.Autocomplete,
            Disabled = part.Disabled ?? options.Disabled,
            Classes = Css.Join("nhsuk-date-input__input", part.Classes),
            Attributes = part.Attributes,
        }));
    }
}
