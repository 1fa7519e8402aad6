using System.Globalization;
using System.Text;
using Proviso.Deidentification.Text.Formats.Pdf;

namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>The font of a PDF: the outlines that it uses, their widths, and which letters they
/// are, so that the text can be searched, copied and read aloud.</summary>
internal static class PdfFontObjects
{
    private const string Name = "AAAAAA+DejaVuSansCondensed";

    /// <summary>Adds the font.</summary>
    /// <param name="file">The file.</param>
    /// <param name="used">The text of each glyph that is used.</param>
    /// <returns>The number of the font.</returns>
    public static int Add(PdfObjects file, SortedDictionary<int, string> used)
    {
        var font = TrueTypeFont.Instance;
        var subset = font.Subset(used.Keys);
        var outlines = file.AddStream($"/Length1 {subset.Length}", subset);
        var descriptor = file.Add($"<</Type/FontDescriptor/FontName/{Name}/Flags 4"
            + "/FontBBox[-918 -463 1614 1232]/ItalicAngle 0/Ascent 928/Descent -236"
            + $"/CapHeight 729/StemV 80/FontFile2 {outlines} 0 R>>");
        var widths = string.Join(' ', used.Keys.Select(g => $"{g}[{font.WidthOf(g)}]"));
        var descendant = file.Add($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{Name}"
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/CIDToGIDMap/Identity/FontDescriptor {descriptor} 0 R/W[{widths}]>>");
        var letters = file.AddStream("", Encoding.ASCII.GetBytes(Letters(used)));
        return file.Add($"<</Type/Font/Subtype/Type0/BaseFont/{Name}/Encoding/Identity-H"
            + $"/DescendantFonts[{descendant} 0 R]/ToUnicode {letters} 0 R>>");
    }

    private static string Letters(SortedDictionary<int, string> used)
    {
        const int MostInABlock = 100;
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin "
            + "begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            + "1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var block in used.Chunk(MostInABlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, text) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <")
                    .Append(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)))
                    .Append(">\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end")
            .ToString();
    }
}
