using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>A warning that was switched off says why, next to the switch.</summary>
internal static class Suppressions
{
    private static readonly Regex SwitchedOff = Pattern.Of(
        @"^dotnet_\S+\.severity\s*=\s*(none|silent|suggestion)");

    private static readonly string[] Switches =
        ["NoWarn", "WarningsNotAsErrors", "RunAnalyzers", "NuGetAuditSuppress"];

    internal static IEnumerable<Finding> CheckCSharp(SourceFile file)
    {
        foreach (var node in file.Root.DescendantNodes(descendIntoTrivia: true))
        {
            var unexplained = node switch
            {
                PragmaWarningDirectiveTriviaSyntax { DisableOrRestoreKeyword.Text: "disable" } p =>
                    !HasComment(file, p),
                NullableDirectiveTriviaSyntax { SettingToken.Text: "disable" } n =>
                    !HasComment(file, n),
                AttributeSyntax attribute => IsSuppression(attribute) && !IsJustified(attribute),
                _ => false,
            };
            if (unexplained)
                yield return file.At(node, "a warning is switched off and nobody says why");
        }
    }

    /// <summary>Checks .editorconfig: a comment stands above each group of lines.</summary>
    internal static IEnumerable<Finding> CheckEditorConfig(SourceFile file)
    {
        var explained = false;
        foreach (var (index, line) in file.Lines.Index())
        {
            if (line.StartsWith('#'))
            {
                explained = true;
            }
            else if (SwitchedOff.IsMatch(line))
            {
                if (!explained)
                    yield return new Finding(file.Path, index + 1, $"'{line}' has no reason");
            }
            else
            {
                explained = false;
            }
        }
    }

    internal static IEnumerable<Finding> CheckProject(SourceFile file) =>
        from element in XDocument.Parse(file.Text, LoadOptions.SetLineInfo).Descendants()
        where Switches.Contains(element.Name.LocalName, StringComparer.Ordinal)
            && element.PreviousNode is not XComment
        select Rooms.At(file, element, $"{element.Name.LocalName} has no comment above it");

    private static bool HasComment(SourceFile file, DirectiveTriviaSyntax directive)
    {
        var line = file.Tree.GetLineSpan(directive.Span).StartLinePosition.Line;
        return directive.DescendantTrivia().Any(IsComment)
            || (line > 0
                && file.Lines[line - 1].TrimStart().StartsWith("//", StringComparison.Ordinal));
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().Length > 6;

    private static bool IsSuppression(AttributeSyntax attribute) =>
        attribute.Name.ToString() is var name
        && (name.EndsWith("SuppressMessage", StringComparison.Ordinal)
            || name.EndsWith("SuppressMessageAttribute", StringComparison.Ordinal));

    private static bool IsJustified(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.Any(argument =>
            argument.NameEquals?.Name.Identifier.Text == "Justification"
            && argument.Expression.ToString().Length > 6) ?? false;
}
