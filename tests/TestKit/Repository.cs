namespace TestKit;

/// <summary>Where the checkout and the shared data are.</summary>
public static class Repository
{
    /// <summary>The checkout's top folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>The folder with shared test data; null where there is none.</summary>
    public static string? Shared { get; } =
        new[]
        {
            Environment.GetEnvironmentVariable("PROVISO_SHARED"),
            Path.Combine(Root, "..", "shared"),
        }.FirstOrDefault(Directory.Exists);

    /// <summary>Whether the long runs are asked for.</summary>
    public static bool LongRuns => Environment.GetEnvironmentVariable("PROVISO_LONG") == "1";

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Proviso.slnx")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("The checkout was not found.");
        }

        return folder;
    }
}
