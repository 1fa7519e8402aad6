using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Tidy.Tests;

/// <summary>A link that leads nowhere costs every reader the same time.</summary>
internal static class Links
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().Build();

    /// <param name="file">A Markdown file.</param>
    /// <param name="read">The text at a path from the root; null if nothing is there.</param>
    internal static IEnumerable<Finding> Check(SourceFile file, Func<string, string?> read)
    {
        foreach (var link in Markdown.Parse(file.Text, GitHub).Descendants<LinkInline>())
        {
            var parts = (link.Url ?? "").Split('#', 2);
            if (parts[0].Contains(':', StringComparison.Ordinal) || link.Url is null or "")
                continue;

            var path = parts[0].Length == 0 ? file.Path : FromRoot(file.Path, parts[0]);
            var text = path is null ? null : read(path);
            if (text is null)
                yield return new Finding(file.Path, link.Line + 1, $"'{link.Url}' leads nowhere");
            else if (parts.Length == 2 && IsMarkdown(path!) && !Anchors(text).Contains(parts[1]))
                yield return new Finding(file.Path, link.Line + 1, $"no heading #{parts[1]} there");
        }
    }

    /// <summary>What is at a path from the root; a folder reads as empty text.</summary>
    internal static string? ReadFromCheckout(string path)
    {
        var full = Path.Combine(Checkout.Root, path);
        return File.Exists(full) ? File.ReadAllText(full) : Directory.Exists(full) ? "" : null;
    }

    private static bool IsMarkdown(string path) => path.EndsWith(".md", StringComparison.Ordinal);

    private static HashSet<string> Anchors(string text) => Markdown.Parse(text, GitHub)
        .Descendants<HeadingBlock>()
        .Select(heading => heading.GetAttributes().Id ?? "")
        .ToHashSet(StringComparer.Ordinal);

    // Null when the link climbs out of the repository.
    private static string? FromRoot(string fromFile, string link)
    {
        var parts = new List<string>();
        var start = link.StartsWith('/') ? link : $"{fromFile}/../{link}";
        foreach (var part in Uri.UnescapeDataString(start).Split('/'))
        {
            if (part == ".." && parts.Count == 0)
                return null;
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "."))
                parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
