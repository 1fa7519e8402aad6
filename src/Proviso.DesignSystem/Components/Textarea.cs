namespace Proviso.DesignSystem;

/// <summary>An input of several lines.</summary>
public record TextareaOptions : LabelledOptions
{
    /// <summary>The answer so far.</summary>
    public string? Value { get; init; }

    /// <summary>How many lines it shows.</summary>
    public int Rows { get; init; } = 5;

    /// <summary>Whether the browser checks the spelling.</summary>
    public bool? Spellcheck { get; init; }

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; init; }
}

/// <summary>What a character count counts.</summary>
public enum CountType
{
    /// <summary>Characters.</summary>
    Characters,

    /// <summary>Words.</summary>
    Words,

    /// <summary>Units of UTF-16, as a server that counts by string length does.</summary>
    Length,
}

/// <summary>An input of several lines that says how much may still be written.</summary>
public sealed record CharacterCountOptions : TextareaOptions
{
    /// <summary>The most characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The most words, which goes before characters.</summary>
    public int? MaxWords { get; init; }

    /// <summary>From how many per cent of the limit the count shows.</summary>
    public int? Threshold { get; init; }

    /// <summary>What is counted; words if there is a limit of words.</summary>
    public CountType? CountType { get; init; }

    /// <summary>The limit in words, for who has no script; %{count} stands for the limit.</summary>
    public string? DescriptionText { get; init; }

    /// <summary>More classes for the message.</summary>
    public string? MessageClasses { get; init; }

    /// <summary>Words for the script, by key and rule of plural.</summary>
    public CharacterCountTexts Texts { get; init; } = new();
}

/// <summary>
/// What the script says about a count. %{count} stands for the number; keys are the plural rules
/// of Unicode (one, other, …).
/// </summary>
public sealed record CharacterCountTexts
{
    /// <summary>While characters are left.</summary>
    public IReadOnlyDictionary<string, string>? CharactersUnderLimit { get; init; }

    /// <summary>When no character is left.</summary>
    public string? CharactersAtLimit { get; init; }

    /// <summary>When there are too many characters.</summary>
    public IReadOnlyDictionary<string, string>? CharactersOverLimit { get; init; }

    /// <summary>While words are left.</summary>
    public IReadOnlyDictionary<string, string>? WordsUnderLimit { get; init; }

    /// <summary>When no word is left.</summary>
    public string? WordsAtLimit { get; init; }

    /// <summary>When there are too many words.</summary>
    public IReadOnlyDictionary<string, string>? WordsOverLimit { get; init; }
}

public static partial class Nhs
{
    /// <summary>An input of several lines with label, hint and error.</summary>
    public static Content Textarea(TextareaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FormControl.Group(
            options,
            [],
            FormControl.Label(options),
            FormControl.Hint(options),
            FormControl.Error(options),
            options.FormGroup.BeforeInput,
            Element.Of(
                "textarea",
                [
                    ("class", Css.Join(
                        "nhsuk-textarea",
                        Css.If(options.IsWrong, "nhsuk-textarea--error"),
                        options.Classes)),
                    ("id", options.IdOrName),
                    ("name", options.Name),
                    ("rows", Number(options.Rows)),
                    ("spellcheck", Element.Letters(options.Spellcheck)),
                    ("disabled", Element.Flag(options.Disabled)),
                    ("aria-describedby", FormControl.DescribedBy(options, options.DescribedBy)),
                    ("autocomplete", options.Autocomplete),
                    .. options.Further,
                ],
                // A browser drops the first line break inside the element.
                options.Value is ['\n' or '\r', ..] ? "\n" : null,
                options.Value),
            options.FormGroup.AfterInput);
    }

    /// <summary>An input of several lines with a count.</summary>
    public static Content CharacterCount(CharacterCountOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var counted = options.CountType
            ?? (options.MaxWords is null ? null : CountType.Words);
        var limit = Number(options.MaxWords ?? options.MaxLength);
        var what = counted == CountType.Words ? "words" : "characters";
        var description = options.DescriptionText ?? $"You can enter up to %{{count}} {what}";
        var message = Hint(new HintOptions
        {
            Id = $"{options.IdOrName}-info",
            Classes = Css.Join("nhsuk-character-count__message", options.MessageClasses),
            Content = limit is null
                ? null
                : description.Replace("%{count}", limit, StringComparison.Ordinal),
            Attributes = limit is null ? new() { ["hidden"] = "" } : null,
        });
        return Textarea(options with
        {
            DescribedBy = $"{options.IdOrName}-info",
            Classes = Css.Join("nhsuk-js-character-count", options.Classes),
            FormGroup = options.FormGroup with
            {
                Classes = Css.Join("nhsuk-character-count", options.FormGroup.Classes),
                Attributes = new(
                [
                    .. CountAttributes(options, counted)
                        .Select(pair => KeyValuePair.Create(pair.Name, pair.Value)),
                    .. options.FormGroup.Attributes ?? [],
                ]),
                AfterInput = Content.Join(message, options.FormGroup.AfterInput),
            },
        });
    }

    private static IEnumerable<(string Name, string? Value)> CountAttributes(
        CharacterCountOptions options, CountType? counted)
    {
        var texts = options.Texts;
        var isLimitElsewhere = options.MaxWords is null && options.MaxLength is null;
        return
        [
            ("data-module", "nhsuk-character-count"),
            ("data-maxlength", Number(options.MaxLength)),
            ("data-maxwords", Number(options.MaxWords)),
            ("data-threshold", Number(options.Threshold)),
            ("data-count-type", counted is { } type ? Css.Kebab(type) : null),
            FormControl.Text(
                "textarea-description.other",
                isLimitElsewhere ? options.DescriptionText : null),
            .. FormControl.Texts("characters-under-limit", texts.CharactersUnderLimit),
            FormControl.Text("characters-at-limit", texts.CharactersAtLimit),
            .. FormControl.Texts("characters-over-limit", texts.CharactersOverLimit),
            .. FormControl.Texts("words-under-limit", texts.WordsUnderLimit),
            FormControl.Text("words-at-limit", texts.WordsAtLimit),
            .. FormControl.Texts("words-over-limit", texts.WordsOverLimit),
        ];
    }
}
