using System.CommandLine;
using Proviso.Cli.Cases;
using Proviso.Cli.Rulebook;
using Spectre.Console;

namespace Proviso.Cli.Ask;

/// <summary><c>proviso ask [CASE]</c>: an interview in the terminal.</summary>
internal static class AskCommand
{
    public static Command Create(TimeProvider time, TextReader? input)
    {
        var path = new Argument<string?>("CASE")
        {
            Description = "A case file to go on from; leave it out to start from nothing.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var save = new Option<string?>("--save")
        {
            Description = "Save the case, with every answer, to this file.",
            HelpName = "FILE",
        };
        var force = new Option<bool>("--force")
        {
            Description = "Overwrite the file if it exists.",
        };
        var book = BookFolder.Option();
        var local = BookFolder.LocalOption();
        var command = new Command("ask",
            "Answer questions one at a time, only those that matter, and see what you may share.\n"
            + "Example: proviso ask --save my-case.yaml")
        {
            path, save, force, book, local,
        };
        command.SetAction(parsed =>
        {
            var (output, error) = (RulebookCommand.Output(parsed), RulebookCommand.Error(parsed));
            var refusal = Refusal.Of(parsed);
            var compiled = BookFolder.Load(
                parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (compiled is null)
                return ExitCodes.BadInput;
            CaseFile? known = null;
            if (parsed.GetValue(path) is { } file
                && (known = CaseReader.Read(compiled.Book, file, refusal)) is null)
            {
                return ExitCodes.BadInput;
            }

            if (parsed.GetValue(save) is { } to && File.Exists(to) && !parsed.GetValue(force))
            {
                error.WriteLine($"{to} exists already. Choose another name, or add --force.");
                return ExitCodes.BadInput;
            }

            var byLine = input is not null
                || Console.IsInputRedirected || Console.IsOutputRedirected
                || !AnsiConsole.Profile.Capabilities.Interactive
                || !AnsiConsole.Profile.Capabilities.Ansi;
            Chooser chooser = byLine
                ? new LineChooser(input ?? Console.In, output) : new ArrowChooser(output);
            var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
            return new Conversation(
                compiled, chooser, known, known?.Date ?? today, parsed.GetValue(save)).Run(error);
        });
        return command;
    }
}
