using System.Text;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>
/// A plain text that is read in stretches. Each is looked at with a margin of its neighbours, so
/// that nothing that lies across an edge is missed.
/// </summary>
internal sealed class PlainStream(
    StreamReader reader, Stream output, StreamSettings settings, FinderPool finders)
{
    private const int Stretch = 1 << 18;
    private const int Margin = 2048;
    private readonly FindingContext context = new(settings.Known);

    /// <summary>Characters of the next stretch that a finding of the last has already taken.
    /// </summary>
    private int taken;

    /// <summary>A stretch with its margins.</summary>
    private sealed record Window(string Text, int Start, int End);

    public void Run()
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, true);
        var treater = settings.Treater(null);
        StreamRedaction.InOrder(
            Windows(), settings.Workers,
            window => finders.Use(
                f => f.Analyse(window.Text, settings.Known, settings.Threshold)),
            (window, analysis) =>
            {
                var findings = TextFinder.Settle(analysis, context);
                var from = window.Start + taken;
                var to = window.End;
                var mine = new List<Finding>();
                foreach (var finding in findings)
                {
                    if (finding.End <= from || finding.Start >= window.End)
                        continue;
                    var start = Math.Max(finding.Start, from);
                    to = Math.Max(to, finding.End);
                    mine.Add(finding with
                    {
                        Start = start - from,
                        Length = finding.End - start,
                    });
                }

                taken = to - window.End;
                if (to <= from)
                {
                    // A finding longer than a stretch has taken all of it.
                    taken = from - window.End;
                    return;
                }

                writer.Write(treater.Apply(window.Text[from..to], mine).Text);
                settings.Progress?.Invoke(to - from);
            });
    }

    private IEnumerable<Window> Windows()
    {
        var buffer = new char[Stretch + (2 * Margin)];
        int have = 0, start = 0;
        var first = true;
        while (true)
        {
            var read = reader.ReadBlock(buffer, have, buffer.Length - have);
            StreamRedaction.CheckNoNul(buffer.AsSpan(have, read));
            have += read;
            if (first && have > 0 && buffer[0] == '\uFEFF')
                start = 1;
            first = false;
            var atEnd = have < buffer.Length;
            var end = atEnd ? have : CutBefore(buffer, have - Margin);
            if (end > start)
                yield return new Window(new string(buffer, 0, have), start, end);
            if (atEnd)
                yield break;
            var keep = Math.Max(0, end - Margin);
            buffer.AsSpan(keep, have - keep).CopyTo(buffer);
            start = end - keep;
            have -= keep;
        }
    }

    /// <summary>The last line or word end before the limit, or the limit where there is none near
    /// by; never between the halves of one character.</summary>
    private static int CutBefore(char[] buffer, int limit)
    {
        var cut = Array.LastIndexOf(buffer, '\n', limit - 1, Margin);
        if (cut < 0)
            cut = Array.LastIndexOf(buffer, ' ', limit - 1, Margin);
        if (cut < 0)
            cut = char.IsLowSurrogate(buffer[limit]) ? limit - 1 : limit;
        return cut;
    }
}
