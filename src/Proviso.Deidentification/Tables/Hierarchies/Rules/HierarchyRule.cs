using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Hierarchies.Rules;

/// <summary>A rule by which the values of a column become coarser, as one line of text: the name
/// of the kind, and after a colon what it needs. Makes the hierarchy of the values that a column
/// really has. An empty value stays empty up to the last level, which is <c>*</c> for
/// all.</summary>
/// <remarks>
/// Kinds: <c>intervals:5,10,20</c> · <c>bands:0,18,65,85</c>, finer first where there are several
/// levels: <c>bands:0,5,18,65,85|0,18,65</c> · <c>dates:week</c> or
/// <c>dates:day,month,quarter,year,decade</c> · <c>ages:2026-01-01,5,10</c> for dates of birth ·
/// <c>postcodes:sector,district,area,region</c> · <c>prefix:3,1</c> · <c>list</c> ·
/// <c>tree:FILE</c> with lines <c>code;parent</c> · and the rules built in for the United
/// Kingdom, <see cref="UkRules"/>.
/// </remarks>
public sealed class HierarchyRule
{
    /// <summary>What stands for all values together.</summary>
    public const string All = "*";

    private readonly Func<string, string[]?> levelsOf;
    private readonly string wanted;

    private HierarchyRule(string text, string wanted, Func<string, string[]?> levelsOf)
    {
        Text = text;
        this.wanted = wanted;
        this.levelsOf = levelsOf;
    }

    /// <summary>The rule as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a rule.</summary>
    /// <param name="text">As described above.</param>
    /// <exception cref="TableProblemException">It is not a rule (<c>rule-invalid</c>); or the
    /// file of a tree is missing or not a tree.</exception>
    public static HierarchyRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return UkRules.Find(text) ?? Parse(text, text);
    }

    /// <summary>Makes the hierarchy of the values that a column has.</summary>
    /// <exception cref="TableProblemException">A value is not of the kind that the rule is for
    /// (<c>value-unfit</c>); the message names a row, never the value.</exception>
    public Hierarchy Build(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var rows = new string[column.Values.Count][];
        var depth = 0;
        var unfit = new HashSet<int>();
        for (var v = 0; v < rows.Length; v++)
        {
            var value = column.Values[v];
            if (value.Length == 0)
                continue;
            rows[v] = levelsOf(value) is { } levels ? [value, .. levels, All] : [];
            depth = Math.Max(depth, rows[v].Length);
            if (rows[v].Length == 0)
                unfit.Add(v);
        }

        if (unfit.Count > 0)
        {
            var row = Array.FindIndex(column.Codes, unfit.Contains);
            throw new TableProblemException("value-unfit",
                $"{unfit.Count:N0} of the {rows.Length:N0} values of '{column.Name}' are not "
                + $"{wanted}, first in row {row + 1:N0} after the heading. Correct them, or "
                + "choose another rule.");
        }

        for (var v = 0; v < rows.Length; v++)
            rows[v] ??= [.. Enumerable.Repeat("", Math.Max(depth, 2) - 1), All];
        return Hierarchy.Create(column.Name, rows);
    }

    internal static HierarchyRule Make(
        string text, string wanted, Func<string, string[]?> levelsOf) =>
        new(text, wanted, levelsOf);

    internal static TableProblemException Invalid(string text, string need) =>
        new("rule-invalid", $"'{text}' is not a rule for making values coarser. {need}");

    /// <summary>Reads a rule that goes under another name.</summary>
    internal static HierarchyRule Parse(string text, string shown)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? text : text[..colon];
        var rest = colon < 0 ? "" : text[(colon + 1)..];
        return kind switch
        {
            "intervals" => NumberRules.Intervals(shown, rest),
            "bands" => NumberRules.Bands(shown, rest),
            "dates" => DateRules.Dates(shown, rest),
            "ages" => DateRules.Ages(shown, rest),
            "postcodes" => CodeRules.Postcodes(shown, rest),
            "prefix" => CodeRules.Prefixes(shown, rest),
            "list" => Make(shown, "values", _ => []),
            "tree" => CodeTree.Read(rest).AsRule(shown),
            _ => throw Invalid(shown, "It begins with one of: intervals, bands, dates, ages, "
                + "postcodes, prefix, list, tree, " + string.Join(", ", UkRules.Names) + "."),
        };
    }
}
