using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Proviso.DesignSystem;

/// <summary>The key or the value of a row.</summary>
public sealed record SummaryCellOptions : ContentOptions
{
    /// <summary>Its share of the width, such as "one-half".</summary>
    public string? Width { get; init; }

    /// <summary>A cell of plain text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator SummaryCellOptions?(string? text) =>
        text is null ? null : new() { Content = text };

    /// <summary>A cell of markup.</summary>
    [return: NotNullIfNotNull(nameof(content))]
    public static implicit operator SummaryCellOptions?(Content? content) =>
        content is null ? null : new() { Content = content };
}

/// <summary>One row: what it is about, what it says, what can be done.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Value">What it says.</param>
public sealed record SummaryRowOptions(SummaryCellOptions Key, SummaryCellOptions? Value)
    : ComponentOptions
{
    /// <summary>What can be done.</summary>
    public IReadOnlyList<ActionOptions> Actions { get; init; } = [];

    /// <summary>The actions' share of the width, such as "one-half".</summary>
    public string? ActionsWidth { get; init; }

    /// <summary>Whether it has a border below.</summary>
    public bool Border { get; init; } = true;
}

/// <summary>Rows of keys and values, with what can be done about each.</summary>
public sealed record SummaryListOptions : ComponentOptions
{
    /// <summary>The rows.</summary>
    public IReadOnlyList<SummaryRowOptions> Rows { get; init; } = [];

    /// <summary>The card around it, if there is one.</summary>
    public CardOptions? Card { get; init; }

    /// <summary>Whether rows have borders.</summary>
    public bool Border { get; init; } = true;

    /// <summary>Whether the last row has a border.</summary>
    public bool LastRowBorder { get; init; } = true;
}

/// <summary>The status of a task.</summary>
public sealed record TaskStatusOptions : ContentOptions
{
    /// <summary>The tag that takes the place of words.</summary>
    public TagOptions? Tag { get; init; }

    /// <summary>A status in plain words.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator TaskStatusOptions?(string? text) =>
        text is null ? null : new() { Content = text };
}

/// <summary>A task.</summary>
/// <param name="Heading">What is to be done.</param>
/// <param name="Status">How far it is.</param>
public sealed record TaskOptions(HeadingOptions Heading, TaskStatusOptions Status)
{
    /// <summary>Where it is done; it cannot be started yet if null.</summary>
    public string? Href { get; init; }

    /// <summary>Help below the task's name.</summary>
    public Content? Hint { get; init; }

    /// <summary>More classes for the item.</summary>
    public string? Classes { get; init; }
}

/// <summary>Tasks with their status.</summary>
public sealed record TaskListOptions : ComponentOptions
{
    /// <summary>The tasks; one that is null is not shown and keeps its number.</summary>
    public IReadOnlyList<TaskOptions?> Items { get; init; } = [];

    /// <summary>What the ids of hints and statuses begin with.</summary>
    public string IdPrefix { get; init; } = "task-list";
}

public static partial class Nhs
{
    /// <summary>A summary list, in a card if it has one.</summary>
    public static Content SummaryList(SummaryListOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var anyActions = options.Rows.Any(row => row.Actions.Count > 0);
        var list = Element.Of(
            "dl",
            options.Root(
                "nhsuk-summary-list",
                !options.Border ? "nhsuk-summary-list--no-border"
                    : Css.If(!options.LastRowBorder, "nhsuk-summary-list--no-last-row-border")),
            [.. options.Rows.Select((row, index) => SummaryRow(options, row, index, anyActions))]);
        return options.Card is null ? list : Card(options.Card with { Content = list });
    }

    /// <summary>A task list.</summary>
    public static Content TaskList(TaskListOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Element.Of(
            "ul",
            options.Root("nhsuk-task-list"),
            [
                .. options.Items.Select((task, index) => task is null
                    ? null
                    : TaskItem(task, string.Create(
                        CultureInfo.InvariantCulture, $"{options.IdPrefix}-{index + 1}"))),
            ]);
    }

    private static Element SummaryRow(
        SummaryListOptions list, SummaryRowOptions row, int index, bool anyActions)
    {
        var isBorderOfList = !list.Border
            || (!list.LastRowBorder && index == list.Rows.Count - 1);
        var owner = list.Card?.Heading?.Content;
        var classes = Css.Join(
            "nhsuk-summary-list__actions",
            row.ActionsWidth is null ? null : $"nhsuk-u-width-{row.ActionsWidth}")!;
        return Element.Of(
            "div",
            row.Root(
                "nhsuk-summary-list__row",
                Css.If(anyActions && row.Actions.Count == 0,
                    "nhsuk-summary-list__row--no-actions"),
                Css.If(!row.Border && !isBorderOfList, "nhsuk-summary-list__row--no-border")),
            SummaryCell("dt", "nhsuk-summary-list__key", row.Key),
            SummaryCell("dd", "nhsuk-summary-list__value", row.Value ?? ""),
            row.Actions switch
            {
                [] => null,
                [var one] => Element.OfClass("dd", classes, Action(one, owner)),
                var all => Element.OfClass("dd", classes, Element.OfClass(
                    "ul",
                    "nhsuk-summary-list__actions-list",
                    [
                        .. all.Select(action => Element.OfClass(
                            "li",
                            "nhsuk-summary-list__actions-list-item",
                            Action(action, owner))),
                    ])),
            });
    }

    private static Element SummaryCell(string element, string name, SummaryCellOptions cell) =>
        Element.Of(
            element,
            cell.Root(name, cell.Width is null ? null : $"nhsuk-u-width-{cell.Width}"),
            cell.Content);

    private static Element TaskItem(TaskOptions task, string id)
    {
        var isLink = task.Href is not null;
        var hintId = task.Hint is null ? null : $"{id}-hint ";
        return Element.OfClass(
            "li",
            Css.Join(
                "nhsuk-task-list__item",
                Css.If(isLink, "nhsuk-task-list__item--with-link"),
                task.Classes)!,
            Element.OfClass(
                "div",
                "nhsuk-task-list__name-and-hint",
                HeadingParts.Render(
                    task.Heading with
                    {
                        Element = isLink ? "a" : "div",
                        Classes = Css.Join(Css.If(isLink, "nhsuk-link"), task.Heading.Classes),
                    },
                    new HeadingPlace(isLink ? "nhsuk-task-list__link" : null)
                    {
                        Attributes =
                        [
                            ("href", task.Href),
                            ("aria-describedby", isLink ? $"{hintId}{id}-status" : null),
                        ],
                    }),
                task.Hint is null
                    ? null
                    : Element.Of(
                        "div",
                        [("class", "nhsuk-task-list__hint"), ("id", $"{id}-hint")],
                        task.Hint)),
            Element.Of(
                "div",
                [
                    ("class", Css.Join("nhsuk-task-list__status", task.Status.Classes)),
                    ("id", $"{id}-status"),
                ],
                task.Status.Tag is null ? task.Status.Content : Tag(task.Status.Tag)));
    }
}
