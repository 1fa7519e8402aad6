using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Reading;
using Xunit.Abstractions;

namespace Proviso.Deidentification.Tests.Tables;

/// <summary>The public data sets that stand beside the checkout; null, with a word in the output,
/// where they do not.</summary>
internal static class SharedTables
{
    public static string? Folder(string name, ITestOutputHelper output)
    {
        var shared = Environment.GetEnvironmentVariable("PROVISO_SHARED") ?? FindBeside();
        var folder = shared is null ? null : Path.Combine(shared, "data", "tables", name);
        if (folder is not null && Directory.Exists(folder))
            return folder;
        output.WriteLine($"Not checked: the public data set '{name}' is not on this machine.");
        return null;
    }

    /// <summary>Adult with every column generalised but the sensitive one.</summary>
    public static Anonymisation? Adult(ITestOutputHelper output, string? sensitive = null) =>
        Load("adult", "adult.csv", output, c => c != sensitive);

    public static Anonymisation? Load(
        string name, string file, ITestOutputHelper output, Func<string, bool> generalised)
    {
        if (Folder(name, output) is not { } folder)
            return null;
        var table = CsvTable.Read(Path.Combine(folder, file));
        var request = Anonymisation.Of(table);
        foreach (var h in HierarchyFile.ReadFolder(folder, table.Columns.Select(c => c.Name)))
        {
            if (generalised(h.Name))
                request = request.Generalise(h.Name, h);
        }

        return request;
    }

    private static string? FindBeside()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var beside = Path.Combine(at.FullName, "shared");
            if (Directory.Exists(Path.Combine(beside, "data")))
                return beside;
        }

        return null;
    }
}
