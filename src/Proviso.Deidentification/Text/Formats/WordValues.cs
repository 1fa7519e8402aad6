namespace Proviso.Deidentification.Text.Formats;

/// <summary>
/// Values that an attribute of a Word document may have. Numbers up to six figures, colours and
/// the standard's own words pass; anything else could hide text, and goes.
/// </summary>
internal static class WordValues
{
    private static readonly HashSet<string> Words = new(
        ("left right center both start end justify distribute single double dashed dotted thick "
        + "none nil auto true false on off pct dxa bar top bottom superscript subscript baseline "
        + "default first even odd continuous nextPage evenPage oddPage nextColumn portrait "
        + "landscape atLeast exact exactly restart decimal lowerLetter upperLetter lowerRoman "
        + "upperRoman bullet paragraph character table numbering text margin page column "
        + "separator continuationSeparator continuationNotice multilevel singleLevel "
        + "hybridMultilevel clear yellow green cyan magenta blue red darkBlue darkCyan darkGreen "
        + "darkMagenta darkRed darkYellow darkGray lightGray black white fixed autofit space tab "
        + "nothing rtl ltr lrTb tbRl btLr wave words dash dotDash dotDotDash solid hanging "
        + "firstLine num ordinal cardinalText inside outside around textWrapping all ignore "
        + "Normal Title Subtitle Strong Emphasis Quote Header Footer TableGrid TableNormal "
        + "ListParagraph DefaultParagraphFont NoList NoSpacing Caption FootnoteText "
        + "FootnoteReference CommentText CommentReference EndnoteText EndnoteReference "
        + "Heading1 Heading2 Heading3 Heading4 Heading5 Heading6 Heading7 Heading8 Heading9")
        .Split(' '), StringComparer.Ordinal);

    public static bool IsKnown(string attribute, string element, string value)
    {
        if (Words.Contains(value))
            return true;
        if (value.Length is > 0 and <= 6
            && value.TrimStart('-').All(c => char.IsAsciiDigit(c)))
        {
            return true;
        }

        if (attribute is "color" or "fill" or "val" && element is "color" or "shd"
            && value.Length == 6 && value.All(char.IsAsciiHexDigit))
        {
            return true;
        }

        // The text of a numbered list's marker: "%1." or a bullet sign.
        return element == "lvlText" && value.Length <= 6
            && value.All(c => c is '%' or '.' or '(' or ')' || char.IsAsciiDigit(c)
                || !char.IsLetterOrDigit(c));
    }
}
