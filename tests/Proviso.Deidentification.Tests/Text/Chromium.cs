using System.Diagnostics;

namespace Proviso.Deidentification.Tests.Text;

/// <summary>Runs Chromium without a window.</summary>
internal static class Chromium
{
    /// <summary>Runs it and gives what it prints.</summary>
    /// <param name="folder">Where it may write.</param>
    /// <param name="arguments">Besides those that every run has.</param>
    public static string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(ChromiumFactAttribute.Path!)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])["--headless", "--no-sandbox", "--disable-gpu",
            $"--user-data-dir={folder}/profile", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(120)))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        return output.GetAwaiter().GetResult();
    }
}
