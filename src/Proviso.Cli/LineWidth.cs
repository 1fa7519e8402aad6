using Proviso.Rulebook.Deciding;

namespace Proviso.Cli;

/// <summary>How wide the lines of a text may be.</summary>
internal static class LineWidth
{
    /// <summary>
    /// As wide as the terminal where the text goes to one; otherwise the same everywhere, so that
    /// files and scripts do not depend on the window in which they were made.
    /// </summary>
    public static int Of(TextWriter output)
    {
        if (output != Console.Out || Console.IsOutputRedirected)
            return OutcomeWords.WidestLine;
        try
        {
            // A terminal that does not know its width says 0.
            return Console.WindowWidth > 0 ? Console.WindowWidth : OutcomeWords.WidestLine;
        }
        catch (IOException)
        {
            return OutcomeWords.WidestLine;
        }
    }
}
