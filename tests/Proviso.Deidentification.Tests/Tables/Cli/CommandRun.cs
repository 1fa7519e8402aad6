using Proviso.Cli;
using TestKit;

namespace Proviso.Deidentification.Tests.Tables.Cli;

/// <summary>Calls the program as users do.</summary>
internal static class CommandRun
{
    public static string Samples { get; } = Path.Combine(Repository.Root, "samples", "tables");

    public static string Clinic => Path.Combine(Samples, "clinic.csv");

    public static async Task<(int Code, string Output, string Error)> RunAsync(
        params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ProvisoCli.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Runs and expects success without a word on standard error.</summary>
    public static async Task<string> GoodAsync(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);
        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        return output;
    }

    /// <summary>Runs and expects to be refused with a problem of this name.</summary>
    public static async Task<string> RefusedAsync(string problem, params string[] args)
    {
        var (code, output, error) = await RunAsync(args);
        Assert.Equal((ExitCodes.BadInput, ""), (code, output));
        Assert.StartsWith(problem + ":", error, StringComparison.Ordinal);
        return error;
    }
}
