using System.Text;

namespace Tidy.Tests;

/// <summary>
/// The files that belong to the repository: what lies in its folder less what .gitignore names,
/// so that the rules hold before a commit and need no git.
/// </summary>
internal static class Checkout
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Read = new(ReadAll);

    internal static string Root { get; } = FindRoot();

    internal static IReadOnlyList<SourceFile> Files => Read.Value;

    /// <summary>The documents that stand beside the checkout, where they are.</summary>
    internal static string? Shared
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("PROVISO_SHARED")
                ?? Path.Combine(Root, "..", "shared");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    internal static IEnumerable<SourceFile> CSharp => Files.Where(file => file.Is(".cs"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Proviso.slnx")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("Proviso.slnx is in no folder above the tests.");
    }

    private static List<SourceFile> ReadAll()
    {
        var ignored = new IgnoreRules(File.ReadAllLines(Path.Combine(Root, ".gitignore")));
        var files = new List<SourceFile>();
        Walk(new DirectoryInfo(Root), "");
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;

        void Walk(DirectoryInfo folder, string prefix)
        {
            foreach (var entry in folder.EnumerateFileSystemInfos())
            {
                var path = prefix + entry.Name;
                var isFolder = entry is DirectoryInfo;
                if (entry.Name == ".git" || entry.LinkTarget is not null
                    || ignored.Ignores(path, isFolder))
                {
                    continue;
                }

                if (isFolder)
                    Walk((DirectoryInfo)entry, path + "/");
                else if (ReadText(entry.FullName) is { } text)
                    files.Add(new SourceFile(path, text));
            }
        }
    }

    // A file with a NUL byte is a picture, a font or the like: no rule reads it.
    private static string? ReadText(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes.AsSpan().Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
    }
}
