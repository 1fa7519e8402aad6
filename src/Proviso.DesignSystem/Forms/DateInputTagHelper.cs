using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Proviso.DesignSystem;

/// <summary><c>nhs-date-input</c>: a date in three parts, for a <see cref="DateParts"/>.</summary>
[HtmlTargetElement("nhs-date-input")]
public sealed class DateInputTagHelper : ControlTagHelper
{
    private static readonly string[] Parts =
        [nameof(DateParts.Day), nameof(DateParts.Month), nameof(DateParts.Year)];

    private string _focusPart = Parts[0];

    /// <summary>Whether the browser may fill in the person's own date of birth.</summary>
    public bool Birthday { get; set; }

    /// <inheritdoc />
    private protected override Content Render(ControlParts parts, Content? children)
    {
        var model = For?.Model as DateParts ?? new();
        string?[] values = [model.Day, model.Month, model.Year];
        var wrong = Parts.Where(part => IsWrong($"{parts.Name}.{part}")).ToList();
        _focusPart = wrong.Count > 0 ? wrong[0] : Parts[0];
        return Nhs.DateInput(new DateInputOptions
        {
            Id = parts.Id,
            Classes = parts.Classes,
            Attributes = parts.Attributes,
            ErrorMessage = parts.Error,
            Fieldset = FieldsetOptions,
            Hint = Hint,
            Disabled = Disabled,
            NameOf = part => $"{parts.Name}.{char.ToUpperInvariant(part[0])}{part[1..]}",
            Items =
            [
                .. Parts.Zip(values, (part, value) => new DatePartOptions
                {
                    Name = part.ToLowerInvariant(),
                    Id = PartId(parts.Id, part),
                    Value = FormFields.Value(State, $"{parts.Name}.{part}", value),
                    HasError = wrong.Contains(part) ? true : null,
                    Autocomplete = Birthday ? $"bday-{part.ToLowerInvariant()}" : null,
                }),
            ],
        });
    }

    /// <inheritdoc />
    private protected override string FocusId(string id) => PartId(id, _focusPart);

    private static string PartId(string id, string part) => $"{id}_{part}";

    private bool IsWrong(string key) =>
        State.TryGetValue(key, out var entry) && entry.Errors.Count > 0;
}
