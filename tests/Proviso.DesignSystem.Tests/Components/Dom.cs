using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Proviso.DesignSystem.Tests.Components;

/// <summary>
/// Markup as a list of lines that is the same for two texts exactly when a browser sees the same:
/// attributes in order of name, classes in order, white space between elements left out. White
/// space inside words for a screen reader is kept, because it parts what is read out.
/// </summary>
internal static partial class Dom
{
    private const string ForScreenReaders = "nhsuk-u-visually-hidden";

    /// <summary>Stands for content that a fixture gives by a call block.</summary>
    internal const string Slot = "x-slot";

    internal static IReadOnlyList<string> Lines(string html)
    {
        var parser = new HtmlParser();
        var context = parser.ParseDocument("").Body!;
        List<string> lines = [];
        foreach (var node in parser.ParseFragment(html, context))
            Write(node, "", lines);
        return lines;
    }

    /// <summary>
    /// Whether the lines are alike, where a slot stands for any lines at its own depth or deeper,
    /// at least one.
    /// </summary>
    internal static bool MatchesWithSlot(
        IReadOnlyList<string> withSlot, IReadOnlyList<string> expected)
    {
        var slots = withSlot.Index().Where(line => line.Item.Contains(Slot)).ToList();
        if (slots is not [(var at, var slot)] || expected.Count < withSlot.Count)
            return false;
        var depth = slot.Length - slot.TrimStart().Length;
        var behind = withSlot.Count - at - 1;
        return withSlot.Take(at).SequenceEqual(expected.Take(at))
            && withSlot.Skip(at + 1).SequenceEqual(expected.Skip(expected.Count - behind))
            && expected.Skip(at).Take(expected.Count - behind - at)
                .All(line => line.Length - line.TrimStart().Length >= depth);
    }

    private static void Write(INode node, string indent, List<string> lines)
    {
        if (node is IText text)
        {
            var isSpoken = node.ParentElement is { LocalName: "span" } parent
                && parent.ClassList.Contains(ForScreenReaders);
            var words = WhiteSpace().Replace(text.Data, " ");
            words = isSpoken ? words : words.Trim();
            if (words.Length > 0)
                lines.Add($"{indent}\"{words}\"");
            return;
        }

        if (node is not IElement element)
            return;
        var attributes = element.Attributes
            .OrderBy(attribute => attribute.Name, StringComparer.Ordinal)
            .Select(attribute => $" {attribute.Name}='{Value(attribute)}'");
        lines.Add($"{indent}<{element.LocalName}{string.Concat(attributes)}>");
        foreach (var child in element.ChildNodes)
            Write(child, indent + "  ", lines);
    }

    private static string Value(IAttr attribute) => attribute.Name == "class"
        ? string.Join(' ', attribute.Value
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Distinct().Order(StringComparer.Ordinal))
        : attribute.Value;

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhiteSpace();
}
