using System.CommandLine;
using System.Text.Json;
using Proviso.Rulebook.Reading;

namespace Proviso.Cli;

/// <summary>
/// What is wrong with what a command was given: said as text at once or, where the command was
/// asked for JSON, gathered and written as its answer.
/// </summary>
internal sealed class Refusal
{
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly bool _json;
    private readonly List<Action<Utf8JsonWriter>> _gathered = [];

    private Refusal(TextWriter output, TextWriter error, bool json)
    {
        _output = output;
        _error = error;
        _json = json;
    }

    /// <summary>The refusal of a command, as JSON where it has <c>--json</c> and was given
    /// it.</summary>
    public static Refusal Of(ParseResult parsed)
    {
        var json = parsed.CommandResult.Command.Options.OfType<Option<bool>>()
            .FirstOrDefault(o => o.Name == "--json");
        var configuration = parsed.InvocationConfiguration;
        return new Refusal(configuration.Output, configuration.Error,
            json is not null && parsed.GetValue(json));
    }

    /// <summary>Says what is wrong with the whole of something.</summary>
    /// <param name="code">A stable name for the kind of mistake.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public void Add(string code, string message)
    {
        if (_json)
            _gathered.Add(w => Write(w, code, message));
        else
            _error.WriteLine(message);
    }

    /// <summary>Says what is wrong at a place of a file.</summary>
    public void Add(string code, string file, long line, long column, string message)
    {
        if (_json)
            _gathered.Add(w => Write(w, code, message, file, line, column));
        else
            _error.WriteLine($"{file}:{line}:{column}: {message}");
    }

    /// <summary>Says what is wrong in a rule book, and how much there is of it.</summary>
    public void Add(IReadOnlyList<Problem> problems)
    {
        if (_json)
        {
            _gathered.AddRange(problems.Select(p => (Action<Utf8JsonWriter>)(w => Write(
                w, p.Code, p.Message, p.At.File.Name, p.At.Line, p.At.Column, p.Hint))));
            return;
        }

        foreach (var problem in problems)
            _error.WriteLine($"{problem}\n");
        _error.WriteLine(problems.Count == 1 ? "1 problem" : $"{problems.Count} problems");
    }

    /// <summary>Ends the command: writes the answer where it is JSON.</summary>
    /// <returns>The exit code given.</returns>
    public int Exit(int code)
    {
        if (_json)
            JsonOutput.Write(_output, WriteMembers);
        return code;
    }

    /// <summary>Writes what was gathered as the member "problems" of a larger answer.</summary>
    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("problems");
        foreach (var write in _gathered)
            write(writer);
        writer.WriteEndArray();
    }

    // What is about no place has no file, line 0 and column 0, so that the form stays the same.
    private static void Write(Utf8JsonWriter writer, string code, string message,
        string file = "", long line = 0, long column = 0, string hint = "")
    {
        writer.WriteStartObject();
        writer.WriteString("code", code);
        writer.WriteString("file", file);
        writer.WriteNumber("line", line);
        writer.WriteNumber("column", column);
        writer.WriteString("message", message);
        writer.WriteString("hint", hint);
        writer.WriteEndObject();
    }
}
