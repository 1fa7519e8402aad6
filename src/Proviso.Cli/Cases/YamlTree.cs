using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Proviso.Cli.Cases;

/// <summary>A value of a YAML or JSON file with its place.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
internal abstract record YamlValue(long Line, long Column)
{
    /// <summary>A word, a number or a text.</summary>
    public sealed record Scalar(string Text, long Line, long Column) : YamlValue(Line, Column);

    /// <summary>Names with values, in the file's order.</summary>
    public sealed record Mapping(IReadOnlyList<(Scalar Name, YamlValue Value)> Entries,
        long Line, long Column) : YamlValue(Line, Column);

    /// <summary>A list.</summary>
    public sealed record Sequence(IReadOnlyList<YamlValue> Values, long Line, long Column)
        : YamlValue(Line, Column);

    /// <summary>What it is, for messages.</summary>
    public string Kind => this switch
    {
        Scalar => "a single value",
        Mapping => "a group of names with values",
        _ => "a list",
    };
}

/// <summary>What is wrong with a file, and where.</summary>
internal sealed class YamlMistakeException(long line, long column, string message)
    : Exception(message)
{
    public long Line { get; } = line;

    public long Column { get; } = column;
}

/// <summary>Reads YAML, of which JSON is a part, without anchors, tags or deep nesting.</summary>
internal static class YamlTree
{
    private const int MaxDepth = 12;

    /// <summary>Reads one document.</summary>
    /// <returns>Its value; null when the text holds none.</returns>
    /// <exception cref="YamlMistakeException">It is not YAML, or more than one
    /// document.</exception>
    public static YamlValue? Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
                return null;
            parser.Consume<DocumentStart>();
            var value = Value(parser, 0);
            parser.Consume<DocumentEnd>();
            if (!parser.TryConsume<StreamEnd>(out _))
                throw Mistake(parser.Current!, "a second document begins here; a file holds one");
            return value;
        }
        catch (YamlException wrong)
        {
            throw new YamlMistakeException(wrong.Start.Line, wrong.Start.Column,
                "this is neither YAML nor JSON: check quotes, colons and indentation");
        }
    }

    private static YamlValue Value(Parser parser, int depth)
    {
        var at = parser.Current ?? throw new YamlMistakeException(1, 1, "the file ends too early");
        if (depth > MaxDepth)
            throw Mistake(at, $"values nest deeper than {MaxDepth} levels");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlValue.Scalar(scalar.Value, scalar.Start.Line, scalar.Start.Column);
        if (parser.TryConsume<SequenceStart>(out var list))
        {
            var values = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                values.Add(Value(parser, depth + 1));
            return new YamlValue.Sequence(values, list.Start.Line, list.Start.Column);
        }

        if (parser.TryConsume<MappingStart>(out var mapping))
        {
            var entries = new List<(YamlValue.Scalar, YamlValue)>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var name = Value(parser, depth + 1) as YamlValue.Scalar
                    ?? throw Mistake(parser.Current!, "a name must be a single word");
                entries.Add((name, Value(parser, depth + 1)));
            }

            return new YamlValue.Mapping(entries, mapping.Start.Line, mapping.Start.Column);
        }

        throw Mistake(at, "references to other parts of the file (& and *) are not read");
    }

    private static YamlMistakeException Mistake(ParsingEvent at, string message) =>
        new(at.Start.Line, at.Start.Column, message);
}
