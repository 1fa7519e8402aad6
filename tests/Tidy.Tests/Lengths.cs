using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>What fits on a screen can be read at once: everything has a limit.</summary>
internal static class Lengths
{
    internal const int MaxColumns = 100;
    internal const int MaxMethodLines = 70;
    internal const int MaxFileLines = 400;

    internal static IEnumerable<Finding> CheckFile(SourceFile file)
    {
        var lines = file.Lines.Count - (file.Text.EndsWith('\n') ? 1 : 0);
        if (lines > MaxFileLines)
            yield return new Finding(file.Path, lines, $"the file has {lines} lines");
    }

    internal static IEnumerable<Finding> CheckLines(SourceFile file) =>
        from line in file.Lines.Index()
        where line.Item.TrimEnd('\r').Length > MaxColumns
        select new Finding(file.Path, line.Index + 1, $"the line has {line.Item.Length} columns");

    internal static IEnumerable<Finding> CheckMethods(SourceFile file) =>
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
            or AccessorDeclarationSyntax
        let lines = LineCount(file, node)
        where lines > MaxMethodLines
        select file.At(node, $"{Name(node)} has {lines} lines");

    private static int LineCount(SourceFile file, SyntaxNode node)
    {
        var span = file.Tree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string Name(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        ConstructorDeclarationSyntax constructor => $"constructor {constructor.Identifier.Text}",
        AccessorDeclarationSyntax accessor => $"accessor {accessor.Keyword.Text}",
        _ => "the operator",
    };
}
