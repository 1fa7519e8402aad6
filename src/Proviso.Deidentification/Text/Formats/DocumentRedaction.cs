using System.Text;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>The text of a whole document with what was found in it.</summary>
/// <param name="Text">All parts, each after its context, with blank lines between.</param>
/// <param name="Findings">In offsets of that text; none lies in a context.</param>
public sealed record DocumentFindings(string Text, IReadOnlyList<Finding> Findings)
{
    /// <summary>Tells the size, and never the words.</summary>
    public override string ToString() =>
        $"{Findings.Count} findings in {Text.Length} characters";
}

/// <summary>Finds in and treats documents of any format that is read.</summary>
public static class DocumentRedaction
{
    private const string Between = "\n\n";

    /// <summary>The text that findings are in offsets of: all parts, each after its context.
    /// </summary>
    public static string JoinedText(OpenDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Join(document).Text;
    }

    /// <summary>Finds in all parts together, so that the document is consistent.</summary>
    public static DocumentFindings Find(
        OpenDocument document, TextFinder finder, FindingContext context, double threshold)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(finder);
        ArgumentNullException.ThrowIfNull(context);
        return Settle(
            document, finder.Analyse(JoinedText(document), context.Known, threshold), context);
    }

    /// <summary>As <see cref="Find"/>, once the joined text has been looked through.</summary>
    internal static DocumentFindings Settle(
        OpenDocument document, Analysis analysis, FindingContext context)
    {
        var (text, starts) = Join(document);
        var found = TextFinder.Settle(analysis, context);
        var kept = new List<Finding>(found.Count);
        var next = 0;
        for (var p = 0; p < document.Parts.Count; p++)
        {
            var part = document.Parts[p];
            var end = starts[p] + part.Text.Length;
            while (next < found.Count && found[next].End <= starts[p])
                next++;
            if (part is { Whole: { } whole, Text.Length: > 0 })
            {
                kept.Add(new Finding(
                    starts[p], part.Text.Length, whole, PersonRole.Unknown, 1,
                    "its place in the document says what it is",
                    context.Book.NumberOf(whole, part.Text)));
                continue;
            }

            for (var f = next; f < found.Count && found[f].Start < end; f++)
            {
                var from = Math.Max(found[f].Start, starts[p]);
                var to = Math.Min(found[f].End, end);
                if (to > from)
                    kept.Add(found[f] with { Start = from, Length = to - from });
            }
        }

        return new DocumentFindings(text, kept);
    }

    /// <summary>Treats the findings and makes the document anew.</summary>
    /// <param name="document">The document that was opened.</param>
    /// <param name="findings">Its findings, perhaps after review.</param>
    /// <param name="treater">Carries out the plan.</param>
    /// <returns>The bytes of the new document, and every replacement, in offsets of the joined
    /// text of both.</returns>
    public static (byte[] Content, TreatedText Joined) Treat(
        OpenDocument document, IReadOnlyList<Finding> findings, Treater treater)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(treater);
        var (text, starts) = Join(document);
        var joined = treater.Apply(text, findings);
        var treated = new List<TreatedPart>(document.Parts.Count);
        var next = 0;
        for (var p = 0; p < document.Parts.Count; p++)
        {
            var part = document.Parts[p];
            var edits = new List<Edit>();
            var result = new StringBuilder(part.Text.Length);
            var at = 0;
            for (; next < joined.Replacements.Count && joined.Replacements[next].OriginalStart
                < starts[p] + part.Text.Length; next++)
            {
                var one = joined.Replacements[next];
                var start = one.OriginalStart - starts[p];
                var replacement = joined.Text.Substring(one.Start, one.Length);
                edits.Add(new Edit(start, one.Original.Length, replacement));
                result.Append(part.Text, at, start - at).Append(replacement);
                at = start + one.Original.Length;
            }

            result.Append(part.Text, at, part.Text.Length - at);
            treated.Add(new TreatedPart(result.ToString(), edits));
        }

        return (document.Save(treated), joined);
    }

    private static (string Text, int[] Starts) Join(OpenDocument document)
    {
        var text = new StringBuilder();
        var starts = new int[document.Parts.Count];
        for (var p = 0; p < starts.Length; p++)
        {
            if (p > 0)
                text.Append(Between);
            text.Append(document.Parts[p].Context);
            starts[p] = text.Length;
            text.Append(document.Parts[p].Text);
        }

        return (text.ToString(), starts);
    }
}
