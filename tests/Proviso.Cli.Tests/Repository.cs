using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Proviso.Cli.Tests;

/// <summary>The checkout that the tests run in: their working folder, as for a user.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification =
        "The working folder is one for the whole process, so it is set before any test runs.")]
    internal static void WorkAsUsersDo()
    {
        Environment.CurrentDirectory = Root;
        Environment.SetEnvironmentVariable("PROVISO_RULEBOOK", Path.Combine(Root, "rulebook"));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Proviso.slnx")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
        }

        return folder;
    }
}
