using System.Diagnostics;
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

    /// <summary>A million made-up rows in the shape of a health survey, in the long run only;
    /// the script that stands with its hierarchies makes them.</summary>
    public static Anonymisation? Ihis(ITestOutputHelper output)
    {
        if (Environment.GetEnvironmentVariable("PROVISO_LONG") != "1")
        {
            output.WriteLine("Not checked: a million rows are for the long run.");
            return null;
        }

        if (Folder("ihis", output) is not { } folder)
            return null;
        var temporary = Directory.CreateTempSubdirectory("proviso-ihis-");
        try
        {
            var file = Path.Combine(temporary.FullName, "ihis_synth.csv");
            using var script = Process.Start("python3",
                [Path.Combine(folder, "make_ihis_synth.py"), "1185424", file]);
            script.WaitForExit();
            Assert.Equal(0, script.ExitCode);
            return LoadFile(folder, file, _ => true);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    public static Anonymisation? Load(
        string name, string file, ITestOutputHelper output, Func<string, bool> generalised)
    {
        if (Folder(name, output) is not { } folder)
            return null;
        return LoadFile(folder, Path.Combine(folder, file), generalised);
    }

    private static Anonymisation LoadFile(
        string folder, string file, Func<string, bool> generalised)
    {
        var table = CsvTable.Read(file);
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
