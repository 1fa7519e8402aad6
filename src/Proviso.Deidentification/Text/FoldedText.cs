using System.Globalization;
using System.Text;

namespace Proviso.Deidentification.Text;

/// <summary>
/// A text as the finders read it: accents dropped, look-alike letters and full-width forms
/// brought to plain ones, unseen characters left out, and a way back to the original offsets.
/// </summary>
internal sealed class FoldedText
{
    // The plain letter under each accented one, in the order of the code points (Unicode
    // canonical decomposition); '?' where there is none. The runtime's own tables are not at
    // hand where the culture is invariant.
    private const string LatinFrom00C0 =
        "AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuytyAaAaAaCcCcCcCcDd"
        + "DdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi??JjKk?LlLlLl??LlNnNnNn?NnOoOoOoOoRrRrRrSsSsSs"
        + "SsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz?????????????????????????????????Oo?????????????U"
        + "u????????????????????????????AaIiOoUuUuUuUuUu?AaAa????GgKkOoOo??j???Gg??NnAa????"
        + "AaAaEeEeIiIiOoOoRrRrUuUuSsTt??Hh??????AaEeOoOoOoOoYy????????????????????????????";

    private const string LatinFrom1E00 =
        "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOo"
        + "OoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwy??????"
        + "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUu"
        + "UuYyYyYyYy??????";

    private readonly int[]? originalOffsets;

    private FoldedText(string original, string folded, int[]? originalOffsets)
    {
        Original = original;
        Folded = folded;
        this.originalOffsets = originalOffsets;
    }

    public string Original { get; }

    public string Folded { get; }

    public static FoldedText Of(string text)
    {
        if (Ascii.IsValid(text) && !text.Contains('\0'))
            return new FoldedText(text, text, null);
        var folded = new char[text.Length];
        var offsets = new int[text.Length + 1];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = Fold(text[i]);
            if (c == '\0')
                continue;
            folded[length] = c;
            offsets[length++] = i;
        }

        offsets[length] = text.Length;
        return new FoldedText(text, new string(folded, 0, length), offsets);
    }

    /// <summary>Where a folded stretch begins in the original.</summary>
    public int OriginalStart(int start) => originalOffsets is null ? start : originalOffsets[start];

    /// <summary>Where a folded stretch ends in the original, with marks that follow it.</summary>
    public int OriginalEnd(int end)
    {
        if (originalOffsets is null || end == 0)
            return end;
        var at = originalOffsets[end - 1] + 1;
        while (at < Original.Length && Fold(Original[at]) == '\0' && Original[at] != '\0')
            at++;
        return at;
    }

    /// <summary>The plain form of one UTF-16 unit; NUL where it is to be read over.</summary>
    internal static char Fold(char c)
    {
        if (c < 128)
            return c;
        if (IsUnseen(c))
            return '\0';
        if (c is >= '\u0300' and <= '\u036F')
            return '\0';
        if (c <= '\u024F' || c is >= '\u1E00' and <= '\u1EFF')
            return FoldLatin(c);
        if (c is >= '\uFF01' and <= '\uFF5E')
            return (char)(c - 0xFEE0);
        return c switch
        {
            '\u2018' or '\u2019' or '\u201B' or '\u02BC' or '\u2032' => '\'',
            '\u201C' or '\u201D' => '"',
            >= '\u2010' and <= '\u2015' or '\u2212' => '-',
            >= '\u2000' and <= '\u200A' or '\u202F' or '\u205F' or '\u3000' => ' ',
            '\u2028' or '\u2029' => '\n',
            _ => LookAlike(c),
        };
    }

    private static bool IsUnseen(char c) => c is '\u00AD' or '\u061C' or '\uFEFF'
        or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
        or (>= '\u2060' and <= '\u206F') or (>= '\uFE00' and <= '\uFE0F');

    private static char FoldLatin(char c)
    {
        if (c == '\u00A0')
            return ' ';
        if (c < '\u00C0')
            return c;
        var plain = c < '\u0250' ? LatinFrom00C0[c - '\u00C0'] : LatinFrom1E00[c - '\u1E00'];
        return plain == '?' ? c : plain;
    }

    /// <summary>Cyrillic and Greek letters that look like Latin ones, read as those.</summary>
    private static char LookAlike(char c)
    {
        const string Foreign = "аеорсухіјѕԁһӏАВЕКМНОРСТУХІЈЅοαικνρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
        const string Plain = "aeopcyxijsdhlABEKMHOPCTYXIJSoaiknpuABEZHIKMNOPTYX";
        var at = Foreign.IndexOf(c, StringComparison.Ordinal);
        if (at >= 0)
            return Plain[at];
        return char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? '\0' : c;
    }
}
