using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Tests;

/// <summary>The checkout that the tests run in, and England's book in it.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Found = new(Find);

    public static string Root => Found.Value;

    /// <summary>Whether the long runs are asked for.</summary>
    public static bool IsLongRun => Environment.GetEnvironmentVariable("PROVISO_LONG") == "1";

    public static IReadOnlyList<BookFile> EnglandFiles { get; } = [.. Directory
        .EnumerateFiles(Path.Combine(Root, "rulebook", "england"), "*.md")
        .Order(StringComparer.Ordinal)
        .Select(path => new BookFile(Path.GetFileName(path), File.ReadAllText(path)))];

    private static readonly Lazy<CompiledBook> Compiled = new(() =>
        new CompiledBook(BookReader.Read(EnglandFiles).Book!));

    /// <summary>England's book, compiled once for all tests.</summary>
    public static CompiledBook England => Compiled.Value;

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null;
            folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Proviso.slnx")))
                return folder;
        }

        throw new InvalidOperationException("The tests run inside a checkout of Proviso.");
    }
}
