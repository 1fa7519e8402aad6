using Proviso.Deidentification.Text.Training;

namespace Proviso.Deidentification.Text.Evaluation;

/// <summary>The outcome of measuring findings against marked texts.</summary>
/// <param name="Characters">By character, labels ignored: what must be masked.</param>
/// <param name="Spans">By span: right where every character of the marked span was found;
/// wrong where a finding touches nothing marked.</param>
/// <param name="RecallByKind">For each kind of marked span, by character; precision is not
/// told by kind, because kinds of different data sets differ.</param>
public sealed record Measurement(
    Score Characters, Score Spans, IReadOnlyDictionary<string, Score> RecallByKind);

/// <summary>Measures findings against marked texts.</summary>
public static class Evaluator
{
    /// <summary>Measures a way to find on marked texts.</summary>
    /// <param name="samples">The marked texts.</param>
    /// <param name="find">Finds in one text. Warnings are not counted: they mask nothing.</param>
    public static Measurement Measure(
        IEnumerable<Sample> samples, Func<string, IReadOnlyList<Finding>> find)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(find);
        Score characters = default, spans = default;
        var kinds = new SortedDictionary<string, Score>(StringComparer.Ordinal);
        foreach (var sample in samples)
        {
            var gold = new bool[sample.Text.Length];
            foreach (var span in sample.Spans)
                Array.Fill(gold, true, span.Start, span.End - span.Start);
            var findings = find(sample.Text);
            var found = new bool[sample.Text.Length];
            foreach (var finding in findings)
            {
                if (!finding.IsWarning)
                    Array.Fill(found, true, finding.Start, finding.Length);
            }

            characters += CountCharacters(gold, found);
            spans += CountSpans(sample, findings, gold, found, kinds);
        }

        return new Measurement(characters, spans, kinds);
    }

    private static Score CountCharacters(bool[] gold, bool[] found)
    {
        long right = 0, wrong = 0, missed = 0;
        for (var i = 0; i < gold.Length; i++)
        {
            if (gold[i] && found[i])
                right++;
            else if (found[i])
                wrong++;
            else if (gold[i])
                missed++;
        }

        return new Score(right, wrong, missed);
    }

    private static Score CountSpans(
        Sample sample, IReadOnlyList<Finding> findings, bool[] gold, bool[] found,
        SortedDictionary<string, Score> kinds)
    {
        long right = 0, wrong = 0, missed = 0;
        foreach (var span in sample.Spans)
        {
            var hit = 0;
            for (var i = span.Start; i < span.End; i++)
                hit += found[i] ? 1 : 0;
            kinds[span.Kind] = kinds.GetValueOrDefault(span.Kind)
                + new Score(hit, 0, span.End - span.Start - hit);
            if (hit == span.End - span.Start)
                right++;
            else
                missed++;
        }

        foreach (var finding in findings)
        {
            if (!finding.IsWarning && !gold.AsSpan(finding.Start, finding.Length).Contains(true))
                wrong++;
        }

        return new Score(right, wrong, missed);
    }
}
