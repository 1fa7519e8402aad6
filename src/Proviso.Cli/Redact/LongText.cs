using System.Text;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Formats;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Cli.Redact;

/// <summary>
/// Redacts a plain text of any length in bounded memory. It is read in stretches that share
/// their edges, so that nothing that lies across one is missed; names found are carried on.
/// </summary>
internal static class LongText
{
    /// <summary>Texts longer than this many bytes are read in stretches.</summary>
    public const long From = 4 << 20;

    private const int Stretch = 1 << 18;
    private const int Margin = 2048;

    public static void Run(
        string path, string target, TextFinder finder, Treater treater,
        RedactCommand.Settings settings)
    {
        if (settings.Review || settings.Json || settings.Mapping)
        {
            throw new InvalidDataException(
                $"{path} is too long for a review, a mapping or a list. Split it first.");
        }

        Guarded.Write(target, output =>
        {
            using var reader = new StreamReader(
                path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            using var writer = new StreamWriter(output, new UTF8Encoding(false), -1, true);
            try
            {
                Copy(reader, writer, finder, treater, settings);
            }
            catch (DecoderFallbackException e)
            {
                throw new InvalidDataException(
                    $"{path} is not UTF-8 text. Save it as UTF-8.", e);
            }
        });
    }

    private static void Copy(
        StreamReader reader, StreamWriter writer, TextFinder finder, Treater treater,
        RedactCommand.Settings settings)
    {
        var buffer = new char[Stretch + (2 * Margin)];
        var have = 0;
        var done = 0;
        for (var atEnd = false; !atEnd || done < have;)
        {
            var read = reader.ReadBlock(buffer, have, buffer.Length - have);
            have += read;
            atEnd = have < buffer.Length;
            if (buffer.AsSpan(have - read, read).Contains('\0'))
                throw new InvalidDataException("The text holds NUL bytes, so it is not a text.");
            var text = new string(buffer, 0, have);
            var findings = finder.Find(text, settings.Context, settings.Threshold)
                .Where(f => f.End > done).ToList();
            var stop = atEnd ? have : CutBefore(text, findings, done, have - Margin);
            var mine = findings.Where(f => f.Start < stop).Select(f => Clip(f, done, stop));
            writer.Write(treater.Apply(text[done..stop], mine).Text);
            var keep = Math.Max(0, stop - Margin);
            if (atEnd)
                return;
            buffer.AsSpan(keep, have - keep).CopyTo(buffer);
            done = stop - keep;
            have -= keep;
        }
    }

    /// <summary>The last place before the limit that lies inside no finding and no word.</summary>
    private static int CutBefore(string text, List<Finding> findings, int done, int limit)
    {
        var cut = text.LastIndexOf('\n', limit - 1, Margin);
        if (cut < 0)
            cut = text.LastIndexOf(' ', limit - 1, Margin);
        if (cut < 0)
            cut = limit;
        foreach (var finding in findings)
        {
            // A finding longer than a stretch is removed in pieces.
            if (finding.Start < cut && finding.End > cut)
                return finding.Start > done ? finding.Start : limit;
        }

        return cut;
    }

    /// <summary>What of a finding lies in the stretch, in offsets of the stretch.</summary>
    private static Finding Clip(Finding finding, int done, int stop)
    {
        var from = Math.Max(finding.Start, done);
        return finding with { Start = from - done, Length = Math.Min(finding.End, stop) - from };
    }
}
