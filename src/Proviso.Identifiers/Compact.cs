namespace Proviso.Identifiers;

/// <summary>Takes out of a typed identifier what people put in to make it readable.</summary>
internal static class Compact
{
    /// <summary>
    /// Copies the text in capitals without spaces and, if asked, without dashes between other
    /// characters. A dash at either end is kept, so that the caller refuses it: "-9991234567" is
    /// a negative number that a spreadsheet made, not an identifier.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="target">
    /// Where the characters go; one longer than the longest identifier, so that a full target
    /// means that the text is too long.
    /// </param>
    /// <param name="dashes">Whether dashes are left out too.</param>
    /// <returns>The filled part of <paramref name="target"/>.</returns>
    internal static ReadOnlySpan<char> Into(
        Span<char> target, ReadOnlySpan<char> text, bool dashes)
    {
        var trimmed = text.Trim();
        var length = 0;
        for (var i = 0; i < trimmed.Length && length < target.Length; i++)
        {
            var character = trimmed[i];
            var inside = i > 0 && i < trimmed.Length - 1;
            if (char.IsWhiteSpace(character) || (dashes && inside && IsDash(character)))
                continue;

            target[length++] = char.IsAsciiLetterLower(character)
                ? (char)(character - 'a' + 'A')
                : character;
        }

        return target[..length];
    }

    internal static bool IsDigits(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
                return false;
        }

        return true;
    }

    internal static bool IsLettersAndDigits(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character))
                return false;
        }

        return true;
    }

    // Hyphen-minus, hyphen, non-breaking hyphen, figure dash, en dash, em dash, minus: word
    // processors and spreadsheets turn the first into any of the others.
    private static bool IsDash(char character) =>
        character is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212';
}
