using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>A test that is skipped proves nothing and looks as if it did.</summary>
internal static class TestHabits
{
    internal static IEnumerable<Finding> CheckSkipped(SourceFile file)
    {
        foreach (var node in file.Root.DescendantNodes())
        {
            if (node is AttributeArgumentSyntax { NameEquals.Name.Identifier.Text: "Skip" })
                yield return file.At(node, "the test is skipped");
            if (node is InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax
                    {
                        Expression: IdentifierNameSyntax { Identifier.Text: "Assert" or "Skip" },
                        Name.Identifier.Text: "Skip" or "SkipWhen" or "SkipUnless" or "If",
                    },
                })
            {
                yield return file.At(node, "the test skips itself");
            }
        }
    }
}
