namespace Proviso.DesignSystem;

/// <summary>How a table is sorted by a column.</summary>
public enum TableSort
{
    /// <summary>It can be, and is not.</summary>
    None,

    /// <summary>From the smallest to the largest.</summary>
    Ascending,

    /// <summary>From the largest to the smallest.</summary>
    Descending,
}

/// <summary>What a column or cell holds.</summary>
public enum TableFormat
{
    /// <summary>Numbers, which stand to the right.</summary>
    Numeric,

    /// <summary>Words, in a column of numbers or not.</summary>
    Words,
}

/// <summary>On which side a cell's content stands.</summary>
public enum TableAlign
{
    /// <summary>Left.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Centre,

    /// <summary>Right.</summary>
    Right,
}

/// <summary>What the cells of the head and of the body have in common.</summary>
public abstract record TableCellOptions : ContentOptions
{
    /// <summary>Words behind it that only a screen reader says.</summary>
    public string? VisuallyHiddenText { get; init; }

    /// <summary>What it holds.</summary>
    public TableFormat? Format { get; init; }

    /// <summary>On which side its content stands.</summary>
    public TableAlign? Align { get; init; }

    /// <summary>Its share of the width, such as "one-half".</summary>
    public string? Width { get; init; }

    /// <summary>Where it leads.</summary>
    public string? Href { get; init; }

    /// <summary>Over how many columns it goes.</summary>
    public int? ColSpan { get; init; }

    /// <summary>Over how many rows it goes.</summary>
    public int? RowSpan { get; init; }
}

/// <summary>A column's head.</summary>
public sealed record TableHead : TableCellOptions
{
    /// <summary>How the table is sorted by it; it cannot be sorted by it if null.</summary>
    public TableSort? Sort { get; init; }

    /// <summary>How the script sorts by it first.</summary>
    public TableSort? SortNext { get; init; }

    /// <summary>A head of plain text.</summary>
    public static implicit operator TableHead(string text) => new() { Content = text };
}

/// <summary>A cell.</summary>
public sealed record TableCell : TableCellOptions
{
    /// <summary>What the script sorts by; the content if null.</summary>
    public string? SortValue { get; init; }

    /// <summary>A cell of plain text.</summary>
    public static implicit operator TableCell(string text) => new() { Content = text };

    /// <summary>A cell of markup.</summary>
    public static implicit operator TableCell(Content content) => new() { Content = content };
}

/// <summary>A table.</summary>
public sealed record TableOptions : ComponentOptions
{
    /// <summary>What it shows.</summary>
    public HeadingOptions? Caption { get; init; }

    /// <summary>The heads of the columns.</summary>
    public IReadOnlyList<TableHead> Head { get; init; } = [];

    /// <summary>The rows.</summary>
    public IReadOnlyList<IReadOnlyList<TableCell>> Rows { get; init; } = [];

    /// <summary>Whether the first cell of a row is the row's head.</summary>
    public bool FirstCellIsHeader { get; init; }

    /// <summary>Whether each row becomes a list of its own on a phone.</summary>
    public bool Responsive { get; init; }

    /// <summary>Whether it scrolls sideways where the screen is narrow.</summary>
    public bool Scroll { get; init; }

    /// <summary>Whether rows are closer.</summary>
    public bool Compact { get; init; }

    /// <summary>Whether every other row has a ground.</summary>
    public bool Striped { get; init; }

    /// <summary>Whether it stands on a dark ground.</summary>
    public bool Reverse { get; init; }

    /// <summary>Whether rows have borders.</summary>
    public bool Border { get; init; } = true;

    /// <summary>Whether the last row has a border.</summary>
    public bool LastRowBorder { get; init; } = true;

    /// <summary>The card around it.</summary>
    public CardOptions? Card { get; init; }

    /// <summary>What the script says when it has sorted.</summary>
    public string? SortAnnouncement { get; init; }

    /// <summary>The script's word for ascending.</summary>
    public string? AscendingText { get; init; }

    /// <summary>The script's word for descending.</summary>
    public string? DescendingText { get; init; }
}

public static partial class Nhs
{
    /// <summary>A table, in a card if it has one.</summary>
    public static Content Table(TableOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return TableParts.Render(options);
    }
}
