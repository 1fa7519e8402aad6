namespace Proviso.Rulebook.Reading;

/// <summary>A fenced block of ours: kind, id and fields, with the place of every word.</summary>
internal sealed record Block(
    Token Kind, Token? Id, IReadOnlyList<Field> Fields, string Heading)
{
    public Position At => Kind.At;
}

/// <summary>A field of a block: its name and the lines of its value.</summary>
internal sealed record Field(Token Name, IReadOnlyList<FieldLine> Lines)
{
    /// <summary>The value as running text: the lines joined by single spaces.</summary>
    public string Text => string.Join(' ', Lines.Select(l => l.Text));

    public Position At => Lines.Count > 0 ? Lines[0].At : Name.At;
}

/// <summary>A line of a field's value; indent 0 is the line of the field's name itself.</summary>
internal sealed record FieldLine(string Text, int Indent, Position At)
{
    /// <summary>A part of the line as a token.</summary>
    public Token Part(int start, int length) => new(
        Text.Substring(start, length),
        At with { Column = At.Column + start, Length = Math.Max(1, length) });

    public Token Whole => new(Text, At);
}
