using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>
/// Date, randomness and the outside world are inputs: nothing reaches for them on its own.
/// BannedSymbols.txt stops the compiler at the worst of these; here are the ones that depend on
/// the room, and the same ones again in case a project switches the analyser off.
/// </summary>
internal static class Ambient
{
    private static readonly HashSet<string> NeverAnywhere = new(StringComparer.Ordinal)
    {
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now",
        "DateTimeOffset.UtcNow", "Random.Shared",
    };

    private static readonly HashSet<string> NeverInPureRooms = new(StringComparer.Ordinal)
    {
        "TimeProvider.System", "Environment.TickCount", "Environment.TickCount64",
        "Guid.NewGuid",
    };

    // Environment includes the machine's name and variables; the room decides alike everywhere.
    private static readonly HashSet<string> InputOutput = new(StringComparer.Ordinal)
    {
        "Console", "Directory", "DirectoryInfo", "Environment", "File", "FileInfo", "FileStream",
        "HttpClient", "Process", "Socket",
    };

    internal static IEnumerable<Finding> Check(SourceFile file)
    {
        foreach (var node in file.Root.DescendantNodes())
        {
            var what = node switch
            {
                MemberAccessExpressionSyntax access => Member(access, file.Room),
                BaseObjectCreationExpressionSyntax creation => Creation(creation, file.Room),
                _ => null,
            };
            if (what is not null)
                yield return file.At(node, what);
        }
    }

    private static string? Member(MemberAccessExpressionSyntax access, string? room)
    {
        var name = $"{LastName(access.Expression)}.{access.Name.Identifier.Text}";
        if (NeverAnywhere.Contains(name))
            return $"{name} is ambient";
        if (!Rooms.IsPure(room))
            return null;
        if (Rooms.IsWithoutInputOutput(room) && IsOutside(access.Expression))
            return $"{name} reaches outside and this room is handed text";
        if (NeverInPureRooms.Contains(name))
            return $"{name} is ambient and this room is pure";
        if (name == "Guid.CreateVersion7"
            && access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 })
        {
            return "Guid.CreateVersion7() takes the time from the clock; hand the time over";
        }

        return LastName(access.Expression) == "RandomNumberGenerator" && !IsInGenerator(access)
            ? $"{name} outside a member named Generate… or New…; hand the bytes over"
            : null;
    }

    private static string? Creation(BaseObjectCreationExpressionSyntax creation, string? room)
    {
        var type = TypeName(creation);
        var isBare = creation.ArgumentList is null or { Arguments.Count: 0 };
        if (type == "Random" && isBare)
            return "Random without a seed cannot be repeated";
        return Rooms.IsWithoutInputOutput(room) && InputOutput.Contains(type)
            ? $"{type} reaches outside and this room is handed text"
            : null;
    }

    private static string TypeName(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => LastName(named.Type),
        { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } }
            when variable.Parent is VariableDeclarationSyntax declaration =>
            LastName(declaration.Type),
        { Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } } =>
            LastName(property.Type),
        _ => "",
    };

    // Keys and salts have to come from somewhere: a member that says so in its name may make them.
    private static bool IsInGenerator(SyntaxNode node) => node.Ancestors().Any(ancestor =>
        ancestor switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            LocalFunctionStatementSyntax function => function.Identifier.Text,
            _ => "",
        } is var name
        && (name.StartsWith("Generate", StringComparison.Ordinal)
            || name.StartsWith("New", StringComparison.Ordinal)));

    // "result.File" and a property called File are somebody's own, not System.IO.File.
    private static bool IsOutside(ExpressionSyntax expression) =>
        InputOutput.Contains(LastName(expression))
        && (expression is IdentifierNameSyntax name
            ? !IsDeclaredHere(name)
            : expression.ToString().Contains("System.", StringComparison.Ordinal));

    private static bool IsDeclaredHere(IdentifierNameSyntax name) => name.SyntaxTree.GetRoot()
        .DescendantNodes().Any(node => node switch
        {
            PropertyDeclarationSyntax property => property.Identifier.Text,
            ParameterSyntax parameter => parameter.Identifier.Text,
            _ => null,
        } == name.Identifier.Text);

    private static string LastName(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.Text,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => "",
    };
}
