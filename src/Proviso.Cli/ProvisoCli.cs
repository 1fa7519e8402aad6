using System.CommandLine;
using System.CommandLine.Invocation;
using Proviso.Rulebook.Compiling;

namespace Proviso.Cli;

/// <summary>
/// The command line as a function of its arguments, so that tests call it as users do.
/// </summary>
public static class ProvisoCli
{
    // Where messages cannot be written either, the exit code has to do.
    private static async Task SayUnwritable(TextWriter error)
    {
        try
        {
            await error.WriteLineAsync(
                "The answer could not be written. Check where it goes, and the space there.");
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments after the program's name.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where messages, progress and mistakes go.</param>
    /// <param name="input">Where answers come from; the terminal when it is left out.</param>
    /// <returns>The exit code: see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, TextReader? input = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        var root = new RootCommand(
            "Proviso: may this be shared, what, with whom, on what conditions and why.");

        // One line a room: each command lives in the folder that bears its name.
        root.Subcommands.Add(Ask.AskCommand.Create(TimeProvider.System, input));
        root.Subcommands.Add(Decide.DecideCommand.Create(TimeProvider.System));
        root.Subcommands.Add(Rulebook.RulebookCommand.Create());
        root.Subcommands.Add(Deidentify.DeidentifyCommand.Create());
        root.Subcommands.Add(Redact.RedactCommand.Create());
        root.Subcommands.Add(Ledger.LedgerCommands.Create());
        root.Subcommands.Add(Serve.ServeCommand.Create(TimeProvider.System));
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var mistake in parsed.Errors)
                error.WriteLine(mistake.Message);
            error.WriteLine("Run \"proviso --help\", or a command with it, to see what it takes.");
            return ExitCodes.BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output, Error = error, EnableDefaultExceptionHandler = false,
            });
        }
        catch (BookRefusedException refused)
        {
            var refusal = Refusal.Of(parsed);
            refusal.Add(refused.Problems);
            return refusal.Exit(ExitCodes.BadInput);
        }
        catch (IOException)
        {
            await SayUnwritable(error);
            return ExitCodes.BadInput;
        }
    }
}
