using System.Globalization;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Proviso.Rulebook.Reading;

/// <summary>Finds our blocks in a Markdown file and splits them into fields.</summary>
internal static class BlockReader
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    /// <summary>The blocks of a file; <paramref name="room"/> says how many may be there.</summary>
    public static IReadOnlyList<Block> Read(BookFile file, int room, Problems problems)
    {
        if (file.Text.Length > BookFile.MaxLength)
        {
            problems.Add("file-too-long", file.At(0), $"the file has {file.Text.Length} characters",
                $"split it: at most {BookFile.MaxLength} are read");
            return [];
        }

        var lines = Math.Max(file.Text.AsSpan().Count('\n'), file.Text.AsSpan().Count('\r'));
        if (lines > BookFile.MaxLines)
        {
            problems.Add("file-too-long", file.At(0), $"the file has {lines} lines",
                $"split it: at most {BookFile.MaxLines} are read");
            return [];
        }

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(file.Text, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig refuses Markdown that nests too deep with this exception.
            problems.Add("too-deep", file.At(0), "the Markdown of this file nests too deep to read",
                "take out some levels of lists or quotations");
            return [];
        }

        var blocks = new List<Block>();
        var heading = "";
        foreach (var part in document.Descendants())
        {
            if (part is HeadingBlock head)
                heading = PlainText(head);
            if (part is FencedCodeBlock fence
                && ReadFence(file, fence, heading, problems) is { } block)
            {
                blocks.Add(block);
            }

            if (blocks.Count > room)
            {
                problems.Add("too-many-blocks", blocks[^1].At, "the book has too many blocks",
                    string.Create(CultureInfo.InvariantCulture,
                        $"at most {BookReader.MaxBlocks} are read"));
                break;
            }
        }

        return blocks;
    }

    // Only fences and headings are wanted. Links and emphasis are left unread, because hostile
    // text makes reading them take hours: a few million brackets are enough.
    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder().UsePreciseSourceLocation();
        builder.InlineParsers.Clear();
        builder.BlockParsers.Replace<ParagraphBlockParser>(new ProseParser());
        return builder.Build();
    }

    private static string PlainText(HeadingBlock heading) => heading.Inline is null
        ? ""
        : string.Concat(heading.Inline.Descendants<LiteralInline>().Select(l => l.Content))
            .Replace("`", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal);

    private static Block? ReadFence(
        BookFile file, FencedCodeBlock fence, string heading, Problems problems)
    {
        var kind = fence.Info ?? "";
        var info = file.At(fence.Span.Start).Line;
        var infoLine = file.LineText(info);
        if (IsUnclosed(fence, kind))
        {
            problems.Add(Problem.Unclosed, Find(file, info, infoLine, kind),
                "this block is not closed", $"end it with a line of {Mark(fence)}");
            return null;
        }

        if (!BlockKinds.All.Contains(kind))
        {
            var near = NearestName.Find(kind, BlockKinds.All);
            if (near is not null && (fence.Arguments ?? "").Length > 0)
            {
                problems.Add("unknown-name", Find(file, info, infoLine, kind),
                    $"there is no kind of block \"{kind}\"", $"did you mean \"{near}\"?");
            }

            return null;
        }

        var kindToken = new Token(kind, Find(file, info, infoLine, kind));
        var words = (fence.Arguments ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Token? id = null;
        if (words.Length > 0)
            id = new Token(words[0], Find(file, info, infoLine, words[0]));
        if (words.Length > 1)
        {
            problems.Add("block-heading", kindToken.At,
                "a block's first line holds its kind and one id", "put the rest in a field");
        }

        return new Block(kindToken, id, ReadFields(file, fence, problems), heading);
    }

    // A block whose end is missing takes in what follows, as far as the end of another block or of
    // the file. No block of ours holds a fence, and a fence of prose does not hold one of ours.
    private static bool IsUnclosed(FencedCodeBlock fence, string kind)
    {
        var isOurs = BlockKinds.All.Contains(kind);
        if (isOurs && fence.ClosingFencedCharCount == 0)
            return true;
        var mark = Mark(fence);
        for (var i = 0; i < fence.Lines.Count; i++)
        {
            var line = fence.Lines.Lines[i].Slice.ToString().TrimStart();
            if (!line.StartsWith(mark, StringComparison.Ordinal))
                continue;
            var opened = line.TrimStart(fence.FencedChar).TrimStart().Split(' ', 2)[0];
            if (isOurs || BlockKinds.All.Contains(opened))
                return true;
        }

        return false;
    }

    private static string Mark(FencedCodeBlock fence) =>
        new(fence.FencedChar, fence.OpeningFencedCharCount);

    private static Position Find(BookFile file, int line, string text, string word)
    {
        var column = Math.Max(0, text.LastIndexOf(word, StringComparison.Ordinal));
        return new Position(file, line, column + 1, Math.Max(1, word.Length));
    }

    private static List<Field> ReadFields(BookFile file, FencedCodeBlock fence, Problems problems)
    {
        var fields = new List<Field>();
        Token? name = null;
        var lines = new List<FieldLine>();
        for (var i = 0; i < fence.Lines.Count; i++)
        {
            var slice = fence.Lines.Lines[i].Slice;
            var text = slice.ToString().TrimEnd();
            if (text.Trim().Length == 0)
                continue;
            var at = file.At(slice.Start, text.Length);
            if (text.Contains('\t', StringComparison.Ordinal))
            {
                problems.Add("tab", at, "a tab in a block", "indent with spaces");
                text = text.Replace('\t', ' ');
            }

            var indent = text.Length - text.TrimStart().Length;
            if (indent == 0)
            {
                Close();
                name = Split(text, at, lines);
            }
            else if (name is null)
            {
                problems.Add("field-name", at, "the first line of a block is indented",
                    "start it at the left edge with a field's name");
            }
            else
            {
                var body = text.TrimStart();
                var place = at with { Column = at.Column + indent, Length = body.Length };
                lines.Add(new FieldLine(body, indent, place));
            }
        }

        Close();
        return fields;

        void Close()
        {
            if (name is { } open)
                fields.Add(new Field(open, [.. lines]));
            lines.Clear();
        }
    }

    private static Token Split(string text, Position at, List<FieldLine> lines)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var word = space < 0 ? text : text[..space];
        if (space >= 0)
        {
            var value = text[space..].TrimStart();
            var start = text.Length - value.Length;
            lines.Add(new FieldLine(value, 0,
                at with { Column = at.Column + start, Length = value.Length }));
        }

        return new Token(word, at with { Length = word.Length });
    }
}

/// <summary>Paragraphs as they stand, without looking for link definitions in them.</summary>
internal sealed class ProseParser : ParagraphBlockParser
{
    public ProseParser() => ParseSetextHeadings = false;

    public override bool Close(BlockProcessor processor, Markdig.Syntax.Block block) => true;
}

/// <summary>The kinds of block there are.</summary>
internal static class BlockKinds
{
    public static readonly IReadOnlySet<string> All = new SortedSet<string>(StringComparer.Ordinal)
    {
        "book", "source", "tiers", "roles", "register", "principles", "requirements", "fact",
        "define", "basis", "duty", "rule", "never", "always", "example", "drawing",
    };
}
