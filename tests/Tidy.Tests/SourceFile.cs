using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Tidy.Tests;

/// <summary>A text file of the repository, or a planted one in a rule's own test.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions Latest = new(LanguageVersion.Preview);

    private readonly Lazy<SyntaxTree> _tree;

    internal SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Lines = text.Split('\n');
        _tree = new Lazy<SyntaxTree>(() => CSharpSyntaxTree.ParseText(Text, Latest, Path));
    }

    /// <summary>Relative to the repository's root, with forward slashes.</summary>
    internal string Path { get; }

    internal string Text { get; }

    internal IReadOnlyList<string> Lines { get; }

    internal SyntaxTree Tree => _tree.Value;

    internal SyntaxNode Root => Tree.GetRoot();

    /// <summary>The room a file of ours is in: Rulebook for src/Proviso.Rulebook/…</summary>
    internal string? Room =>
        Path.StartsWith(Rooms.Folder, StringComparison.Ordinal)
            ? Path[Rooms.Folder.Length..].Split('/')[0]
            : null;

    internal bool Is(params ReadOnlySpan<string> extensions)
    {
        foreach (var extension in extensions)
        {
            if (Path.EndsWith(extension, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    internal bool IsUnder(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Path.StartsWith(folder, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    internal Finding At(SyntaxNode node, string what) => AtSpan(node.Span, what);

    internal Finding AtSpan(TextSpan span, string what) =>
        new(Path, Tree.GetLineSpan(span).StartLinePosition.Line + 1, what);

    internal Finding AtOffset(int offset, string what) =>
        new(Path, Text.AsSpan(0, offset).Count('\n') + 1, what);
}
