using System.Text;

namespace Proviso.Deidentification.Tests.Text.Formats.Pdf;

/// <summary>A PDF that hides the fifty planted identifiers wherever the format has room.</summary>
internal static class PlantedPdf
{
    /// <summary>The file, and what of it a reader must see, because it is text on the page or
    /// beside it; the rest has to be gone from the result.</summary>
    public static (byte[] Pdf, IReadOnlyList<string> Shown) Make()
    {
        var shown = new List<string>();
        var next = 0;
        string Hidden() => Planted.All[next++];
        string Shown()
        {
            shown.Add(Planted.All[next]);
            return Planted.All[next++];
        }

        var pdf = new PdfBytes();
        pdf.Add(Page());
        pdf.Add("<</Type/Pages/Count 1/Kids[1 0 R]>>");
        pdf.AddStream("", Content(Shown, Hidden), packed: true);
        pdf.AddStream("/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Matrix[1 0 0 1 20 20]"
            + "/Resources<</Font<</F1 11 0 R>>/XObject<</In 5 0 R>>>>",
            $"BT /F1 9 Tf 20 200 Td (form {Shown()}) Tj ET /In Do", packed: true);
        pdf.AddStream("/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Group<</S/Transparency>>"
            + $"/Metadata 12 0 R/LastModified(D:2020)/PieceInfo<</X<</Private({Hidden()})>>>>",
            $"BT /F1 9 Tf 20 180 Td (inner form {Shown()}) Tj ET");
        var map = new StringBuilder("1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            + "1 beginbfrange <0101> <0160> <0020> endbfrange");
        pdf.Add("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 7 0 R"
            + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 500>>]>>");
        pdf.AddStream("", map.ToString(), packed: true);
        pdf.Add("<</Type/Font/Subtype/Type1/BaseFont/Y/FirstChar 1/Widths[]/Encoding<<"
            + "/Differences[1/zero/one/two/three/four/five/six/seven/eight/nine/space]>>>>");
        pdf.AddStream("", $"BT /F1 9 Tf 2 2 Td (appearance {Shown()}) Tj ET");
        Annotations(pdf, Shown, Hidden);
        Catalogue(pdf, Hidden);
        while (next < 50)
            pdf.AddStream($"/Note({Hidden()})", $"% {(next < 50 ? Hidden() : "")} unused");
        var file = pdf.Build(14, "/Info 13 0 R");
        byte[] comment = Encoding.Latin1.GetBytes($"% {Planted.All[0]}\n");
        return ([.. file, .. comment], shown);
    }

    private static string Page() =>
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/CropBox[0 0 595 800]/Contents[3 0 R]"
        + "/Annots[15 0 R 16 0 R 17 0 R 18 0 R 19 0 R]/Metadata 12 0 R/Resources<</Font<</F1 11 0 "
        + "R/F2 6 0 R/F3 8 0 R>>/XObject<</Fm 4 0 R>>/Properties<</P1 20 0 R>>>>>>";

    private static string Content(Func<string> shown, Func<string> hidden)
    {
        var content = new StringBuilder();
        var y = 790;
        void Line(string operators) =>
            content.Append($"BT /F1 9 Tf 1 0 0 1 40 {y -= 14} Tm {operators} ET\n");
        Line("(Visible words stay) Tj");
        Line($"({shown()}) Tj");
        Line($"3 Tr ({shown()}) Tj 0 Tr");
        Line($"1 g ({shown()}) Tj 0 g");
        Line($"0.01 0 0 0.01 40 {y} Tm ({shown()}) Tj");
        Line($"1 0 0 1 900 -500 Tm ({shown()}) Tj");
        Line($"7 Tr ({shown()}) Tj 0 Tr");
        Line("<" + Convert.ToHexString(Encoding.ASCII.GetBytes(shown())) + "> Tj");
        Line("[" + string.Concat(shown().Select(c => $"({c})-8")) + "] TJ");
        Line($"/Span<</ActualText({hidden()})/Alt({hidden()})/E({hidden()})>> BDC (x) Tj EMC");
        Line($"/OC/P1 BDC ({shown()}) Tj EMC");
        Line("/F2 9 Tf <" + string.Concat(
            shown().Select(c => $"{c - ' ' + 0x101:X4}")) + "> Tj");
        var phone = Planted.All[25];
        Line("/F3 9 Tf <" + string.Concat(phone.Select(
            c => $"{(c == ' ' ? 11 : c - '0' + 1):X2}")) + "> Tj");
        content.Append($"BT /F1 9 Tf 0 1 -1 0 500 100 Tm ({shown()}) Tj ET\n");
        content.Append($"q 0 0 1 1 re W n BT /F1 9 Tf 40 {y - 14} Td ({shown()}) Tj ET Q\n");
        content.Append($"0 0 0 rg BT /F1 9 Tf 40 {y - 28} Td ({shown()}) Tj ET 30 {y - 30} 300 "
            + $"12 re f % {hidden()}\n/Fm Do\n");
        content.Append($"q BI /W 30 /H 1 /BPC 8 /CS /G ID {hidden()} EI Q\n");
        return content.ToString();
    }

    private static void Annotations(PdfBytes pdf, Func<string> shown, Func<string> hidden)
    {
        pdf.Add($"<</S/JavaScript/JS(app.alert\\('{hidden()}'\\))>>");
        pdf.Add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        pdf.AddStream("/Type/Metadata/Subtype/XML", $"<x:xmpmeta>{hidden()}</x:xmpmeta>");
        pdf.Add($"<</Title({hidden()})/Author({hidden()})/Subject({hidden()})/Keywords({hidden()})"
            + $"/Creator({hidden()})/Producer({hidden()})/Own({hidden()})>>");
        pdf.Add("<</Type/Catalog/Pages 2 0 R/Metadata 12 0 R/Outlines 21 0 R/OpenAction 10 0 R"
            + $"/AcroForm<</Fields[17 0 R 18 0 R]/DA(/F1 9 Tf)>>/StructTreeRoot 22 0 R"
            + "/OCProperties<</OCGs[20 0 R]/D<</OFF[20 0 R]>>>>/Names<</Dests<</Names["
            + $"({hidden()}) [1 0 R/Fit]]>>>>/PageLabels<</Nums[0<</P({hidden()})>>]>>>>");
        pdf.Add($"<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(said {shown()})"
            + $"/T({hidden()})/RC(<p>{hidden()}</p>)/Subj({hidden()})/NM({hidden()})>>");
        pdf.Add("<</Type/Annot/Subtype/FreeText/Rect[300 300 500 330]/AP<</N 9 0 R>>/Contents<"
            + Convert.ToHexString([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(shown())])
            + ">>>");
        pdf.Add($"<</Type/Annot/Subtype/Widget/FT/Tx/T({hidden()})/TU({hidden()})/V({shown()})"
            + $"/DV({hidden()})/Rect[300 350 500 370]>>");
        pdf.Add("<</Type/Annot/Subtype/Widget/Parent 23 0 R/Rect[300 380 500 400]>>");
        pdf.Add($"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/URI/URI(mailto:{hidden()})>>>>");
        pdf.Add($"<</Type/OCG/Name({hidden()})>>");
        pdf.Add($"<</Type/Outlines/First 24 0 R/Last 24 0 R>>");
        pdf.Add($"<</Type/StructTreeRoot/K[<</S/Figure/Alt({hidden()})/T({hidden()})>>]>>");
        pdf.Add($"<</FT/Ch/T(f)/V({shown()})/Opt[({hidden()})]/Kids[18 0 R]>>");
    }

    private static void Catalogue(PdfBytes pdf, Func<string> hidden) =>
        pdf.Add($"<</Title({hidden()})/Parent 21 0 R/Dest[1 0 R/Fit]>>");
}
