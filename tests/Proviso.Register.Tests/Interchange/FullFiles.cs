using TestKit;

namespace Proviso.Register.Tests.Interchange;

/// <summary>Files in which every column says something that is not what an empty one means.
/// </summary>
internal static class FullFiles
{
    internal static readonly (string Format, string Text)[] All =
    [
        .. new[] { "people", "related-people", "authorities", "care", "items", "wishes" }
            .Select(format => (format, Read(format))),
    ];

    private static string Read(string format) => File.ReadAllText(Path.Combine(
        Repository.Root, "tests", "Proviso.Register.Tests", "Interchange", "Full",
        format + ".csv"));
}
