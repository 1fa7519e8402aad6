using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>Regular expressions over the whole repository, with an end to their patience.</summary>
internal static class Pattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Lines are anchored by ^ and $; only named groups capture.</summary>
    internal static Regex Of(string pattern) => new(
        pattern,
        RegexOptions.Compiled | RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        Limit);
}
