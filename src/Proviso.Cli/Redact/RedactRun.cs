using System.CommandLine;
using System.Text.Json;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Formats;
using Proviso.Deidentification.Text.Review;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Cli.Redact;

/// <summary>Redacts files one after another. A file is written whole or not at all.</summary>
internal sealed class RedactRun(RedactCommand.Settings settings, InvocationConfiguration io)
{
    private readonly TextFinder finder = new();
    private readonly Treater treater = new(settings.Plan ?? TreatmentPlan.Labels);
    private int refused;
    private int done;

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
            Directory.CreateDirectory(folder);
        foreach (var (path, relative) in paths.SelectMany(Expand))
            RunOne(path, relative);
        io.Error.WriteLine($"{done} done, {refused} refused.");
        return refused == 0 ? ExitCodes.Ok : ExitCodes.BadInput;
    }

    private static IEnumerable<(string Path, string Relative)> Expand(string path)
    {
        if (File.Exists(path))
            return [(path, Path.GetFileName(path))];
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(f => !IsResult(f)).Order(StringComparer.Ordinal)
            .Select(f => (f, Path.GetRelativePath(path, f)));
    }

    private static bool IsResult(string path) =>
        Path.GetFileName(path).Contains(".redacted.", StringComparison.Ordinal)
        || path.EndsWith(".review.html", StringComparison.Ordinal)
        || path.EndsWith(".mapping.json", StringComparison.Ordinal)
        || path.EndsWith(".decisions.json", StringComparison.Ordinal);

    private void RunOne(string path, string relative)
    {
        if (IsLongText(path))
        {
            LongText.Run(path, Target(path, relative, ".redacted"), finder, treater, settings);
            done++;
            return;
        }

        if (new FileInfo(path).Length > DocumentOpener.MostBytes)
        {
            Refuse(relative, "too-large", "It is larger than "
                + $"{DocumentOpener.MostBytes >> 20} MB. Split it, or save it as plain text.");
            return;
        }

        if (!DocumentOpener.TryOpen(path, File.ReadAllBytes(path), out var document, out var why))
        {
            Refuse(relative, why!.Code, why.Message);
            return;
        }

        var found = DocumentRedaction.Find(
            document!, finder, settings.Context, settings.Threshold);
        if (settings.Json)
            PrintJson(relative, found);
        if (settings.Review)
        {
            var page = ReviewPage.Make(Path.GetFileName(path), found);
            Guarded.WriteText(Beside(path, relative) + ".review.html", page);
        }
        else if (!settings.Json)
        {
            Save(path, relative, document!, found);
        }

        done++;
    }

    private static bool IsLongText(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".txt" or ".text" or ".log" or ".md"
            && new FileInfo(path).Length > LongText.From;

    private void Save(
        string path, string relative, OpenDocument document, DocumentFindings found)
    {
        var mine = settings.Plan is null && document.NeedsValidValues
            ? new Treater(FhirPlan.Make()) : treater;
        var (content, joined) = DocumentRedaction.Treat(document, found.Findings, mine);
        var target = Target(path, relative, ".redacted");
        Guarded.Write(target, stream => stream.Write(content));
        if (settings.Mapping && document is { IsPlainText: true })
            Guarded.WriteText(target + ".mapping.json", MappingFile.Write(joined));
        else if (settings.Mapping)
            io.Error.WriteLine($"{relative}: only plain texts can be restored; keep the original.");
    }

    private void PrintJson(string relative, DocumentFindings found)
    {
        foreach (var finding in found.Findings)
        {
            io.Output.WriteLine(JsonSerializer.Serialize(new
            {
                file = relative,
                start = finding.Start,
                length = finding.Length,
                kind = finding.Kind.ToString(),
                role = finding.Role.ToString(),
                confidence = finding.Confidence,
                reason = finding.Reason,
                entity = finding.Entity,
            }));
        }
    }

    private void Refuse(string relative, string code, string message)
    {
        refused++;
        io.Error.WriteLine($"{relative}: refused ({code}). {message}");
    }

    private string Beside(string path, string relative)
    {
        if (settings.OutFolder is null)
            return path;
        var target = Path.Combine(settings.OutFolder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        return target;
    }

    private string Target(string path, string relative, string mark)
    {
        var beside = Beside(path, relative);
        return Path.ChangeExtension(beside, null) + mark + Path.GetExtension(path);
    }
}
