using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>
/// Words that may not stand in a tracked file. The patterns are put together from halves, so that
/// this file does not contain what it forbids.
/// </summary>
internal static class Forbidden
{
    private static readonly Regex Unfinished = Pattern.Of(
        $@"\b(TO{""}DO|FIX{""}ME|HA{""}CK|NotImplemented{""}Exception)\b");

    private static readonly Regex RawHtml = Pattern.Of(
        $@"\bHtml\s*\.\s*Ra{""}w\s*\(");

    // A path from the root of the machine it was built on; a folder inside another is none.
    private static readonly Regex MachinePath = Pattern.Of(
        $@"(?<![\w./~-])/(wor{""}k|roo{""}t)(/|\b(?![\w-]))");

    private static readonly Regex RegistryHost = Pattern.Of(
        $@"\b[\w.-]*(nuget\.or{""}g|npmjs\.(or{""}g|co{""}m)|yarnpk{""}g|pypi\.or{""}g|"
        + $@"artifactor{""}y|regist{""}ry\.[\w-]+\.)[\w.-]*");

    private static readonly Regex Resolved = Pattern.Of(
        $@"""(resolve{""}d)""\s*:\s*""https?:");

    private static readonly string[] FolderNames =
        ["models", "services", "helpers", "dtos", "utils"];

    internal static IEnumerable<Finding> CheckUnfinished(SourceFile file) =>
        Matches(file, Unfinished, "is unfinished");

    internal static IEnumerable<Finding> CheckRawHtml(SourceFile file) =>
        Matches(file, RawHtml, "writes text as markup");

    internal static IEnumerable<Finding> CheckMachine(SourceFile file) =>
        Matches(file, MachinePath, "is a path of one machine")
            .Concat(Matches(file, RegistryHost, "is the host of a package registry"))
            .Concat(Matches(file, Resolved, "ties the lock file to one registry"));

    internal static IEnumerable<Finding> CheckFolders(SourceFile file) =>
        from folder in file.Path.Split('/')[..^1]
        where FolderNames.Contains(folder.ToLowerInvariant(), StringComparer.Ordinal)
        select new Finding(file.Path, 1, $"lies in a folder named after a kind ({folder})");

    private static IEnumerable<Finding> Matches(SourceFile file, Regex pattern, string what) =>
        from Match match in pattern.Matches(file.Text)
        select file.AtOffset(match.Index, $"'{match.Value}' {what}");
}
