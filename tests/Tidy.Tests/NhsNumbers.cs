using System.Text.RegularExpressions;
using Proviso.Identifiers;

namespace Tidy.Tests;

/// <summary>
/// Only invented people: a number that could be somebody's NHS number is from the range that is
/// never issued. What looks like one and is not (one ten-digit number in eleven passes the check)
/// is named here with its reason.
/// </summary>
internal static class NhsNumbers
{
    // Three, three and four digits that are not part of a longer number, word or decimal.
    private static readonly Regex TenDigits = Pattern.Of(
        @"(?<![\w.,+-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w]|[.,]\d)");

    /// <summary>Paths that are not read, each with why.</summary>
    private static readonly Dictionary<string, string> NotRead = new(StringComparer.Ordinal)
    {
        ["packages.lock.json"] = "hashes of packages, written by NuGet",
        ["package-lock.json"] = "hashes of packages, written by npm",
    };

    internal static IEnumerable<Finding> Check(SourceFile file) =>
        NotRead.ContainsKey(Path.GetFileName(file.Path))
            ? []
            : from match in TenDigits.Matches(file.Text)
              where NhsNumber.TryParse(match.Value, out var number) && !number.IsTestRange
              select file.AtOffset(match.Index, "could be somebody's NHS number");
}
