namespace Proviso.Rulebook.Reading;

/// <summary>
/// One Markdown file of a book, already read: the library does no input or output.
/// </summary>
public sealed class BookFile
{
    /// <summary>The longest file that is read, in characters.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private readonly List<int> _lineStarts = [0];

    /// <summary>Wraps a file's name and text.</summary>
    /// <param name="name">The name that messages show; also the file's place in the order.</param>
    /// <param name="text">The whole text.</param>
    public BookFile(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        Name = name;
        Text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                _lineStarts.Add(i + 1);
        }
    }

    /// <summary>The name that messages show.</summary>
    public string Name { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The place of a character, counted from the start of the text.</summary>
    internal Position At(int offset, int length = 1)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var index = _lineStarts.BinarySearch(offset);
        var line = index >= 0 ? index : ~index - 1;
        return new Position(this, line + 1, offset - _lineStarts[line] + 1, Math.Max(1, length));
    }

    /// <summary>The text of a line (numbered from 1), without its line end.</summary>
    internal string LineText(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Count ? _lineStarts[line] : Text.Length;
        return Text[start..end].TrimEnd('\r', '\n');
    }
}

/// <summary>A place in a file: line and column count from 1, length in characters.</summary>
public sealed record Position(BookFile File, int Line, int Column, int Length)
{
    /// <summary>The place as <c>file:line:column</c>.</summary>
    public override string ToString() => $"{File.Name}:{Line}:{Column}";
}
