using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>
/// Every public type in src/ says what it is. The compiler asks for a comment (CS1591) and is
/// content with an empty one; this rule wants words, and that nobody switched the compiler off.
/// </summary>
internal static class Documentation
{
    internal static IEnumerable<Finding> Check(SourceFile file) =>
        from member in file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where member.Modifiers.Any(SyntaxKind.PublicKeyword)
            && !member.Modifiers.Any(SyntaxKind.OverrideKeyword)
            && !member.Modifiers.Any(SyntaxKind.PartialKeyword)
            && IsVisible(member) && !SaysSomething(member)
        select file.AtSpan(NameOf(member), $"public and undocumented: {Shown(file, member)}");

    internal static IEnumerable<Finding> CheckEditorConfig(SourceFile file)
    {
        var section = "";
        foreach (var (index, line) in file.Lines.Index())
        {
            if (line.StartsWith('['))
                section = line;
            if (line.Contains("CS1591", StringComparison.Ordinal)
                && !section.StartsWith("[tests/", StringComparison.Ordinal)
                && !section.StartsWith("[bench/", StringComparison.Ordinal))
            {
                yield return new Finding(file.Path, index + 1, $"CS1591 is set for {section}");
            }
        }
    }

    internal static IEnumerable<Finding> CheckProject(SourceFile file) =>
        from line in file.Lines.Index()
        where line.Item.Contains("1591", StringComparison.Ordinal)
            || line.Item.Contains("GenerateDocumentationFile>false", StringComparison.Ordinal)
        select new Finding(file.Path, line.Index + 1, "switches CS1591 off");

    private static bool IsVisible(MemberDeclarationSyntax member) =>
        member.Ancestors().OfType<BaseTypeDeclarationSyntax>().All(type =>
            type.Modifiers.Any(SyntaxKind.PublicKeyword));

    private static bool SaysSomething(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia().Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(comment => comment.Content)
            .Any(node => node switch
            {
                XmlElementSyntax { StartTag.Name.LocalName.Text: "summary" } summary =>
                    summary.Content.ToString().AsSpan().ContainsAnyExcept(" \r\n\t/"),
                XmlEmptyElementSyntax { Name.LocalName.Text: "inheritdoc" } => true,
                _ => false,
            });

    private static Microsoft.CodeAnalysis.Text.TextSpan NameOf(MemberDeclarationSyntax member) =>
        member switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Span,
            MethodDeclarationSyntax method => method.Identifier.Span,
            PropertyDeclarationSyntax property => property.Identifier.Span,
            _ => member.Span,
        };

    private static string Shown(SourceFile file, MemberDeclarationSyntax member) =>
        file.Text.Substring(NameOf(member).Start, Math.Min(40, NameOf(member).Length));
}
