using Proviso.Deidentification.Text.Lexicon;
using Proviso.Deidentification.Text.Structured;
using Proviso.Deidentification.Text.Tagging;

namespace Proviso.Deidentification.Text.Training;

/// <summary>Turns marked texts into sequences with features and labels.</summary>
internal static class Corpus
{
    public static void AddSequences(
        IEnumerable<Sample> samples, Gazetteer gazetteer, List<Sequence> into)
    {
        foreach (var sample in samples)
            Add(sample, gazetteer, into);
    }

    /// <summary>
    /// The class that the tagger learns for a kind in the words of the data sets.
    /// </summary>
    internal static TagClass ClassOf(string kind)
    {
        var bare = kind.StartsWith("DIRECT_", StringComparison.Ordinal) ? kind[7..]
            : kind.StartsWith("QUASI_", StringComparison.Ordinal) ? kind[6..] : kind;
        return bare switch
        {
            "PERSON" or "PREFIX" => TagClass.Person,
            "ADDRESS" or "POSTCODE" => TagClass.Address,
            "LOC" or "LOCATION" or "PLACE" => TagClass.Place,
            "ORG" or "ORGANIZATION" or "ORGANISATION" => TagClass.Organisation,
            "DATE" or "DATE_TIME" or "DATETIME" or "DATE_OF_BIRTH" => TagClass.Date,
            "DEM" or "QUANTITY" or "MISC" or "TITLE" => TagClass.Detail,
            _ => TagClass.Code,
        };
    }

    private static void Add(Sample sample, Gazetteer gazetteer, List<Sequence> into)
    {
        var folded = FoldedText.Of(sample.Text);
        var tokens = Tokeniser.Cut(folded.Folded);
        gazetteer.Mark(tokens);
        var marks = StructuredFinder.Marks(StructuredFinder.Find(folded.Folded, tokens), tokens);
        var genre = Features.GenreOf(tokens);
        var documents = DocumentMarks.Of(tokens);
        var labels = LabelsOf(sample, folded, tokens);
        for (var start = 0; start < tokens.Length;)
        {
            var end = Tagger.SequenceEnd(tokens, start);
            var rows = new int[(end - start) * Features.PerToken];
            for (var at = start; at < end; at++)
            {
                Features.Fill(
                    tokens, marks, documents, at, genre, folded.Folded,
                    rows.AsSpan((at - start) * Features.PerToken, Features.PerToken));
            }

            into.Add(new Sequence(rows, labels[start..end]));
            start = end;
        }
    }

    private static byte[] LabelsOf(Sample sample, FoldedText folded, Token[] tokens)
    {
        var labels = new byte[tokens.Length];
        var next = 0;
        foreach (var span in sample.Spans)
        {
            while (next < tokens.Length && folded.OriginalEnd(tokens[next].End) <= span.Start)
                next++;
            var tag = ClassOf(span.Kind);
            var first = true;
            for (; next < tokens.Length
                && folded.OriginalStart(tokens[next].Start) < span.End; next++)
            {
                labels[next] = (byte)(first ? Label.Begin(tag) : Label.Inside(tag));
                first = false;
            }
        }

        return labels;
    }
}
