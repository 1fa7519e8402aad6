using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Tests.Reading;

/// <summary>A text in which « and » stand around the words that a problem must point at.</summary>
internal sealed class Marked
{
    private const string FileName = "small.md";

    private readonly int _line;
    private readonly int _column;
    private readonly int _length;

    public Marked(string text)
    {
        var open = text.IndexOf('«', StringComparison.Ordinal);
        var close = text.IndexOf('»', StringComparison.Ordinal);
        Text = text.Remove(close, 1).Remove(open, 1);
        _line = 1 + text[..open].Count(c => c == '\n');
        _column = open - text.LastIndexOf('\n', open);
        _length = close - open - 1;
    }

    /// <summary>The text without the marks.</summary>
    public string Text { get; }

    public BookReading Read() => BookReader.Read([new BookFile(FileName, Text)]);

    /// <summary>Asserts the one problem: what kind, where, what marker, which hint.</summary>
    public void IsAt(Problem problem, string code, string hint)
    {
        Assert.Equal(code, problem.Code);
        Assert.Equal($"{FileName}:{_line}:{_column}", problem.At.ToString());
        Assert.NotEmpty(problem.Message);
        Assert.Contains(hint, problem.Hint, StringComparison.Ordinal);
        var shown = problem.ToString().Split('\n');
        Assert.Equal($"{problem.At}: {code}: {problem.Message}", shown[0]);
        var line = Text.Split('\n')[_line - 1].Replace('\t', ' ');
        Assert.Equal($"{_line,5} | {line}", shown[1]);
        var marker = new string(' ', _column - 1) + new string('^', _length);
        Assert.StartsWith($"      | {marker}", shown[2], StringComparison.Ordinal);
        Assert.Equal($"      | {marker} {problem.Hint}", shown[2]);
    }
}
