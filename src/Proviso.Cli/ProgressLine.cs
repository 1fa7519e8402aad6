using System.Globalization;

namespace Proviso.Cli;

/// <summary>Tells how far long work has come and about how long it will take, once a
/// second.</summary>
/// <param name="error">Where to write.</param>
/// <param name="time">The clock.</param>
/// <param name="done">What was done, as a word.</param>
/// <param name="what">What it was done to, as a word.</param>
/// <param name="total">How many there are, where that is known beforehand.</param>
internal sealed class ProgressLine(
    TextWriter error, TimeProvider time, string done, string what, ulong total = 0)
    : IProgress<ulong>, IProgress<int>, IProgress<(int Done, int Of)>
{
    private readonly long start = time.GetTimestamp();
    private TimeSpan told = TimeSpan.FromSeconds(1);

    public void Report(ulong value) => Tell(value, total);

    public void Report(int value) => Tell((ulong)value, total);

    public void Report((int Done, int Of) value) => Tell((ulong)value.Done, (ulong)value.Of);

    private void Tell(ulong value, ulong of)
    {
        var gone = time.GetElapsedTime(start);
        if (gone < told || value == 0)
            return;
        told = gone + TimeSpan.FromSeconds(1);
        if (of == 0)
        {
            error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{done} {value:N0} {what}"));
            return;
        }

        var left = gone.TotalSeconds * (of - Math.Min(value, of)) / value;
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done} {value:N0} of {of:N0} {what}, about {left:N0} s left"));
    }
}
