namespace Proviso.Deidentification.Text.Structured;

/// <summary>Finds e-mail addresses, web addresses and names on social networks.</summary>
internal static class WebScanner
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 253;

    private static readonly HashSet<string> TopLevel = new(StringComparer.OrdinalIgnoreCase)
    {
        "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "co", "uk", "scot",
        "wales", "cymru", "london", "ie", "eu", "de", "fr", "es", "it", "nl", "be", "ch", "at",
        "se", "no", "dk", "fi", "pl", "pt", "gr", "cz", "hu", "ro", "bg", "ru", "ua", "us", "ca",
        "au", "nz", "in", "pk", "jp", "cn", "hk", "br", "mx", "za", "ng", "tv", "me", "app", "dev",
        "health", "care", "nhs", "name", "online", "site", "is", "si", "hr", "sk", "lt", "lv",
        "ee", "lu", "test", "example", "invalid", "local",
    };

    public static List<Hit> Find(string text)
    {
        var hits = new List<Hit>();
        var end = 0;
        for (var at = 0; ; at++)
        {
            var step = text.AsSpan(at).IndexOfAny('@', '.', ':');
            if (step < 0)
                return hits;
            at += step;
            if (at < end)
                continue;
            var hit = text[at] switch
            {
                '@' => Mail(text, at, end) ?? Social(text, at),
                '.' => Domain(text, at, end),
                _ => Scheme(text, at, end),
            };
            if (hit is not { } found)
                continue;
            hits.Add(found);
            end = found.End;
        }
    }

    private static Hit? Mail(string text, int at, int floor)
    {
        var start = at;
        while (start > floor && at - start < MaxLocal && IsLocal(text[start - 1]))
            start--;
        while (start < at && text[start] is '.' or '-' or '\'')
            start++;
        var end = DomainEnd(text, at + 1);
        if (start == at || end < 0)
            return null;
        return new Hit(start, end, FindingKind.Email, 1f, "the form of an e-mail address");
    }

    private static Hit? Social(string text, int at)
    {
        if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '@' or '.'))
            return null;
        var end = at + 1;
        while (end < text.Length && end - at <= 30
            && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_'))
        {
            end++;
        }

        if (end - at < 4 || !char.IsAsciiLetter(text[at + 1]))
            return null;
        return new Hit(
            at, end, FindingKind.SocialName, 0.9f, "@ and a name, as social networks do");
    }

    private static Hit? Scheme(string text, int at, int floor)
    {
        if (at + 2 >= text.Length || text[at + 1] != '/' || text[at + 2] != '/')
            return null;
        var start = at;
        while (start > floor && at - start < 8 && char.IsAsciiLetter(text[start - 1]))
            start--;
        if (start == at)
            return null;
        return new Hit(
            start, PathEnd(text, at + 3), FindingKind.WebAddress, 1f, "the form of a web address");
    }

    private static Hit? Domain(string text, int at, int floor)
    {
        var start = at;
        while (start > floor && at - start < 63
            && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '-'))
        {
            start--;
        }

        if (start == at || (start > 0 && (text[start - 1] is '.' or '@' or '_')))
            return null;
        var end = DomainEnd(text, start);
        if (end <= at)
            return null;
        var known = text.AsSpan(start).StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            || IsPlainDomain(text, start, end);
        if (!known)
            return null;
        if (end < text.Length && text[end] == '/')
            end = PathEnd(text, end);
        return new Hit(start, end, FindingKind.WebAddress, 0.95f, "the form of a domain name");
    }

    /// <summary>
    /// Guards against "done.In" and "e.g": lower case after the dot, and no digits.
    /// </summary>
    private static bool IsPlainDomain(string text, int start, int end)
    {
        var dot = text.LastIndexOf('.', end - 1);
        var label = text.AsSpan(dot + 1, end - dot - 1);
        if (dot - start < 3 || !char.IsAsciiLetterLower(label[0]))
            return false;
        // "he.is" and "it.in" may be a missing space; a bare word as ending needs a long name.
        return label is not ("is" or "in" or "it" or "at" or "be" or "no" or "me" or "us" or "care"
            or "so" or "to" or "as" or "name" or "test" or "health" or "online")
            || text.AsSpan(start, dot - start).Contains('.');
    }

    /// <summary>Where a domain name with a known ending ends, or -1.</summary>
    private static int DomainEnd(string text, int start)
    {
        var end = start;
        var labelStart = start;
        var dots = 0;
        var good = -1;
        while (end < text.Length && end - start <= MaxDomain)
        {
            var c = text[end];
            if (c == '.')
            {
                if (end == labelStart)
                    break;
                dots++;
                labelStart = end + 1;
            }
            else if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                break;
            }

            end++;
            var ends = end >= text.Length || !(char.IsAsciiLetterOrDigit(text[end])
                || text[end] == '-');
            if (ends && dots > 0 && end - labelStart >= 2
                && TopLevel.Contains(text[labelStart..end]))
            {
                good = end;
            }
        }

        return good;
    }

    private static int PathEnd(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at])
            && text[at] is not ('<' or '>' or '"' or ')' or ']' or '}' or '|'))
        {
            at++;
        }

        while (text[at - 1] is '.' or ',' or ';' or ':' or '\'' or '!' or '?')
            at--;
        return at;
    }

    private static bool IsLocal(char c) =>
        char.IsLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '\'';
}
