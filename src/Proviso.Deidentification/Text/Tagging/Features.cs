using System.Runtime.CompilerServices;

namespace Proviso.Deidentification.Text.Tagging;

/// <summary>
/// What the tagger looks at for one token: the words, their forms and what is known about them,
/// in a window of two on either side; each is hashed to a row of the weights.
/// </summary>
internal static class Features
{
    /// <summary>Number of rows that each token has.</summary>
    public const int PerToken = 44;

    /// <summary>Binary logarithm of the number of rows of the weights.</summary>
    public const int RowBits = 18;

    private static readonly Token Nothing = new() { Hash = 77, Form = TokenForm.Symbol };

    /// <summary>Kinds of writing: what is masked in a judgment is not what is in a note.</summary>
    public enum Genre
    {
        Other,
        Care,
        Legal,
    }

    /// <summary>Tells the kind of writing from the words of the whole document.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Genre GenreOf(ReadOnlySpan<Token> tokens)
    {
        int care = 0, legal = 0;
        foreach (ref readonly var token in tokens)
        {
            if (token.Has(WordClass.Clinical))
                care++;
            if (token.Has(WordClass.Legal))
                legal++;
        }

        if (legal * 40 > tokens.Length && legal > care)
            return Genre.Legal;
        return care > 0 ? Genre.Care : Genre.Other;
    }

    /// <summary>Fills the rows of one token.</summary>
    /// <param name="tokens">The whole document.</param>
    /// <param name="marks">Kind plus one of the exact finding at each token, or nought.</param>
    /// <param name="documents">From <see cref="DocumentMarks.Of"/>.</param>
    /// <param name="at">The token.</param>
    /// <param name="genre">From <see cref="GenreOf"/>.</param>
    /// <param name="text">The folded text.</param>
    /// <param name="rows">Receives <see cref="PerToken"/> row numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(
        Token[] tokens, byte[] marks, byte[] documents, int at, Genre genre, string text,
        Span<int> rows)
    {
        ref readonly var here = ref tokens[at];
        ref readonly var left = ref At(tokens, at - 1);
        ref readonly var left2 = ref At(tokens, at - 2);
        ref readonly var right = ref At(tokens, at + 1);
        ref readonly var right2 = ref At(tokens, at + 2);
        var n = 0;
        var w = here.Hash;
        var s = Shape(here);
        var sl = Shape(left);
        var sr = Shape(right);
        ulong c = (ulong)here.Class;
        ulong cl = (ulong)left.Class;
        ulong cr = (ulong)right.Class;
        var g = (ulong)genre + 1;
        rows[n] = Row(n++, w);
        rows[n] = Row(n++, left.Hash);
        rows[n] = Row(n++, right.Hash);
        rows[n] = Row(n++, left2.Hash);
        rows[n] = Row(n++, right2.Hash);
        rows[n] = Row(n++, left.Hash, w);
        rows[n] = Row(n++, w, right.Hash);
        rows[n] = Row(n++, left2.Hash, left.Hash);
        rows[n] = Row(n++, right.Hash, right2.Hash);
        rows[n] = Row(n++, s);
        rows[n] = Row(n++, sl, s);
        rows[n] = Row(n++, s, sr);
        rows[n] = Row(n++, sl, s, sr);
        rows[n] = Row(n++, c, s);
        rows[n] = Row(n++, cl, sl);
        rows[n] = Row(n++, cr, sr);
        rows[n] = Row(n++, cl, c, s);
        rows[n] = Row(n++, c, cr, s);
        rows[n] = Row(n++, (ulong)left2.Class, cl, c);
        rows[n] = Row(n++, c, cr, (ulong)right2.Class);
        rows[n] = Row(n++, left.Hash, c, s);
        rows[n] = Row(n++, right.Hash, c, s);
        rows[n] = Row(n++, g, w);
        rows[n] = Row(n++, g, c, s);
        rows[n] = Row(n++, g, left.Hash, s);
        rows[n] = Row(n++, g, right.Hash, s);
        rows[n] = Row(n++, Affix(text, here, 2, false));
        rows[n] = Row(n++, Affix(text, here, 3, false));
        rows[n] = Row(n++, Affix(text, here, 2, true));
        rows[n] = Row(n++, Affix(text, here, 3, true));
        rows[n] = Row(n++, Affix(text, here, 4, true), s);
        ulong m = Mark(marks, at), ml = Mark(marks, at - 1), mr = Mark(marks, at + 1);
        rows[n] = Row(n++, m, g);
        rows[n] = Row(n++, m, ml, mr);
        rows[n] = Row(n++, ml, s, c);
        rows[n] = Row(n++, mr, s, c);
        rows[n] = Row(n++, (ulong)here.Gap, (ulong)right.Gap, s);
        rows[n] = Row(n++, (ulong)here.Gap, c, s);
        rows[n] = Row(n++, left2.Hash, c, s);
        rows[n] = Row(n++, right2.Hash, c, s);
        rows[n] = Row(n++, left.Hash, s, right.Hash);
        rows[n] = Row(n++, LeftOf(tokens, at), c, s);
        rows[n] = Row(n++, g, left2.Hash, left.Hash, s);
        ulong d = documents[at];
        rows[n] = Row(n++, d, g, c, s);
        rows[n] = Row(n++, d, g, left.Hash);
    }

    /// <summary>Rows that name the word itself; training drops them now and then.</summary>
    public static bool NamesWord(int template) => template is 0 or 5 or 6 or 22;

    private static ref readonly Token At(Token[] tokens, int at)
    {
        if ((uint)at < (uint)tokens.Length)
            return ref tokens[at];
        return ref Nothing;
    }

    private static ulong Mark(byte[] marks, int at) =>
        (uint)at < (uint)marks.Length ? marks[at] : 0u;

    /// <summary>The nearest word on the left that is not part of a row of capitals.</summary>
    private static ulong LeftOf(Token[] tokens, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - 5; i--)
        {
            if (!tokens[i].IsCapitalised && tokens[i].Form != TokenForm.Symbol)
                return tokens[i].Hash;
        }

        return 5;
    }

    private static ulong Shape(in Token token)
    {
        if (token.Form == TokenForm.Symbol)
            return token.Hash | 64;
        var size = token.Form is TokenForm.Number or TokenForm.Alphanumeric
            ? Math.Min(token.Length, 11) : Math.Min(token.Length, 3);
        return ((ulong)token.Form * 16) + (ulong)size;
    }

    private static ulong Affix(string text, in Token token, int length, bool end)
    {
        if (!token.IsWord && token.Form != TokenForm.Alphanumeric)
            return token.Form == TokenForm.Number ? 11u : 12u;
        if (token.Length <= length)
            return 13;
        var start = end ? token.End - length : token.Start;
        var value = (ulong)length;
        for (var i = 0; i < length; i++)
            value = (value << 14) ^ char.ToLowerInvariant(text[start + i]);
        return value;
    }

    /// <summary>The row of a template and up to four values. The values are spread over the
    /// whole number before they are added, so that small ones do not meet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Row(int template, ulong a, ulong b = 0, ulong c = 0, ulong d = 0)
    {
        var h = ((ulong)(template + 1) * 0x9E3779B97F4A7C15)
            + (a * 0xBF58476D1CE4E5B9) + (b * 0x94D049BB133111EB)
            + (c * 0xD6E8FEB86659FD93) + (d * 0xC2B2AE3D27D4EB4F);
        h = (h ^ (h >> 32)) * 0x9FB21C651E98DF25;
        return (int)(h >> (64 - RowBits));
    }
}
