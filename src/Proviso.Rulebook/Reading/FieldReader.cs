using System.Globalization;

namespace Proviso.Rulebook.Reading;

/// <summary>Reads the fields of one block by name, and reports those nobody asked for.</summary>
internal sealed class FieldReader
{

    private readonly Dictionary<string, Field> _fields = [];
    private readonly HashSet<string> _known = [];
    private readonly Problems _problems;

    public FieldReader(Block block, Problems problems)
    {
        Block = block;
        _problems = problems;
        foreach (var field in block.Fields)
        {
            if (!_fields.TryAdd(field.Name.Text, field))
            {
                problems.Add("twice", field.Name.At,
                    $"the field \"{field.Name.Text}\" stands twice",
                    "join the two");
            }
        }
    }

    public Block Block { get; }

    /// <summary>The field, or null; a field that must be there and is not is a problem.</summary>
    public Field? Get(string name, bool must = false)
    {
        _known.Add(name);
        if (_fields.TryGetValue(name, out var field))
            return field;
        if (must)
        {
            _problems.Add("missing-field", Block.At, $"this {Block.Kind.Text} has no \"{name}\"",
                $"add a line that starts with \"{name}\"");
        }

        return null;
    }

    /// <summary>The field's text; empty when it is left out.</summary>
    public string Text(string name, bool must = false)
    {
        var field = Get(name, must);
        if (field is null)
            return "";
        if (field.Text.Length == 0)
            _problems.Add("empty-field", field.Name.At, $"\"{name}\" is empty", "write its value");
        return field.Text;
    }

    /// <summary>A date as 2026-11-21; null when left out or wrong.</summary>
    public DateOnly? Date(string name, bool must = false)
    {
        var text = Text(name, must);
        return text.Length == 0 ? null : ParseDate(text, Get(name)!.At);
    }

    /// <summary>Reads a date, reporting what is not one.</summary>
    public DateOnly? ParseDate(string text, Position at)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var date))
        {
            return date;
        }

        _problems.Add("date", at, "this is not a date", "write it as 2026-11-21");
        return null;
    }

    /// <summary>First and last day in force, in order.</summary>
    public (DateOnly? From, DateOnly? To) Period()
    {
        var from = Date("from");
        var to = Date("to");
        if (from > to)
        {
            _problems.Add("period", Get("to")!.At, "the last day in force is before the first",
                "exchange the two dates");
        }

        return (from, to);
    }

    /// <summary>A list parted by commas; empty when left out.</summary>
    public IReadOnlyList<Token> List(string name, bool must = false)
    {
        var field = Get(name, must);
        return field is null ? [] : Split(field, ',');
    }

    /// <summary>
    /// The parts of a field between separators that stand outside quotation marks.
    /// </summary>
    public static IReadOnlyList<Token> Split(Field field, char separator)
    {
        var parts = new List<Token>();
        foreach (var line in field.Lines)
        {
            var start = 0;
            var quoted = false;
            for (var i = 0; i <= line.Text.Length; i++)
            {
                if (i < line.Text.Length && line.Text[i] == '"')
                    quoted = !quoted;
                if (i < line.Text.Length && (quoted || line.Text[i] != separator))
                    continue;
                var raw = line.Text[start..i];
                var word = raw.Trim();
                var lead = raw.Length - raw.TrimStart().Length;
                if (word.Length > 0)
                    parts.Add(line.Part(start + lead, word.Length));
                start = i + 1;
            }
        }

        return parts;
    }

    /// <summary>
    /// The lines of a field as <c>id  text</c>; the whole block's when it is a list.
    /// </summary>
    public static (Token Id, string Text) IdAndText(FieldLine line)
    {
        var space = line.Text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0
            ? (line.Whole, "")
            : (line.Part(0, space), line.Text[space..].Trim());
    }

    /// <summary>Reports every field that no reader asked for.</summary>
    public void ReportUnknown()
    {
        foreach (var name in Block.Fields.Select(f => f.Name).Where(n => !_known.Contains(n.Text)))
            _problems.Unknown($"field of a {Block.Kind.Text} called", name, _known);
    }
}
