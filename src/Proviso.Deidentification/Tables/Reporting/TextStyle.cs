using System.Text;
using Proviso.Deidentification.Text.Formats.Pdf;

namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>How text of a PDF looks. There is one font, which is in the program, because a server
/// has none; bold is its outline drawn a little thicker.</summary>
/// <param name="Size">In points.</param>
/// <param name="IsBold">Whether it is bold.</param>
internal readonly record struct TextStyle(double Size, bool IsBold)
{
    private const double LineFactor = 1.3;

    public static readonly TextStyle Title = new(20, true);

    public static readonly TextStyle Heading = new(14, true);

    public static readonly TextStyle Strong = new(11.5, true);

    public static readonly TextStyle Body = new(10, false);

    public static readonly TextStyle Small = new(9, false);

    public static readonly TextStyle SmallBold = new(9, true);

    /// <summary>From line to line, in points.</summary>
    public double LineHeight => Size * LineFactor;

    /// <summary>How wide a text is, in points.</summary>
    public double WidthOf(string text)
    {
        var font = TrueTypeFont.Instance;
        var width = 0L;
        foreach (var rune in text.EnumerateRunes())
            width += font.WidthOf(font.GlyphOf(rune));
        return width * Size / 1000;
    }

    /// <summary>Breaks a text into lines; a word that is too long for a line is cut.</summary>
    public IReadOnlyList<string> Lines(string text, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (WidthOf(longer) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
                lines.Add(line);
            line = word;
            while (WidthOf(line) > width && line.Length > 1)
            {
                var cut = line.Length - 1;
                while (cut > 1 && WidthOf(line[..cut]) > width)
                    cut--;

                // The two halves of one character stay together.
                if (cut > 1 && char.IsHighSurrogate(line[cut - 1]))
                    cut--;
                lines.Add(line[..cut]);
                line = line[cut..];
            }
        }

        lines.Add(line);
        return lines;
    }
}
