namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>A part of a report, without a form: it becomes HTML or PDF.</summary>
public abstract record ReportBlock
{
    private ReportBlock()
    {
    }

    /// <summary>The heading of a section.</summary>
    /// <param name="Text">In words.</param>
    public sealed record Heading(string Text) : ReportBlock;

    /// <summary>A paragraph.</summary>
    /// <param name="Text">In words.</param>
    /// <param name="IsStrong">Whether it stands out.</param>
    public sealed record Paragraph(string Text, bool IsStrong = false) : ReportBlock;

    /// <summary>A list.</summary>
    /// <param name="Items">At least one.</param>
    public sealed record Bullets(IReadOnlyList<string> Items) : ReportBlock;

    /// <summary>Text that is copied as it is, line by line.</summary>
    /// <param name="Text">With line ends.</param>
    /// <param name="Name">What it is.</param>
    public sealed record Verbatim(string Text, string Name) : ReportBlock;

    /// <summary>A table.</summary>
    /// <param name="Caption">What it shows.</param>
    /// <param name="Headings">One for each column; the first column names the rows.</param>
    /// <param name="Rows">Each as long as the headings.</param>
    /// <param name="Marked">The row that stands out; −1 if none does.</param>
    public sealed record Grid(
        string Caption,
        IReadOnlyList<string> Headings,
        IReadOnlyList<IReadOnlyList<string>> Rows,
        int Marked = -1) : ReportBlock;

    /// <summary>Bars, one group for each category, followed by the same figures as a
    /// table.</summary>
    /// <param name="Chart">What is drawn.</param>
    public sealed record Bars(BarChart Chart) : ReportBlock;
}

/// <summary>A report as its parts.</summary>
/// <param name="Title">Its title.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Blocks">Its parts, in order.</param>
public sealed record ReportDocument(
    string Title, DateTimeOffset MadeAt, IReadOnlyList<ReportBlock> Blocks);
