using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>
/// Writes pages anew: the treated text at the places of the old, and nothing else. There is no
/// box with something under it, because what was removed was never put in. The same pages give
/// the same bytes.
/// </summary>
internal sealed class PdfWriter
{
    private const double NoteWidth = 595;
    private const double NoteHeight = 842;
    private const double Margin = 56;
    private const double NoteSize = 10;

    // Objects 1 to 7: the catalogue, the pages, and the font in five parts.
    private const int FirstPage = 8;
    private readonly TrueTypeFont font = TrueTypeFont.Instance;
    private readonly SortedDictionary<int, string> used = [];
    private readonly List<(double Width, double Height, string Content)> pages = [];

    /// <summary>Writes a page.</summary>
    /// <param name="width">In points.</param>
    /// <param name="height">In points.</param>
    /// <param name="runs">The old runs.</param>
    /// <param name="texts">What stands in the place of each.</param>
    public void AddPage(
        double width, double height, IReadOnlyList<PdfRun> runs, IReadOnlyList<string> texts)
    {
        var content = new StringBuilder("BT\n");
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            var text = texts[i].Replace('\n', ' ').Replace('\t', ' ');
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var size = Math.Clamp(run.Size, 1, 400);
            var wide = WidthOf(text) * size;
            var room = text == run.Text ? run.Width : Math.Max(run.Width, run.Room);
            if (wide > room && room > 0)
                size = (float)Math.Max(1, size * room / wide);
            Show(content, text, size, run.Angle,
                Math.Clamp(run.Start.X, 0, width - 1), Math.Clamp(run.Start.Y, 1, height - 1));
        }

        pages.Add((width, height, content.Append("ET\n").ToString()));
    }

    /// <summary>Writes what belonged to a page without standing on it, such as comments.</summary>
    public void AddNotes(string heading, IReadOnlyList<string> notes)
    {
        var lines = notes.SelectMany(n => n.Split('\n')).Prepend("").Prepend(heading)
            .SelectMany(Wrap);
        foreach (var sheet in lines.Chunk((int)((NoteHeight - (2 * Margin)) / (NoteSize * 1.4))))
        {
            var content = new StringBuilder("BT\n");
            for (var i = 0; i < sheet.Length; i++)
            {
                Show(content, sheet[i], NoteSize, 0, Margin,
                    NoteHeight - Margin - (i * NoteSize * 1.4));
            }

            pages.Add((NoteWidth, NoteHeight, content.Append("ET\n").ToString()));
        }
    }

    public byte[] Save()
    {
        var objects = new List<byte[]>
        {
            Plain("<</Type/Catalog/Pages 2 0 R>>"),
            Plain($"<</Type/Pages/Count {pages.Count}/Kids[" + string.Join(
                ' ', pages.Select((_, i) => $"{FirstPage + (2 * i)} 0 R")) + "]>>"),
            Plain("<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+DejaVuSansCondensed"
                + "/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 7 0 R>>"),
            Plain("<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+DejaVuSansCondensed"
                + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                + "/CIDToGIDMap/Identity/FontDescriptor 5 0 R/W[" + string.Join(
                    ' ', used.Keys.Select(g => $"{g}[{font.WidthOf(g)}]")) + "]>>"),
            Plain("<</Type/FontDescriptor/FontName/AAAAAA+DejaVuSansCondensed/Flags 4"
                + "/FontBBox[-918 -463 1614 1232]/ItalicAngle 0/Ascent 928/Descent -236"
                + "/CapHeight 729/StemV 80/FontFile2 6 0 R>>"),
            Packed(font.Subset(used.Keys)),
            Packed(Encoding.ASCII.GetBytes(CharacterMap())),
        };
        for (var i = 0; i < pages.Count; i++)
        {
            objects.Add(Plain(string.Create(
                CultureInfo.InvariantCulture,
                $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {pages[i].Width:0.##} "
                + $"{pages[i].Height:0.##}]/Contents {FirstPage + (2 * i) + 1} 0 R"
                + $"/Resources<</Font<</F 3 0 R>>>>>>")));
            objects.Add(Packed(Encoding.ASCII.GetBytes(pages[i].Content)));
        }

        return FileOf(objects);
    }

    private static byte[] Plain(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(bytes);
        return
        [
            .. Plain($"<</Length {packed.Length}/Length1 {bytes.Length}/Filter/FlateDecode>>"
                + "\nstream\n"),
            .. packed.ToArray(), .. "\nendstream"u8,
        ];
    }

    private static byte[] FileOf(List<byte[]> objects)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\xC2\xA5\xC2\xB1\n"u8);
        var table = new StringBuilder($"xref\n0 {objects.Count + 1}\n{0:D10} 65535 f \n");
        for (var i = 0; i < objects.Count; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Write(Plain($"{i + 1} 0 obj\n"));
            file.Write(objects[i]);
            file.Write("\nendobj\n"u8);
        }

        var start = file.Length;
        file.Write(Plain(table.ToString()));
        file.Write(Plain($"trailer\n<</Size {objects.Count + 1}/Root 1 0 R>>\n"
            + $"startxref\n{start}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>So that the words of the result can be searched, copied and read aloud.</summary>
    private string CharacterMap()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin "
            + "begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            + "1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var some in used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach (var (glyph, text) in some)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <").Append(
                    Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))).Append(">\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end")
            .ToString();
    }

    private void Show(
        StringBuilder content, string text, double size, int angle, double x, double y)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        content.Append(CultureInfo.InvariantCulture,
            $"/F {size:0.##} Tf {cos:0.####} {sin:0.####} {-sin:0.####} {cos:0.####} "
            + $"{x:0.##} {y:0.##} Tm <");
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = font.GlyphOf(rune);
            used.TryAdd(glyph, rune.ToString());
            content.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }

        content.Append("> Tj\n");
    }

    /// <summary>How wide a text is, in parts of its size.</summary>
    private double WidthOf(string text)
    {
        double width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += font.WidthOf(font.GlyphOf(rune)) / 1000.0;
        return width;
    }

    /// <summary>Cuts a line at spaces so that it fits; a word that does not is cut anywhere.
    /// </summary>
    private IEnumerable<string> Wrap(string line)
    {
        const double Most = (NoteWidth - (2 * Margin)) / NoteSize;
        int from = 0, space = -1;
        double width = 0;
        for (var at = 0; at < line.Length; at++)
        {
            width += WidthOf(char.IsSurrogatePair(line, at) ? line.Substring(at++, 2)
                : line[at].ToString());
            if (line[at] == ' ')
                space = at;
            if (width <= Most)
                continue;
            var cut = space >= from ? space + 1 : at + 1;
            yield return line[from..cut];
            from = cut;
            width = WidthOf(line[from..(at + 1)]);
        }

        yield return line[from..];
    }
}
