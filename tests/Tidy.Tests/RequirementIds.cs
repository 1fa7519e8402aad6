using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>
/// An id cited for a duty leads to that duty. Only the prefixes that the requirements use are
/// ids, so UTF-8 and SHA-256 are left alone; sections of the law are ids only after "law" or on
/// a rule book's <c>meets</c> line, because B10 is also a postcode.
/// </summary>
internal sealed class RequirementIds
{
    private static readonly Regex DefinedIds = Pattern.Of(
        @"^\|\s*(?<id>[A-Z]{1,3}-\d+)\s*\|");

    private static readonly Regex DefinedSections = Pattern.Of(
        @"^### (?<id>B\d+)\b");

    private static readonly Regex CitedSections = Pattern.Of(
        @"\blaw(\.md)? B\d+|^[ \t]*meets[ \t].*$");

    private static readonly Regex Section = Pattern.Of(
        @"\bB\d+\b");

    private readonly HashSet<string> _known;
    private readonly Regex _cited;

    internal RequirementIds(string requirements, string law)
    {
        _known = DefinedIds.Matches(requirements).Select(match => match.Groups["id"].Value)
            .Concat(DefinedSections.Matches(law).Select(match => match.Groups["id"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var prefixes = _known.Select(id => id.Split('-'))
            .Where(parts => parts.Length == 2).Select(parts => parts[0]).Distinct();
        _cited = Pattern.Of($@"(?<![\w/-])({string.Join('|', prefixes)})-\d{{1,3}}(?![\w-])");
    }

    internal IReadOnlyCollection<string> Known => _known;

    internal IEnumerable<Finding> Check(SourceFile file)
    {
        var cited = _cited.Matches(file.Text)
            .Concat(CitedSections.Matches(file.Text).SelectMany(line =>
                Section.Matches(file.Text[..(line.Index + line.Length)], line.Index)));
        return from match in cited
               where !_known.Contains(match.Value)
               select file.AtOffset(match.Index, $"{match.Value} is nowhere defined");
    }
}
