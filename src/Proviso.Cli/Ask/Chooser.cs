using System.Globalization;
using Spectre.Console;

namespace Proviso.Cli.Ask;

/// <summary>Lets somebody choose: with the arrow keys, or by typing a number.</summary>
internal abstract class Chooser(TextWriter output)
{
    /// <summary>Where texts between the questions go.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>The index chosen; null when there is no more input.</summary>
    public abstract int? Choose(string heading, IReadOnlyList<string> choices);

    /// <summary>A line of text; null when there is no more input.</summary>
    public abstract string? ReadLine(string prompt);
}

/// <summary>A terminal with arrow keys.</summary>
internal sealed class ArrowChooser(TextWriter output) : Chooser(output)
{
    /// <inheritdoc/>
    public override int? Choose(string heading, IReadOnlyList<string> choices)
    {
        var prompt = new SelectionPrompt<int>()
            .Title(Markup.Escape(heading))
            .PageSize(20)
            .MoreChoicesText("(more below: use the arrow keys)")
            .UseConverter(i => Markup.Escape(choices[i]))
            .AddChoices(Enumerable.Range(0, choices.Count));
        var chosen = AnsiConsole.Prompt(prompt);
        Output.WriteLine($"{heading}\n  > {choices[chosen]}");
        return chosen;
    }

    /// <inheritdoc/>
    public override string? ReadLine(string prompt) =>
        AnsiConsole.Prompt(new TextPrompt<string>(Markup.Escape(prompt)).AllowEmpty());
}

/// <summary>Lines of text: for scripts, screen readers and terminals without arrow keys.</summary>
internal sealed class LineChooser(TextReader input, TextWriter output) : Chooser(output)
{
    /// <inheritdoc/>
    public override int? Choose(string heading, IReadOnlyList<string> choices)
    {
        Output.WriteLine(heading);
        for (var i = 0; i < choices.Count; i++)
            Output.WriteLine($"  {i + 1,2}  {choices[i]}");
        while (true)
        {
            Output.Write("Type a number: ");
            if (input.ReadLine() is not { } line)
                return null;
            if (int.TryParse(line.Trim(), CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number <= choices.Count)
            {
                Output.WriteLine();
                return number - 1;
            }

            Output.WriteLine(
                $"That is not one of the choices. Type a number from 1 to {choices.Count}.");
        }
    }

    /// <inheritdoc/>
    public override string? ReadLine(string prompt)
    {
        Output.Write(prompt);
        return input.ReadLine();
    }
}
