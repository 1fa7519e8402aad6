using System.Globalization;
using System.Runtime.InteropServices;
using Proviso.Deidentification.Tables;

namespace Proviso.Cli.Deidentify;

/// <summary>A search as a person at a terminal has it: told on the error stream how far it has
/// come and about how long it will take, and ended by Ctrl-C with the best found so far. A second
/// Ctrl-C ends the program.</summary>
internal static class SearchRun
{
    private static readonly TimeSpan FirstWord = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    /// <summary>Searches.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="options">How to search.</param>
    /// <param name="local">Whether each row may have levels of its own.</param>
    /// <param name="error">Where to tell.</param>
    /// <param name="stop">Ends the search as Ctrl-C does.</param>
    public static AnonymisationResult Find(
        Anonymisation asked,
        SearchOptions options,
        bool local,
        TextWriter error,
        CancellationToken stop)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = !ends.IsCancellationRequested;
            ends.Cancel();
        });
        try
        {
            return local
                ? asked.FindLocal(ends.Token)
                : asked.Find(
                    options with { Progress = new Teller(error, options.TimeMax) }, ends.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TableProblemException("stopped-early",
                "Stopped before there was a result; nothing was written.");
        }
    }

    /// <summary>Says how far a search has come, in one line now and then.</summary>
    private sealed class Teller(TextWriter error, TimeSpan? longest) : IProgress<SearchProgress>
    {
        private TimeSpan next = FirstWord;

        public void Report(SearchProgress value)
        {
            if (value.Elapsed < next)
                return;
            next = value.Elapsed + Between;
            var best = value.Best is { } measure
                ? string.Create(CultureInfo.InvariantCulture, $"best so far {measure:0.0000}")
                : "nothing found yet";
            var settled = (100 * value.Settled).ToString("0.0", CultureInfo.InvariantCulture);
            error.WriteLine($"{settled} % of all generalisations settled, {best}, "
                + $"{Left(value)}; Ctrl-C takes the best so far");
        }

        /// <summary>Settled parts come faster towards the end, so the estimate errs to the long
        /// side; the time limit ends it at the latest.</summary>
        private string Left(SearchProgress value)
        {
            var seconds = value.Settled > 0
                ? value.Elapsed.TotalSeconds * (1 - value.Settled) / value.Settled
                : double.PositiveInfinity;
            if (longest is { } time)
                seconds = Math.Min(seconds, Math.Max(0, (time - value.Elapsed).TotalSeconds));
            return double.IsFinite(seconds)
                ? string.Create(CultureInfo.InvariantCulture, $"at most about {seconds:N0} s left")
                : "time left not known yet";
        }
    }
}
