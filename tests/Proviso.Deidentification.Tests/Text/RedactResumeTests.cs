using System.Diagnostics;
using Proviso.Cli;

namespace Proviso.Deidentification.Tests.Text;

public sealed class RedactResumeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("proviso-resume").FullName;

    private string Input => Path.Combine(folder, "in");

    private string Output => Path.Combine(folder, "out");

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public async Task Redact_KilledInTheMiddle_GoesOnAndEndsAsIfItHadNot()
    {
        for (var i = 0; i < 400; i++)
        {
            Directory.CreateDirectory(Path.Combine(Input, $"part{i % 7}"));
            await File.WriteAllTextAsync(
                Path.Combine(Input, $"part{i % 7}", $"{i}.txt"),
                string.Concat(Enumerable.Repeat($"Rang Mrs Okonkwo, visit {i}. ", 2000)));
        }

        using (var process = Start())
        {
            while (!process.HasExited && Results() < 20)
                await Task.Delay(5);
            process.Kill();
            await process.WaitForExitAsync();
        }

        var first = Results();
        Assert.InRange(first, 20, 399);
        var (code, error) = await Run("--resume");
        Assert.True(code == ExitCodes.Ok, error);
        Assert.Contains($", {first} were done before.", error, StringComparison.Ordinal);
        Assert.Equal(400, Results());
        Assert.Empty(Directory.GetFiles(Output, "*.tmp", SearchOption.AllDirectories));
        foreach (var result in Directory.GetFiles(Output, "*.txt", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(result);
            Assert.Equal(2000, text.Split("visit ").Length - 1);
            Assert.DoesNotContain("Okonkwo", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Redact_ResumeWithOtherSettings_SaysSo()
    {
        Directory.CreateDirectory(Input);
        await File.WriteAllTextAsync(Path.Combine(Input, "a.txt"), "Rang Mrs Okonkwo.");
        Assert.Equal(ExitCodes.Ok, (await Run()).Code);
        var (code, error) = await Run("--resume", "--threshold", "0.5");
        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains("other settings", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redact_FileChangedSince_IsDoneAgain()
    {
        Directory.CreateDirectory(Input);
        var file = Path.Combine(Input, "a.txt");
        await File.WriteAllTextAsync(file, "Rang Mrs Okonkwo.");
        Assert.Equal(ExitCodes.Ok, (await Run()).Code);
        await File.WriteAllTextAsync(file, "Another day.");
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(
            Path.Combine(Output, "a.redacted.txt")).AddSeconds(2));
        Assert.Equal(ExitCodes.Ok, (await Run("--resume")).Code);
        Assert.Equal("Another day.", await File.ReadAllTextAsync(
            Path.Combine(Output, "a.redacted.txt")));
    }

    private int Results() => Directory.Exists(Output)
        ? Directory.GetFiles(Output, "*.redacted.txt", SearchOption.AllDirectories).Length : 0;

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["exec", typeof(ProvisoCli).Assembly.Location,
            "redact", Input, "--out", Output])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private async Task<(int Code, string Error)> Run(params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ProvisoCli.RunAsync(
            ["redact", Input, "--out", Output, .. more], output, error);
        return (code, error.ToString());
    }
}
