using System.Globalization;

namespace Proviso.Cli.Ledger;

/// <summary>Tells how far long work has come and about how long it will take, once a
/// second.</summary>
/// <param name="error">Where to write.</param>
/// <param name="time">The clock.</param>
/// <param name="done">What was done to the entries, as a word.</param>
/// <param name="total">How many entries there are.</param>
internal sealed class ProgressLine(TextWriter error, TimeProvider time, string done, ulong total)
    : IProgress<ulong>
{
    private readonly long start = time.GetTimestamp();
    private TimeSpan told = TimeSpan.FromSeconds(1);

    public void Report(ulong value)
    {
        var gone = time.GetElapsedTime(start);
        if (gone < told || value == 0)
            return;
        told = gone + TimeSpan.FromSeconds(1);
        var left = gone.TotalSeconds * (total - Math.Min(value, total)) / value;
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done} {value:N0} of {total:N0} entries, about {left:N0} s left"));
    }
}
