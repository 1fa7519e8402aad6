using System.Collections.Concurrent;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Formats;
using Proviso.Deidentification.Text.Review;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Cli.Redact;

/// <summary>
/// Redacts files, as many at once as there are processors. Each is consistent in itself, and is
/// written whole or not at all, so that a run may be stopped at any time and gone on with.
/// </summary>
internal sealed class RedactRun(RedactCommand.Settings settings, InvocationConfiguration io)
{
    private readonly ConcurrentBag<TextFinder> finders = [];
    private readonly TextWriter error = TextWriter.Synchronized(io.Error);
    private readonly TextWriter output = TextWriter.Synchronized(io.Output);
    private readonly TreatmentPlan plan = settings.Plan ?? TreatmentPlan.Labels;
    private readonly TreatmentPlan fhirPlan = settings.Plan ?? FhirPlan.Make();
    private int refused;
    private int done;
    private int before;

    public int Run(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            throw new InvalidDataException("Name at least one document or folder.");
        foreach (var path in paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
                throw new InvalidDataException($"There is no file or folder {path}.");
        }

        if (settings.OutFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
            RunRecord.Begin(folder, settings.Hash, settings.Resume);
        }

        int count = 0;
        long bytes = 0;
        foreach (var (path, _) in paths.SelectMany(Expand))
            (count, bytes) = (count + 1, bytes + new FileInfo(path).Length);
        var progress = new RedactProgress(error, TimeProvider.System, count, bytes);
        // One large text is worked on by all processors, and so are many files.
        var many = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Min(count, Environment.ProcessorCount) is var n and > 0
                ? n : 1,
        };
        try
        {
            Parallel.ForEach(
                Partitioner.Create(
                    paths.SelectMany(Expand), EnumerablePartitionerOptions.NoBuffering),
                many, file => RunOne(file.Path, file.Relative, progress));
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is IOException
            or UnauthorizedAccessException)
        {
            throw new IOException(e.InnerExceptions[0].Message, e);
        }

        io.Error.WriteLine($"{done} done, {refused} refused"
            + (before > 0 ? $", {before} were done before." : "."));
        return refused == 0 ? ExitCodes.Ok : ExitCodes.BadInput;
    }

    private IEnumerable<(string Path, string Relative)> Expand(string path)
    {
        if (File.Exists(path))
            return [(path, Path.GetFileName(path))];
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(f => !IsResult(f)).Select(f => (f, Path.GetRelativePath(path, f)));
    }

    private static bool IsResult(string path) =>
        Path.GetFileName(path).Contains(".redacted.", StringComparison.Ordinal)
        || path.EndsWith(".review.html", StringComparison.Ordinal)
        || path.EndsWith(".mapping.json", StringComparison.Ordinal)
        || path.EndsWith(".decisions.json", StringComparison.Ordinal)
        || Path.GetFileName(path) is "redact-run.json" or "redact-run.json.tmp";

    private void RunOne(string path, string relative, RedactProgress progress)
    {
        var target = Target(path, relative);
        if (settings.Resume && File.Exists(target)
            && File.GetLastWriteTimeUtc(target) >= File.GetLastWriteTimeUtc(path))
        {
            Interlocked.Increment(ref before);
            progress.Add(new FileInfo(path).Length, 1);
            return;
        }

        var length = new FileInfo(path).Length;
        var streams = StreamRedaction.Takes(path) && length > StreamRedaction.From;
        var ok = streams ? RunStream(path, relative, target, progress)
            : length > DocumentOpener.MostBytes ? RefuseTooLarge(relative)
            : RunDocument(path, relative, target);
        if (ok)
            Interlocked.Increment(ref done);
        progress.Add(streams ? 0 : length, 1);
    }

    private bool RunDocument(string path, string relative, string target)
    {
        var fields = settings.Fields.Count > 0 ? new FieldChoice(settings.Fields) : null;
        if (!DocumentOpener.TryOpen(
            path, File.ReadAllBytes(path), out var document, out var why, fields))
        {
            return Refuse(relative, why!.Code, why.Message);
        }

        var finder = finders.TryTake(out var free) ? free : new TextFinder();
        var found = DocumentRedaction.Find(
            document!, finder, new FindingContext(settings.Known), settings.Threshold);
        finders.Add(finder);
        if (settings.Json)
            PrintJson(relative, found);
        if (settings.Review)
            Guarded.WriteText(target, ReviewPage.Make(Path.GetFileName(path), found));
        else if (!settings.Json)
            Save(relative, target, document!, found);
        return true;
    }

    private bool RunStream(string path, string relative, string target, RedactProgress progress)
    {
        if (settings.Review || settings.Json || settings.Mapping)
        {
            return Refuse(relative, "too-long", "It is larger than "
                + $"{StreamRedaction.From >> 20} MB, too long for a review, a mapping or a list. "
                + "Split it first.");
        }

        DocumentRefusal? why = null;
        var stream = new StreamSettings(
            TreaterFor, settings.Known, settings.Threshold,
            settings.Fields.Count > 0 ? new FieldChoice(settings.Fields) : null,
            Environment.ProcessorCount, written => progress.Add(written, 0));
        try
        {
            Guarded.Write(target, into =>
            {
                using var input = File.OpenRead(path);
                why = StreamRedaction.Run(path, input, into, stream);
                if (why is not null)
                    throw new OperationCanceledException();
            });
        }
        catch (OperationCanceledException) when (why is not null)
        {
            // Thrown so that the half result is taken away again.
            return Refuse(relative, why.Code, why.Message);
        }

        return true;
    }

    private void Save(
        string relative, string target, OpenDocument document, DocumentFindings found)
    {
        var (content, joined) = DocumentRedaction.Treat(
            document, found.Findings, TreaterFor(document));
        // The result comes last: where it is, all is.
        if (settings.Mapping && document is { IsPlainText: true })
            Guarded.WriteText(target + ".mapping.json", MappingFile.Write(joined));
        else if (settings.Mapping)
            error.WriteLine($"{relative}: only plain texts can be restored; keep the original.");
        Guarded.Write(target, stream => stream.Write(content));
    }

    private Treater TreaterFor(OpenDocument? document) =>
        new(document is { NeedsValidValues: true } ? fhirPlan : plan);

    private void PrintJson(string relative, DocumentFindings found)
    {
        var lines = new StringBuilder();
        foreach (var finding in found.Findings)
        {
            lines.Append(JsonSerializer.Serialize(new
            {
                file = relative,
                start = finding.Start,
                length = finding.Length,
                kind = finding.Kind.ToString(),
                role = finding.Role.ToString(),
                confidence = finding.Confidence,
                reason = finding.Reason,
                entity = finding.Entity,
            })).Append(Environment.NewLine);
        }

        output.Write(lines.ToString());
    }

    private bool RefuseTooLarge(string relative) => Refuse(relative, "too-large",
        $"It is larger than {DocumentOpener.MostBytes >> 20} MB. Split it, or save it as plain "
        + "text.");

    private bool Refuse(string relative, string code, string message)
    {
        Interlocked.Increment(ref refused);
        error.WriteLine($"{relative}: refused ({code}). {message}");
        return false;
    }

    /// <summary>Where the result goes: beside the document, or in the same place under --out.
    /// </summary>
    private string Target(string path, string relative)
    {
        var beside = path;
        if (settings.OutFolder is not null)
        {
            beside = Path.Combine(settings.OutFolder, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(beside)!);
        }

        return settings.Review ? beside + ".review.html"
            : Path.ChangeExtension(beside, null) + ".redacted" + Path.GetExtension(path);
    }
}
