using System.Globalization;
using System.Text;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Structured;
using Proviso.Deidentification.Text.Tagging;
using Proviso.Deidentification.Text.Training;

namespace Proviso.Bench.Text;

/// <summary>
/// Megabytes of text for each second of one processor, as a whole and by stage. The processor's
/// time is measured, not the clock's, so that other work on the machine counts less.
/// </summary>
internal static class TextBench
{
    /// <param name="args">A file of marked texts, in the form of <c>redact evaluate</c>.</param>
    public static void Run(string[] args)
    {
        using var stream = File.OpenRead(args[0]);
        var texts = SampleFile.Read(stream).Select(s => s.Text)
            .Distinct(StringComparer.Ordinal).ToArray();
        var finder = new TextFinder();
        Print("whole", texts, text => finder.Find(text).Count);
        var model = TaggerModel.BuiltIn;
        var tagger = new Tagger(model);
        Print("fold and cut", texts, text => Tokeniser.Cut(FoldedText.Of(text).Folded).Length);
        var cut = texts.ToDictionary(
            t => t, t => Tokeniser.Cut(FoldedText.Of(t).Folded), StringComparer.Ordinal);
        Print("gazetteer", texts, text =>
        {
            model.Gazetteer.Mark(cut[text]);
            return 0;
        });
        Print("exact kinds", texts, text => StructuredFinder.Find(
            FoldedText.Of(text).Folded, cut[text]).Count);
        var marks = texts.ToDictionary(
            t => t, t => StructuredFinder.Marks(
                StructuredFinder.Find(FoldedText.Of(t).Folded, cut[t]), cut[t]),
            StringComparer.Ordinal);
        Print("tagger", texts, text => tagger.Run(cut[text], marks[text], text, 0.35f).Count);
        Print("analyse", texts, text => finder.Analyse(text, null, 0.35).Findings.Count);
        var documents = texts.ToDictionary(
            t => t, t => DocumentMarks.Of(cut[t]), StringComparer.Ordinal);
        var rows = new int[Features.PerToken];
        Print("features alone", texts, text =>
        {
            var tokens = cut[text];
            for (var i = 0; i < tokens.Length; i++)
                Features.Fill(
                    tokens, marks[text], documents[text], i, Features.Genre.Care, text, rows);
            return rows[0];
        });
    }

    private static void Print(string name, string[] texts, Func<string, int> work)
    {
        double rate = 0;
        foreach (var seconds in (double[])[1, 2])
        {
            var start = Environment.CpuUsage.TotalTime;
            long bytes = 0;
            for (var i = 0; ; i = (i + 1) % texts.Length)
            {
                work(texts[i]);
                bytes += Encoding.UTF8.GetByteCount(texts[i]);
                if (i % 16 != 0)
                    continue;
                var used = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
                if (used < seconds)
                    continue;
                rate = bytes / 1e6 / used;
                break;
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-16} {rate,8:F2} MB/s of processor time, {1000 / rate,7:F0} ns for each byte"));
    }
}
