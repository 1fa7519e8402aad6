using System.CommandLine;

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
    /// <returns>The exit code: see <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(args);
        var root = new RootCommand(
            "Proviso: may this be shared, what, with whom, on what conditions and why.");

        // One line a room: each command lives in the folder that bears its name.
        root.Add(Deidentify.DeidentifyCommand.Create());
        return root.Parse(args).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error });
    }
}
