using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Training;

namespace Proviso.Cli.Redact;

/// <summary>Lists what was missed and what was wrongly found, most frequent first.</summary>
internal static class ErrorListing
{
    public static void Print(
        TextWriter output, IReadOnlyList<Sample> samples,
        IReadOnlyList<IReadOnlyList<Finding>> found, int most)
    {
        if (most == 0)
            return;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < samples.Count; i++)
            Count(samples[i], found[i], counts);
        foreach (var (what, count) in counts.OrderByDescending(c => c.Value).Take(most))
            output.WriteLine($"{count,5} {what}");
    }

    private static void Count(
        Sample sample, IReadOnlyList<Finding> findings, Dictionary<string, int> counts)
    {
        var marked = new bool[sample.Text.Length];
        foreach (var span in sample.Spans)
            Array.Fill(marked, true, span.Start, span.End - span.Start);
        var hidden = new bool[sample.Text.Length];
        foreach (var finding in findings.Where(f => !f.IsWarning))
        {
            Array.Fill(hidden, true, finding.Start, finding.Length);
            if (!marked.AsSpan(finding.Start, finding.Length).Contains(true))
                Add($"wrong  {finding.Kind} {Around(sample.Text, finding.Start, finding.End)}");
        }

        foreach (var span in sample.Spans)
        {
            if (hidden.AsSpan(span.Start, span.End - span.Start).Contains(false))
                Add($"missed {span.Kind} {Around(sample.Text, span.Start, span.End)}");
        }

        void Add(string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
    }

    private static string Around(string text, int start, int end)
    {
        var from = Math.Max(0, start - 25);
        var to = Math.Min(text.Length, end + 15);
        return $"{text[from..start]}[{text[start..end]}]{text[end..to]}"
            .Replace('\n', ' ');
    }
}
