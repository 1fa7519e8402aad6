using System.Runtime.CompilerServices;

namespace Proviso.Deidentification.Text;

/// <summary>Cuts a folded text into words, numbers and signs, in one pass.</summary>
internal static class Tokeniser
{
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashStep = 1099511628211;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Token[] Cut(string text)
    {
        var tokens = new Token[(text.Length / 4) + 16];
        var count = 0;
        var at = 0;
        while (at < text.Length)
        {
            var gap = SkipSpace(text, ref at);
            if (at >= text.Length)
                break;
            if (count == tokens.Length)
                Array.Resize(ref tokens, tokens.Length * 2);
            ref var token = ref tokens[count++];
            token.Gap = count == 1 ? Gap.Paragraph : gap;
            token.Start = at;
            if (char.IsLetterOrDigit(text[at]))
                ReadWord(text, ref at, ref token);
            else
                ReadSymbol(text, ref at, ref token);
            token.End = at;
        }

        Array.Resize(ref tokens, count);
        return tokens;
    }

    /// <summary>The hash that a token has whose lower-case form is this word.</summary>
    public static ulong HashOf(ReadOnlySpan<char> word)
    {
        var hash = HashStart;
        foreach (var c in word)
            hash = (hash ^ Lower(c)) * HashStep;
        return hash;
    }

    private static Gap SkipSpace(string text, ref int at)
    {
        var gap = Gap.None;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\n')
                gap = gap >= Gap.Line ? Gap.Paragraph : Gap.Line;
            else if (char.IsWhiteSpace(c) || char.IsControl(c))
                gap = gap == Gap.None ? Gap.Space : gap;
            else
                break;
        }

        return gap;
    }

    private static void ReadSymbol(string text, ref int at, ref Token token)
    {
        // The possessive stays one token, so that what stands before it reads as the name.
        var length = text[at] == '\'' && at + 1 < text.Length && (text[at + 1] | 32) == 's'
            && (at + 2 >= text.Length || !char.IsLetterOrDigit(text[at + 2])) ? 2 : 1;
        token.Form = TokenForm.Symbol;
        token.Hash = HashOf(text.AsSpan(at, length));
        at += length;
    }

    private static void ReadWord(string text, ref int at, ref Token token)
    {
        var start = at;
        var hash = HashStart;
        int uppers = 0, letters = 0, digits = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c))
                digits++;
            else if (char.IsLetterOrDigit(c))
            {
                letters++;
                if (char.IsUpper(c))
                    uppers++;
            }
            else if (!IsInnerApostrophe(text, at, start))
                break;
            hash = (hash ^ Lower(c)) * HashStep;
        }

        token.Hash = hash;
        token.Form = FormOf(text[start], uppers, letters, digits);
    }

    private static TokenForm FormOf(char first, int uppers, int letters, int digits)
    {
        if (letters == 0)
            return TokenForm.Number;
        if (digits > 0)
            return TokenForm.Alphanumeric;
        if (uppers == 0)
            return TokenForm.Lower;
        if (letters == 1)
            return TokenForm.SingleCapital;
        if (uppers == letters)
            return TokenForm.Upper;
        return uppers == 1 && char.IsUpper(first) ? TokenForm.Capital : TokenForm.MixedCase;
    }

    /// <summary>
    /// True for the sign inside O'Brien; false for that of Anna's and of 'quoted'.
    /// </summary>
    private static bool IsInnerApostrophe(string text, int at, int start)
    {
        if (text[at] != '\'' || at == start || at + 1 >= text.Length)
            return false;
        if (!char.IsLetter(text[at + 1]) || !char.IsLetter(text[at - 1]))
            return false;
        return (text[at + 1] | 32) != 's'
            || (at + 2 < text.Length && char.IsLetterOrDigit(text[at + 2]));
    }

    private static char Lower(char c) =>
        c < 128 ? (char)(c is >= 'A' and <= 'Z' ? c | 32 : c) : char.ToLowerInvariant(c);
}
