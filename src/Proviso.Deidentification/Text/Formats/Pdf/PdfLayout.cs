using System.Text;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>
/// Brings the runs of a page into the order of reading: lines from top to bottom, columns of
/// prose one after the other, and what is turned after the rest.
/// </summary>
internal sealed class PdfLayout
{
    private const int LeastLines = 4;
    private const int ProseLength = 20;
    private readonly List<PdfRun> ordered = [];
    private readonly List<string> pieces = [];

    /// <param name="runs">In the order in which they were shown.</param>
    /// <param name="right">Where the page ends on the right, in points.</param>
    public PdfLayout(IReadOnlyList<PdfRun> runs, float right)
    {
        foreach (var turned in runs.Where(r => !string.IsNullOrWhiteSpace(r.Text))
            .GroupBy(r => r.Angle).OrderBy(g => g.Key))
        {
            var lines = LinesOf(turned);
            foreach (var line in lines)
                SetRoom(line, turned.Key == 0 ? right : 0);
            Order([.. lines.SelectMany(l => l)], 0);
        }

        for (var i = 0; i < ordered.Count; i++)
        {
            if (i > 0)
                pieces.Add(Between(ordered[i - 1], ordered[i]));
            pieces.Add(ordered[i].Text);
        }
    }

    /// <summary>The runs in the order of reading.</summary>
    public IReadOnlyList<PdfRun> Runs => ordered;

    /// <summary>The text of the runs, and between each two what parts them.</summary>
    public IReadOnlyList<string> Pieces => pieces;

    private static List<List<PdfRun>> LinesOf(IEnumerable<PdfRun> runs)
    {
        var lines = new List<List<PdfRun>>();
        PdfRun? first = null;
        foreach (var run in runs.OrderByDescending(r => r.Height))
        {
            if (first is null || first.Height - run.Height
                > 0.4f * Math.Max(first.Size, run.Size))
            {
                lines.Add([]);
                first = run;
            }

            lines[^1].Add(run);
        }

        return lines.ConvertAll(JoinedOf);
    }

    /// <summary>Runs that touch become one; what is shown twice is read once.</summary>
    private static List<PdfRun> JoinedOf(List<PdfRun> line)
    {
        var joined = new List<PdfRun>();
        foreach (var run in line.OrderBy(r => r.Along))
        {
            var repeats = false;
            for (var i = joined.Count - 1; i >= Math.Max(0, joined.Count - 4); i--)
                repeats |= joined[i].Repeats(run);
            if (!repeats && (joined.Count == 0 || !joined[^1].TryContinue(run)))
                joined.Add(run);
        }

        return joined;
    }

    private static void SetRoom(List<PdfRun> line, float right)
    {
        for (var i = 0; i < line.Count; i++)
        {
            var next = i + 1 < line.Count ? line[i + 1].Along - (0.3f * line[i].Size) : right;
            line[i].Room = Math.Max(line[i].Width, next - line[i].Along);
        }
    }

    /// <summary>Puts the runs of lines in order; two columns of prose are read one by one.
    /// </summary>
    private void Order(List<PdfRun> runs, int depth)
    {
        if (depth > 3 || CutOf(runs) is not { } cut)
        {
            ordered.AddRange(runs);
            return;
        }

        var left = new List<PdfRun>();
        var right = new List<PdfRun>();
        foreach (var run in runs)
        {
            if (run.Along < cut && run.End > cut)
            {
                Flush();
                ordered.Add(run);
            }
            else
            {
                (run.End <= cut ? left : right).Add(run);
            }
        }

        Flush();

        void Flush()
        {
            Order([.. left], depth + 1);
            Order([.. right], depth + 1);
            left.Clear();
            right.Clear();
        }
    }

    /// <summary>Where a column of prose begins to the right of another; null where there is
    /// none. A table, whose cells are short, is read by its rows.</summary>
    private static float? CutOf(List<PdfRun> runs)
    {
        var starts = runs.GroupBy(r => MathF.Round(r.Along))
            .Where(g => g.Count() >= LeastLines).OrderByDescending(g => g.Count())
            .Take(12).Select(g => g.Min(r => r.Along) - 0.5f).Order();
        foreach (var cut in starts)
        {
            int left = 0, right = 0, leftLength = 0, rightLength = 0;
            foreach (var run in runs)
            {
                if (run.End <= cut)
                    (left, leftLength) = (left + 1, leftLength + run.Text.Length);
                else if (run.Along >= cut)
                    (right, rightLength) = (right + 1, rightLength + run.Text.Length);
            }

            if (left >= LeastLines && right >= LeastLines
                && leftLength >= left * ProseLength && rightLength >= right * ProseLength
                && (left + right) * 5 >= runs.Count * 4)
            {
                return cut;
            }
        }

        return null;
    }

    private static string Between(PdfRun before, PdfRun next)
    {
        var size = Math.Max(before.Size, next.Size);
        var down = before.Height - next.Height;
        if (before.Angle == next.Angle && Math.Abs(down) <= 0.4f * size
            && next.Along > before.Along)
        {
            return "\t";
        }

        return before.Angle == next.Angle && down > 0 && down < 1.8f * size ? "\n" : "\n\n";
    }
}
