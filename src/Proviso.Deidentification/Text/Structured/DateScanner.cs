namespace Proviso.Deidentification.Text.Structured;

/// <summary>
/// Finds dates in figures and in words; drug intervals such as 2/52 are not dates.
/// </summary>
internal static class DateScanner
{
    /// <summary>
    /// A date that begins with a figure: 3/4/1950, 1950-04-03, 3rd of April 1950.
    /// </summary>
    public static Hit? TryNumber(string text, Token[] tokens, int i)
    {
        var start = tokens[i].Start;
        if (start > 0 && (text[start - 1] is '/' or '.' or '-' or '+')
            && start > 1 && char.IsAsciiDigit(text[start - 2]))
        {
            return null;
        }

        var end = FiguresEnd(text, start);
        if (end < 0)
            end = DayMonthEnd(text, tokens, i);
        if (end > 0)
            return Dated(text, tokens, i, start, end);
        return BirthYear(text, tokens, i) ?? OldAge(text, tokens, i);
    }

    /// <summary>
    /// A date that begins with a month or a weekday: April 3rd, 1950; Mon 3 April.
    /// </summary>
    public static Hit? TryWord(string text, Token[] tokens, int i)
    {
        if (tokens[i].Has(WordClass.Weekday))
        {
            var next = i + 1;
            while (next < tokens.Length && next < i + 3 && Is(text, tokens[next], ",", "the"))
                next++;
            if (next >= tokens.Length || tokens[next].Form is not (TokenForm.Number
                or TokenForm.Alphanumeric))
            {
                return null;
            }

            var rest = FiguresEnd(text, tokens[next].Start);
            if (rest < 0)
                rest = DayMonthEnd(text, tokens, next);
            return rest < 0 ? null : Dated(text, tokens, i, tokens[i].Start, rest);
        }

        var end = MonthFirstEnd(text, tokens, i);
        return end < 0 ? null : Dated(text, tokens, i, tokens[i].Start, end);
    }

    private static Hit Dated(string text, Token[] tokens, int i, int start, int end)
    {
        var label = NumberLabels.Before(text, tokens, i);
        return label.Has(NumberLabel.Birth)
            ? new Hit(start, end, FindingKind.DateOfBirth, 1f, "a date after a word for birth")
            : new Hit(start, end, FindingKind.Date, 0.98f, "the form of a date");
    }

    private static Hit? BirthYear(string text, Token[] tokens, int i)
    {
        ref readonly var token = ref tokens[i];
        if (!IsYear(text.AsSpan(token.Start, token.Length)))
            return null;
        var label = NumberLabels.Before(text, tokens, i);
        return !label.Has(NumberLabel.Birth) ? null : new Hit(
            token.Start, token.End, FindingKind.DateOfBirth, 0.95f,
            "a year after a word for birth");
    }

    /// <summary>An age of 90 to 120: few people of an area share it.</summary>
    private static Hit? OldAge(string text, Token[] tokens, int i)
    {
        ref readonly var token = ref tokens[i];
        var digits = 0;
        while (digits < token.Length && char.IsAsciiDigit(text[token.Start + digits]))
            digits++;
        if (digits is < 2 or > 3 || !int.TryParse(text.AsSpan(token.Start, digits), out var age)
            || age is < 90 or > 120)
        {
            return null;
        }

        var tail = text.AsSpan(token.Start + digits, token.Length - digits);
        var suffixed = tail.Length > 0 && (tail is "yo" or "yr" or "yrs" or "y" or "yro");
        if (tail.Length > 0 && !suffixed)
            return null;
        var after = suffixed || IsYearsOld(text, tokens, i + 1);
        var before = i > 0 && NumberLabels.Before(text, tokens, i).Has(NumberLabel.Age)
            && Near(text, tokens, i);
        if (!after && !before)
            return null;
        return new Hit(token.Start, token.End, FindingKind.AgeOver89, 1f, "an age of 90 or more");
    }

    private static bool Near(string text, Token[] tokens, int i)
    {
        for (var k = i - 1; k >= 0 && k >= i - 3; k--)
        {
            if (Is(text, tokens[k], "aged", "age"))
                return true;
        }

        return false;
    }

    private static bool IsYearsOld(string text, Token[] tokens, int at)
    {
        if (at < tokens.Length && Is(text, tokens[at], "-"))
            at++;
        if (at >= tokens.Length)
            return false;
        if (Is(text, tokens[at], "yo", "yrs") || (Is(text, tokens[at], "y")
            && at + 1 < tokens.Length && Is(text, tokens[at + 1], "/")))
        {
            return true;
        }

        if (!Is(text, tokens[at], "year", "years") && !Is(text, tokens[at], "yr"))
            return false;
        if (at + 1 < tokens.Length && Is(text, tokens[at + 1], "-"))
            at++;
        return at + 1 < tokens.Length && Is(text, tokens[at + 1], "old", "olds");
    }

