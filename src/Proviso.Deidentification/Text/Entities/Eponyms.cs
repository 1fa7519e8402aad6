namespace Proviso.Deidentification.Text.Entities;

/// <summary>Diseases, signs and scales that bear a name are left alone: Bell's palsy.</summary>
internal static class Eponyms
{
    /// <summary>True where the tokens name a disease or a scale and nobody.</summary>
    public static bool IsAt(string text, Token[] tokens, int first, int end)
    {
        if (!tokens[first].Has(WordClass.Eponym) || HasTitleBefore(tokens, first))
            return false;
        var after = end;
        while (after < tokens.Length && after < end + 3 && IsBetween(text, tokens[after]))
            after++;
        var disease = after < tokens.Length && tokens[after].Has(WordClass.Disease)
            && tokens[after].Gap <= Gap.Line;
        var inside = end - first > 1 && tokens[end - 1].Has(WordClass.Disease);
        if (disease || inside)
            return true;
        // "has Parkinson's" and "his Alzheimers": the possessive alone, with nothing owned.
        return end - first <= 2 && IsOnlyDisease(text, tokens[first])
            && !IsFollowedByName(tokens, end);
    }

    private static bool HasTitleBefore(Token[] tokens, int first) =>
        tokens[first].Has(WordClass.Title | WordClass.ProfessionTitle)
        || (first > 0 && (tokens[first - 1].Has(WordClass.Title | WordClass.ProfessionTitle)
            || (first > 1 && tokens[first - 2].Has(WordClass.Title | WordClass.ProfessionTitle))));

    private static bool IsFollowedByName(Token[] tokens, int at) => at < tokens.Length
        && tokens[at].IsCapitalised && tokens[at].Has(WordClass.FamilyName)
        && !tokens[at].Has(WordClass.Common | WordClass.Eponym);

    private static bool IsBetween(string text, in Token token) =>
        token.Form == TokenForm.Symbol
            ? text[token.Start] is '\'' or '-'
            : token.Has(WordClass.Eponym);

    private static bool IsOnlyDisease(string text, in Token token)
    {
        var word = text.AsSpan(token.Start, token.Length);
        foreach (var name in (ReadOnlySpan<string>)["parkinson", "alzheimer", "crohn", "hodgkin",
            "huntington", "raynaud", "tourette", "asperger", "dupuytren", "sjogren", "korsakoff"])
        {
            if (word.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
