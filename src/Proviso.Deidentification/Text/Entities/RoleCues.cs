namespace Proviso.Deidentification.Text.Entities;

/// <summary>Tells from the words around a name whose it is.</summary>
internal static class RoleCues
{
    private const int Before = 4;
    private const int After = 4;

    /// <summary>The role that the nearest cue tells, or unknown.</summary>
    public static PersonRole Of(string text, Token[] tokens, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (tokens[i].Has(WordClass.ProfessionTitle))
                return PersonRole.Professional;
        }

        // A gloss right after the name is the strongest: "Ann (daughter)", "Bo, social worker".
        if (end < tokens.Length && tokens[end].Form == TokenForm.Symbol
            && text[tokens[end].Start] is '(' or ',' or '-')
        {
            for (var i = end + 1; i < tokens.Length && i <= end + After; i++)
            {
                if (tokens[i].Gap >= Gap.Line || IsStop(text, tokens[i]))
                    break;
                if (RoleOf(tokens[i]) is var role and not PersonRole.Unknown)
                    return role;
            }
        }

        for (var i = first - 1; i >= 0 && i >= first - Before; i--)
        {
            if (IsStop(text, tokens[i]))
                break;
            if (IsBy(text, tokens, i))
                return PersonRole.Professional;
            if (RoleOf(tokens[i]) is var role and not PersonRole.Unknown)
                return role;
            if (tokens[i + 1].Gap == Gap.Paragraph)
                break;
        }

        return PersonRole.Unknown;
    }

    private static PersonRole RoleOf(in Token token)
    {
        if (token.Has(WordClass.Relative))
            return PersonRole.Relative;
        if (token.Has(WordClass.ThirdParty))
            return PersonRole.ThirdParty;
        if (token.Has(WordClass.Professional | WordClass.ProfessionTitle))
            return PersonRole.Professional;
        return token.Has(WordClass.Subject) ? PersonRole.Subject : PersonRole.Unknown;
    }

    private static bool IsStop(string text, in Token token) =>
        token.Form == TokenForm.Symbol && text[token.Start] is '.' or ';' or '!' or '?';

    /// <summary>"seen by", "signed by", "reviewed by": what follows is a member of staff.</summary>
    private static bool IsBy(string text, Token[] tokens, int i)
    {
        if (i == 0 || !Is(text, tokens[i], "by"))
            return false;
        foreach (var verb in (ReadOnlySpan<string>)["seen", "signed", "reviewed", "entered",
            "assessed", "written", "completed", "taken", "reported", "prescribed", "referred",
            "advised", "checked", "recorded", "done", "administered"])
        {
            if (Is(text, tokens[i - 1], verb))
                return true;
        }

        return false;
    }

    private static bool Is(string text, in Token token, string word) =>
        text.AsSpan(token.Start, token.Length).Equals(word, StringComparison.OrdinalIgnoreCase);
}
