using System.Text;
using Proviso.Deidentification.Text.Known;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>How a stream is redacted.</summary>
/// <param name="Treater">Carries out the plan; for FHIR another may be needed, so it is asked
/// for with the first stretch, and with null for plain text.</param>
/// <param name="Known">The people whom the record knows of; null for none.</param>
/// <param name="Threshold">As in <see cref="TextFinder.Find(string, double)"/>.</param>
/// <param name="Fields">The only fields or columns to look in; null for all.</param>
/// <param name="Workers">Stretches that are looked through at the same time, from 1.</param>
/// <param name="Progress">Receives the number of characters written since the last time.</param>
public sealed record StreamSettings(
    Func<OpenDocument?, Treater> Treater,
    KnownIdentities? Known = null,
    double Threshold = TextFinder.UsualThreshold,
    FieldChoice? Fields = null,
    int Workers = 1,
    Action<long>? Progress = null);

/// <summary>
/// Redacts plain text, lines of JSON, CSV and TSV of any length in memory that does not grow with
/// it. Names that were found are carried on, so the whole stream is consistent from there on.
/// </summary>
public static class StreamRedaction
{
    /// <summary>Files longer than this many bytes are better read as a stream.</summary>
    public const long From = 4 << 20;

    /// <summary>True for a name whose ending tells that it can be read as a stream.</summary>
    public static bool Takes(string name) =>
        EndingOf(name) is ".txt" or ".text" or ".log" or ".md" or ".markdown" || IsRecords(name);

    /// <summary>Redacts a stream of UTF-8.</summary>
    /// <param name="name">Its name; only the ending counts.</param>
    /// <param name="input">What is read.</param>
    /// <param name="output">What is written. After a refusal it holds a part, to be thrown away.
    /// </param>
    /// <param name="settings">How.</param>
    /// <returns>Why it was not read to its end; null where it was.</returns>
    public static DocumentRefusal? Run(
        string name, Stream input, Stream output, StreamSettings settings)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(settings);
        using var reader = new StreamReader(
            input, new UTF8Encoding(false, throwOnInvalidBytes: true), false, 1 << 16, true);
        using var finders = new FinderPool();
        try
        {
            if (IsRecords(name))
                new RecordStream(EndingOf(name), reader, output, settings, finders).Run();
            else if (settings.Fields is null)
                new PlainStream(reader, output, settings, finders).Run();
            else
                throw new RefusedException("no-fields", "A plain text has no fields to choose.");
            settings.Fields?.CheckMet();
            return null;
        }
        catch (RefusedException e)
        {
            return e.Refusal;
        }
        catch (DecoderFallbackException)
        {
            return new DocumentRefusal("not-utf8", "It is not UTF-8 text. Save it as UTF-8.");
        }
    }

    /// <summary>Does the first part of the work for several items at once, and the second for one
    /// after another in their order. Few items are held at any time.</summary>
    internal static void InOrder<T, TResult>(
        IEnumerable<T> items, int workers, Func<T, TResult> prepare, Action<T, TResult> finish)
    {
        var running = new Queue<(T Item, Task<TResult> Result)>();
        foreach (var item in items)
        {
            if (running.Count > workers)
                Finish();
            running.Enqueue((item, Task.Run(() => prepare(item))));
        }

        while (running.Count > 0)
            Finish();

        void Finish()
        {
            var (item, result) = running.Dequeue();
            finish(item, result.GetAwaiter().GetResult());
        }
    }

    internal static void CheckNoNul(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            throw new RefusedException(
                "has-nul", "It holds NUL bytes, so it is not a text. Save it as UTF-8 text.");
        }
    }

    private static string EndingOf(string name) => Path.GetExtension(name).ToLowerInvariant();

    private static bool IsRecords(string name) =>
        EndingOf(name) is ".ndjson" or ".jsonl" or ".csv" or ".tsv";
}
