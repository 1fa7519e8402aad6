using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>An interface with one implementation is only a second name for it.</summary>
internal static class Interfaces
{
    internal static IEnumerable<Finding> Check(IReadOnlyCollection<SourceFile> files)
    {
        var implementations = files
            .SelectMany(file => file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>())
            .Where(type => type is not InterfaceDeclarationSyntax && type.BaseList is not null)
            .SelectMany(type => type.BaseList!.Types.Select(parent => LastName(parent.Type)))
            .CountBy(name => name)
            .ToDictionary(StringComparer.Ordinal);
        return from file in files
               from type in file.Root.DescendantNodes().OfType<InterfaceDeclarationSyntax>()
               where implementations.GetValueOrDefault(type.Identifier.Text) < 2
               select file.AtSpan(
                   type.Identifier.Span,
                   $"{type.Identifier.Text} has fewer than two implementations");
    }

    private static string LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => "",
    };
}