    /// <summary>The end of a date all in figures that starts here, or -1.</summary>
    private static int FiguresEnd(string text, int start)
    {
        var at = start;
        var a = Digits(text, ref at, out var aLength);
        if (aLength is 0 or 3 or > 4 || !Separator(text, at, out var sign, out var width))
            return -1;
        at += width;
        var b = Digits(text, ref at, out var bLength);
        if (bLength is 0 or > 2 || !Separator(text, at, out var second, out width)
            || second != sign)
        {
            return -1;
        }

        at += width;
        var c = Digits(text, ref at, out var cLength);
        if (at < text.Length && char.IsLetterOrDigit(text[at]) && text[at] is not ('T' or 't'))
            return -1;
        if (at + 1 < text.Length && text[at] == sign && char.IsAsciiDigit(text[at + 1]))
            return -1;
        if (aLength == 4)
            return cLength is 1 or 2 && IsYear(text.AsSpan(start, 4)) && IsDay(b, c) ? at : -1;
        if (cLength == 4)
            return IsYear(text.AsSpan(at - 4, 4)) && (IsDay(b, a) || IsDay(a, b)) ? at : -1;
        if (cLength != 2 || (sign == '.' && (aLength != 2 || bLength != 2)))
            return -1;
        return IsDay(b, a) || IsDay(a, b) ? at : -1;
    }

    private static bool Separator(string text, int at, out char sign, out int width)
    {
        width = 0;
        sign = '\0';
        var from = at;
        while (at < text.Length && text[at] == ' ' && at - from < 1)
            at++;
        if (at >= text.Length || text[at] is not ('/' or '-' or '.'))
            return false;
        sign = text[at++];
        while (at < text.Length && text[at] == ' ' && at - from < 3 && text[from] == ' ')
            at++;
        width = at - from;
        return true;
    }

    private static bool IsDay(int month, int day) => month is >= 1 and <= 12
        && day is >= 1 and <= 31;

    private static int Digits(string text, ref int at, out int length)
    {
        var from = at;
        var value = 0;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - from < 5)
            value = (value * 10) + text[at++] - '0';
        length = at - from;
        return value;
    }

    /// <summary>The end of "3rd of April 1950" that starts here, or -1.</summary>
    private static int DayMonthEnd(string text, Token[] tokens, int i)
    {
        if (!IsDayToken(text, tokens[i]) || i + 1 >= tokens.Length)
            return -1;
        var at = i + 1;
        while (at < tokens.Length && at < i + 3 && Is(text, tokens[at], "of", "-"))
            at++;
        if (at >= tokens.Length || !tokens[at].Has(WordClass.Month)
            || tokens[at].Gap == Gap.Paragraph)
        {
            return -1;
        }

        var end = tokens[at].End;
        // "4 May" and "2 march": a bare figure before a word that is also a verb is no date.
        var year = YearAfter(text, tokens, at + 1);
        if (year < 0 && tokens[at].Form == TokenForm.Lower
            && text.AsSpan(tokens[at].Start, tokens[at].Length) is "may" or "march" or "mar"
                or "sat" or "sun" or "dec")
        {
            return -1;
        }

        return year < 0 ? end : year;
    }

    private static int MonthFirstEnd(string text, Token[] tokens, int i)
    {
        if (!tokens[i].Has(WordClass.Month) || i + 1 >= tokens.Length)
            return -1;
        var year = YearAfter(text, tokens, i + 1);
        if (year > 0)
            return year;
        if (!IsDayToken(text, tokens[i + 1]) || tokens[i + 1].Gap is not Gap.Space
            || tokens[i].Form == TokenForm.Lower)
        {
            return -1;
        }

        year = YearAfter(text, tokens, i + 2);
        if (year > 0)
            return year;
        return tokens[i + 1].Form == TokenForm.Alphanumeric || !IsDecimal(text, tokens[i + 1].End)
            ? tokens[i + 1].End : -1;
    }

    private static bool IsDecimal(string text, int at) => at + 1 < text.Length
        && text[at] is '.' or '/' or '%' or ':' && char.IsAsciiDigit(text[at + 1]);

    /// <summary>The end of a year at this token, perhaps after a comma; otherwise -1.</summary>
    private static int YearAfter(string text, Token[] tokens, int at)
    {
        while (at < tokens.Length && Is(text, tokens[at], ",", "'") && tokens[at].Gap < Gap.Line)
            at++;
        if (at < tokens.Length && Is(text, tokens[at], "-", "/"))
            at++;
        if (at >= tokens.Length || tokens[at].Form != TokenForm.Number
            || tokens[at].Gap >= Gap.Line || IsDecimal(text, tokens[at].End))
        {
            return -1;
        }

        var figures = text.AsSpan(tokens[at].Start, tokens[at].Length);
        if (IsYear(figures))
            return tokens[at].End;
        return figures.Length == 2 && tokens[at].Start > 0
            && text[tokens[at].Start - 1] is '\'' or '-' or '/' ? tokens[at].End : -1;
    }

    private static bool IsYear(ReadOnlySpan<char> figures) => figures.Length == 4
        && int.TryParse(figures, out var year) && year is >= 1850 and <= 2100;

    private static bool IsDayToken(string text, in Token token)
    {
        var span = text.AsSpan(token.Start, token.Length);
        var digits = 0;
        while (digits < span.Length && char.IsAsciiDigit(span[digits]))
            digits++;
        if (digits is 0 or > 2 || !int.TryParse(span[..digits], out var day)
            || day is < 1 or > 31)
        {
            return false;
        }

        var tail = span[digits..];
        return tail.Length == 0 || (tail.Length == 2
            && (tail.Equals("st", StringComparison.OrdinalIgnoreCase)
                || tail.Equals("nd", StringComparison.OrdinalIgnoreCase)
                || tail.Equals("rd", StringComparison.OrdinalIgnoreCase)
                || tail.Equals("th", StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Is(string text, in Token token, string one, string? other = null)
    {
        var span = text.AsSpan(token.Start, token.Length);
        return span.Equals(one, StringComparison.OrdinalIgnoreCase)
            || (other is not null && span.Equals(other, StringComparison.OrdinalIgnoreCase));
    }
}
