namespace Proviso.DesignSystem;

/// <summary>The group that a control stands in with its label, hint and error.</summary>
public sealed record FormGroupOptions
{
    /// <summary>More classes for the group.</summary>
    public string? Classes { get; init; }

    /// <summary>More attributes of the group.</summary>
    public Dictionary<string, string?>? Attributes { get; init; }

    /// <summary>What stands in front of the control.</summary>
    public Content? BeforeInput { get; init; }

    /// <summary>What stands behind the control.</summary>
    public Content? AfterInput { get; init; }
}

/// <summary>What every control takes; id, classes and attributes are its own.</summary>
public abstract record ControlOptions : ComponentOptions
{
    /// <summary>The name under which the answer is sent; the id as well if there is none.</summary>
    public string? Name { get; init; }

    /// <summary>Help for the answer.</summary>
    public HintOptions? Hint { get; init; }

    /// <summary>What is wrong with the answer.</summary>
    public ErrorMessageOptions? ErrorMessage { get; init; }

    /// <summary>Whether it shows as wrong though it has no message of its own.</summary>
    public bool HasError { get; init; }

    /// <summary>Whether it takes no answer.</summary>
    public bool Disabled { get; init; }

    /// <summary>Ids of further elements that describe it, parted by spaces.</summary>
    public string? DescribedBy { get; init; }

    /// <summary>The group around it.</summary>
    public FormGroupOptions FormGroup { get; init; } = new();

    /// <summary>The id, or the name for want of one.</summary>
    internal virtual string? IdOrName => Id ?? Name;

    /// <summary>Whether it shows as wrong.</summary>
    internal bool IsWrong => HasError || ErrorMessage is { HasContent: true };
}

/// <summary>What every control takes that has one label.</summary>
public abstract record LabelledOptions : ControlOptions
{
    /// <summary>The question.</summary>
    public LabelOptions? Label { get; init; }
}

/// <summary>What surrounds every control.</summary>
internal static class FormControl
{
    /// <summary>The ids that describe the control: those given, its hint, its error.</summary>
    internal static string? DescribedBy(ControlOptions options, string? first) => Css.Join(
        first,
        options.Hint is { HasContent: true } hint ? HintId(options, hint) : null,
        options.ErrorMessage is { HasContent: true } error ? ErrorId(options, error) : null);

    internal static Content? Hint(ControlOptions options) =>
        options.Hint is { HasContent: true } hint
            ? Nhs.Hint(hint with { Id = HintId(options, hint) })
            : null;

    internal static Content? Error(ControlOptions options) =>
        options.ErrorMessage is { HasContent: true } error
            ? Nhs.ErrorMessage(error with { Id = ErrorId(options, error) })
            : null;

    internal static Content? Label(LabelledOptions options) => options.Label is null
        ? null
        : Nhs.Label(options.Label with { For = options.Label.For ?? options.IdOrName });

    /// <summary>The group around everything.</summary>
    internal static Element Group(
        ControlOptions options,
        IEnumerable<(string Name, string? Value)> attributes,
        params Content?[] children) =>
        Element.Of(
            "div",
            [
                ("class", Css.Join(
                    "nhsuk-form-group",
                    Css.If(options.IsWrong, "nhsuk-form-group--error"),
                    options.FormGroup.Classes)),
                .. attributes,
                .. (options.FormGroup.Attributes ?? []).Select(pair => (pair.Key, pair.Value)),
            ],
            children);

    /// <summary>A translation for the script.</summary>
    internal static (string Name, string? Value) Text(string key, string? message) =>
        ($"data-i18n.{key}", message);

    /// <summary>A translation for the script, by rule of plural.</summary>
    internal static IEnumerable<(string Name, string? Value)> Texts(
        string key, IReadOnlyDictionary<string, string>? messages) =>
        messages is null
            ? []
            : messages.Select(pair => ($"data-i18n.{key}.{pair.Key}", (string?)pair.Value));

    private static string HintId(ControlOptions options, HintOptions hint) =>
        hint.Id ?? $"{options.IdOrName}-hint";

    private static string ErrorId(ControlOptions options, ErrorMessageOptions error) =>
        error.Id ?? $"{options.IdOrName}-error";
}
