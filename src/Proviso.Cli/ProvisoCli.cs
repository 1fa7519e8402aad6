using System.CommandLine;
using Proviso.Rulebook.Compiling;

namespace Proviso.Cli;

/// <summary>
/// The command line as a function of its arguments, so that tests call it as users do.
/// </summary>
public static class ProvisoCli
{
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
        root.Subcommands.Add(Ask.AskCommand.Create(TimeProvider.System, input ?? Console.In));
        root.Subcommands.Add(Decide.DecideCommand.Create(TimeProvider.System));
        root.Subcommands.Add(Ledger.LedgerCommands.Create());
        root.Subcommands.Add(Rulebook.RulebookCommand.Create());
        var parsed = root.Parse(args);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output, Error = error, EnableDefaultExceptionHandler = false,
            });
            return parsed.Errors.Count > 0 ? ExitCodes.BadInput : code;
        }
        catch (BookTooLargeException tooLarge)
        {
            await error.WriteLineAsync(tooLarge.Problem.ToString());
            return ExitCodes.BadInput;
        }
    }
}
