using System.Globalization;

namespace Proviso.Cli.Redact;

/// <summary>Tells how far a run has come and about how long it will take, once a second. Several
/// threads may report.</summary>
/// <param name="error">Where to write.</param>
/// <param name="time">The clock.</param>
/// <param name="files">How many files there are.</param>
/// <param name="bytes">How many bytes they have.</param>
internal sealed class RedactProgress(TextWriter error, TimeProvider time, int files, long bytes)
{
    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private TimeSpan told = TimeSpan.FromSeconds(1);
    private long doneBytes;
    private int doneFiles;

    /// <summary>Adds what was done since the last time.</summary>
    public void Add(long moreBytes, int moreFiles)
    {
        lock (gate)
        {
            doneBytes += moreBytes;
            doneFiles += moreFiles;
            var gone = time.GetElapsedTime(start);
            if (gone < told || doneBytes <= 0)
                return;
            told = gone + TimeSpan.FromSeconds(1);
            var left = gone.TotalSeconds * Math.Max(0, bytes - doneBytes) / doneBytes;
            error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{doneFiles:N0} of {files:N0} files, {doneBytes / 1e6:N0} of {bytes / 1e6:N0} MB, "
                + $"about {left:N0} s left"));
        }
    }
}
