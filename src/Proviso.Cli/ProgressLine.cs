using System.Globalization;

namespace Proviso.Cli;

/// <summary>Tells how far long work has come and about how long it will take: every
/// second, and after ten seconds every five.</summary>
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

    public void Report(ulong value) => Tell(value, total, what);

    public void Report(int value) => Tell((ulong)value, total, what);

    public void Report((int Done, int Of) value) =>
        Tell((ulong)value.Done, (ulong)value.Of, what);

    /// <summary>A line for work of several parts, each with its own count.</summary>
    /// <param name="part">Reads the part, how many of it are done, and of how many.</param>
    /// <typeparam name="T">How the work tells its progress.</typeparam>
    public IProgress<T> Of<T>(Func<T, (string What, long Done, long Of)> part) =>
        new Telling<T>(value =>
        {
            var (name, of, total) = part(value);
            Tell((ulong)of, (ulong)total, name);
        });

    /// <summary>The same line, for work whose last word is wanted too.</summary>
    /// <param name="keep">Told all that the line is told.</param>
    /// <typeparam name="T">How the work tells its progress.</typeparam>
    public IProgress<T> And<T>(Action<T> keep) => new Telling<T>(value =>
    {
        keep(value);
        ((IProgress<T>)(object)this).Report(value);
    });

    private void Tell(ulong value, ulong of, string name)
    {
        var gone = time.GetElapsedTime(start);
        if (gone < told || value == 0 || value == of)
            return;
        told = gone + TimeSpan.FromSeconds(gone.TotalSeconds < 10 ? 1 : 5);
        if (of == 0)
        {
            error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{done} {value:N0} {name}"));
            return;
        }

        var left = gone.TotalSeconds * (of - Math.Min(value, of)) / value;
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done} {value:N0} of {of:N0} {name}, about {left:N0} s left"));
    }

    // Progress<T> of the framework tells later and in any order; this one tells at once.
    private sealed class Telling<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
