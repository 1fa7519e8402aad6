namespace Proviso.Deidentification.Text.Entities;

/// <summary>What is found once is found everywhere in the document.</summary>
internal static class Consistency
{
    private const double LeastConfidence = 0.6;

    /// <summary>Adds findings for words that are part of a name, place or body elsewhere.</summary>
    /// <param name="folded">The document.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="findings">What was found; receives what is added.</param>
    /// <param name="carried">Names found earlier in a longer stream; receives those found now.
    /// </param>
    public static void Spread(
        FoldedText folded, Token[] tokens, List<Finding> findings, CarriedNames carried)
    {
        var covered = Coverage.Of(folded, tokens, findings);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (covered[i] >= 0)
                Learn(folded.Folded, tokens, i, findings[covered[i]], carried);
        }

        var count = findings.Count;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (covered[i] >= 0 || !tokens[i].IsWord
                || !carried.TryGet(tokens[i].Hash, out var kind)
                || !MayBeName(tokens, i, folded.Folded))
            {
                continue;
            }

            var start = folded.OriginalStart(tokens[i].Start);
            findings.Add(new Finding(
                start, folded.OriginalEnd(tokens[i].End) - start, kind,
                PersonRole.Unknown, LeastConfidence, "found elsewhere in this document"));
        }

        if (findings.Count > count)
            findings.Sort((a, b) => a.Start.CompareTo(b.Start));
    }

    private static void Learn(
        string text, Token[] tokens, int i, Finding finding, CarriedNames carried)
    {
        if (finding.Kind is not (FindingKind.PersonName or FindingKind.Place)
            || finding.Confidence < LeastConfidence)
        {
            return;
        }

        ref readonly var token = ref tokens[i];
        if (!token.IsWord || token.Length < 3 || token.Form is TokenForm.SingleCapital
            || token.Has(WordClass.Title | WordClass.ProfessionTitle | WordClass.Relative
                | WordClass.Professional | WordClass.Subject | WordClass.Organisation
                | WordClass.Month | WordClass.Weekday | WordClass.Street | WordClass.Dwelling))
        {
            return;
        }

        // A word of everyday English is learnt as a name only where it is written as one.
        if (token.Has(WordClass.Common | WordClass.Dictionary) && token.Form == TokenForm.Lower)
            return;
        _ = text;
        carried.Add(token.Hash, finding.Kind);
    }

    private static bool MayBeName(Token[] tokens, int i, string text)
    {
        ref readonly var token = ref tokens[i];
        if (!token.Has(WordClass.Common | WordClass.Dictionary))
            return true;
        if (!token.IsCapitalised || token.Gap >= Gap.Line)
            return false;
        // After a full stop any word has a capital.
        return i > 0 && !(tokens[i - 1].Form == TokenForm.Symbol
            && text[tokens[i - 1].Start] is '.' or '!' or '?' or ':' or '-' or '*' or '"')
            && !Eponyms.IsAt(text, tokens, i, i + 1);
    }
}
