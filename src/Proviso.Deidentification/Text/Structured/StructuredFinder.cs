namespace Proviso.Deidentification.Text.Structured;

/// <summary>
/// Finds what has a form of its own: numbers with check digits, dates, addresses of mail and
/// web, codes. Each scanner looks a bounded way around one token, so the whole is linear.
/// </summary>
internal static class StructuredFinder
{
    /// <summary>Everything found, in order, without overlaps.</summary>
    public static List<Hit> Find(string text, Token[] tokens)
    {
        var hits = WebScanner.Find(text);
        var web = hits.Count;
        var nextWeb = 0;
        var end = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            while (nextWeb < web && hits[nextWeb].End <= token.Start)
                nextWeb++;
            if (token.Start < end || (nextWeb < web && hits[nextWeb].Start <= token.Start))
                continue;
            var hit = TryAt(text, tokens, i);
            if (hit is not { } found || (nextWeb < web && found.End > hits[nextWeb].Start))
                continue;
            hits.Add(found);
            end = found.End;
        }

        if (web > 0)
            hits.Sort((a, b) => a.Start.CompareTo(b.Start));
        return hits;
    }

    /// <summary>For each token the kind of the hit that covers it plus one, or nought.</summary>
    public static byte[] Marks(List<Hit> hits, Token[] tokens)
    {
        var marks = new byte[tokens.Length];
        var next = 0;
        for (var i = 0; i < tokens.Length && next < hits.Count; i++)
        {
            while (next < hits.Count && hits[next].End <= tokens[i].Start)
                next++;
            if (next < hits.Count && hits[next].Start < tokens[i].End)
                marks[i] = (byte)(hits[next].Kind + 1);
        }

        return marks;
    }

    private static Hit? TryAt(string text, Token[] tokens, int i)
    {
        ref readonly var token = ref tokens[i];
        switch (token.Form)
        {
            case TokenForm.Number:
                return DateScanner.TryNumber(text, tokens, i)
                    ?? NumberScanner.Try(text, tokens, i)
                    ?? CodeScanner.Hardware(text, token);
            case TokenForm.Alphanumeric:
                return DateScanner.TryNumber(text, tokens, i)
                    ?? CodeScanner.Try(text, tokens, i);
            case TokenForm.Symbol:
                return text[token.Start] is '+' or '(' ? NumberScanner.Try(text, tokens, i) : null;
            default:
                if (token.Has(WordClass.Month | WordClass.Weekday)
                    && DateScanner.TryWord(text, tokens, i) is { } date)
                {
                    return date;
                }

                return token.Length == 2 ? CodeScanner.TryWord(text, tokens, i) : null;
        }
    }
}
