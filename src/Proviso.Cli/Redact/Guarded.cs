using System.CommandLine;

namespace Proviso.Cli.Redact;

/// <summary>
/// Turns bad input into a message and exit code 2, and writes files whole or not at all.
/// </summary>
internal static class Guarded
{
    /// <summary>Runs an action; a mistake in the input ends it with a message.</summary>
    public static int Run(ParseResult result, Func<InvocationConfiguration, int> action)
    {
        var io = result.InvocationConfiguration;
        try
        {
            return action(io);
        }
        catch (Exception e) when (e is IOException or InvalidDataException
            or UnauthorizedAccessException or FormatException)
        {
            io.Error.WriteLine($"proviso redact: {e.Message}");
            return ExitCodes.BadInput;
        }
    }

    /// <summary>Writes text as UTF-8, whole or not at all.</summary>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes beside the target and then moves, so that no half file is left.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var beside = path + ".tmp";
        try
        {
            using (var stream = File.Create(beside))
                write(stream);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
