using System.Globalization;

namespace Proviso.DesignSystem;

/// <summary>The table, part by part.</summary>
internal static class TableParts
{
    private const int MaxIdLetters = 40;

    internal static Content Render(TableOptions options)
    {
        var isSortable = options.Head.Any(head => head.Sort is not null);
        var onServer = isSortable && options.Head.Any(head => head.Href is not null);
        var captionId = CaptionId(options);
        Content table = Element.Of(
            "table",
            [
                .. options.Root(
                    "nhsuk-table",
                    Css.If(options.Reverse, "nhsuk-table--reverse"),
                    Css.If(options.Compact, "nhsuk-table--compact"),
                    Css.If(options.Responsive, "nhsuk-table--responsive"),
                    !options.Border ? "nhsuk-table--no-border"
                        : Css.If(!options.LastRowBorder, "nhsuk-table--no-last-row-border"),
                    Css.If(isSortable, "nhsuk-table--sortable"),
                    Css.If(options.Striped, "nhsuk-table--striped")),
                ("data-module", isSortable && !onServer ? "nhsuk-table" : null),
                FormControl.Text("sort-announcement", options.SortAnnouncement),
                FormControl.Text("ascending", options.AscendingText),
                FormControl.Text("descending", options.DescendingText),
                ("role", options.Responsive ? "table" : null),
            ],
            Caption(options, captionId, isSortable),
            options.Head.Count == 0 ? null : Head(options, onServer),
            Element.OfClass(
                "tbody", "nhsuk-table__body", [.. options.Rows.Select(row => Row(options, row))]));
        if (options.Scroll)
        {
            table = Nhs.Scroll(new()
            {
                Content = table, LabelledBy = captionId, Reverse = options.Reverse,
            });
        }

        return options.Card is null ? table : Nhs.Card(options.Card with { Content = table });
    }

    // What scrolls is named by the table's caption, which therefore needs an id.
    private static string? CaptionId(TableOptions options)
    {
        if (options.Caption?.Id is { } given || !options.Scroll)
            return options.Caption?.Id;
        if (options.Id is not null)
            return options.Id + "-caption";
        if (options.Caption?.Content?.Plain is not { Length: > 0 } text)
            return null;
        var words = text.Replace(' ', '-').ToLowerInvariant();
        return $"table-{words[..Math.Min(words.Length, MaxIdLetters)]}-caption";
    }

    private static Content? Caption(TableOptions options, string? id, bool isSortable)
    {
        if (options.Caption is not { HasContent: true } caption)
            return null;
        var hidden = caption.VisuallyHiddenText
            ?? (isSortable ? "Column headers are sortable" : null);
        return HeadingParts.Render(
            caption with
            {
                Id = id,
                Element = "caption",
                VisuallyHiddenText = hidden is null ? null : $"({hidden})",
                Caption = caption.Caption is { } own
                    ? own with { Size = own.Size ?? caption.Size }
                    : null,
            },
            new HeadingPlace("nhsuk-table__caption")
            {
                SizePrefix = "nhsuk-table__caption--",
                Sizes = [TextSize.S, TextSize.M, TextSize.L, TextSize.Xl],
            });
    }

    private static Element Head(TableOptions options, bool onServer) => Element.Of(
        "thead",
        [("class", "nhsuk-table__head"), ("role", options.Responsive ? "rowgroup" : null)],
        RowElement(options, options.Head.Select(head => Cell(
            "th",
            head,
            [
                ("scope", "col"),
                ("role", options.Responsive ? "columnheader" : null),
                ("colspan", options.Responsive ? null : Number(head.ColSpan)),
                ("rowspan", Number(head.RowSpan)),
                ("data-sort", Element.Flag(head.Sort is not null)),
                ("data-sort-next", head.SortNext is { } next && !onServer
                    ? Css.Kebab(next)
                    : null),
                ("aria-sort", head.Sort is { } sort and not TableSort.None
                    ? Css.Kebab(sort)
                    : null),
            ],
            Value(head)))));

    private static Element Row(TableOptions options, IReadOnlyList<TableCell> row) =>
        RowElement(options, row.Select((cell, index) =>
        {
            var head = index < options.Head.Count ? options.Head[index] : null;
            var isHeader = index == 0 && options.FirstCellIsHeader;
            return Cell(
                isHeader ? "th" : "td",
                cell with { Format = cell.Format ?? head?.Format, Align = AlignOf(cell, head) },
                [
                    ("scope", isHeader ? "row" : null),
                    ("role", !options.Responsive ? null : isHeader ? "rowheader" : "cell"),
                    ("colspan", options.Responsive ? null : Number(cell.ColSpan)),
                    ("rowspan", Number(cell.RowSpan)),
                    ("data-sort-value", cell.SortValue),
                ],
                options.Responsive && head is not null ? WithHead(cell, head) : Value(cell));
        }));

    private static TableAlign? AlignOf(TableCell cell, TableHead? head) =>
        cell.Align ?? (cell.Format == TableFormat.Words && head?.Format == TableFormat.Numeric
            ? TableAlign.Right
            : head?.Align);

    // On a phone each cell stands on a line of its own and says what column it was in.
    private static Content WithHead(TableCell cell, TableHead head)
    {
        var value = Value(cell);
        return Content.Join(
            Element.Of(
                "span",
                [("class", "nhsuk-table__heading"), ("aria-hidden", "true")],
                Words(head),
                " "),
            cell.Content is { IsPlainText: false } ? Element.Of("span", [], value) : value);
    }

    private static Element RowElement(TableOptions options, IEnumerable<Element> cells) =>
        Element.Of(
            "tr",
            [("class", "nhsuk-table__row"), ("role", options.Responsive ? "row" : null)],
            [.. cells]);

    private static Element Cell(
        string element,
        TableCellOptions cell,
        IEnumerable<(string Name, string? Value)> attributes,
        Content value)
    {
        var block = element == "th" ? "nhsuk-table__header" : "nhsuk-table__cell";
        return Element.Of(
            element,
            [
                .. cell.Root(
                    block,
                    Css.If(cell.Format == TableFormat.Numeric, $"{block}--numeric"),
                    cell.Align is { } align ? $"nhsuk-u-text-align-{Css.Kebab(align)}" : null,
                    cell.Width is null ? null : $"nhsuk-u-width-{cell.Width}"),
                .. attributes,
            ],
            value);
    }

    private static Content Value(TableCellOptions cell) => cell.Href is null
        ? Words(cell)
        : Element.Of("a", [("class", "nhsuk-link"), ("href", cell.Href)], Words(cell));

    private static Content Words(TableCellOptions cell) => Content.Join(
        cell.Content,
        cell.VisuallyHiddenText is { Length: > 0 } hidden
            ? Nhs.Hidden(cell.HasContent ? " " + hidden : hidden)
            : null);

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
