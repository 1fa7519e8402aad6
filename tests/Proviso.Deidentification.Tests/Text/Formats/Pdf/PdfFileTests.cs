using System.Text;
using Proviso.Deidentification.Text.Formats;
using Proviso.Deidentification.Text.Formats.Pdf;

namespace Proviso.Deidentification.Tests.Text.Formats.Pdf;

public class PdfFileTests
{
    private static string P(int i) => Planted.All[i];

    private static string Text(byte[] pdf)
    {
        Assert.True(DocumentOpener.TryOpen("a.pdf", pdf, out var document, out var why),
            why?.Code + " " + why?.Message);
        return DocumentRedaction.JoinedText(document!);
    }

    private static string TextOf(string content) => Text(PdfBytes.OfPage(content));

    /// <summary>Everything that is in a PDF: what it reads as, and all its streams unpacked.
    /// </summary>
    private static string Inside(byte[] pdf)
    {
        var all = new StringBuilder(Text(pdf));
        all.Append(Encoding.Latin1.GetString(pdf));
        foreach (var one in new PdfStore(pdf).All.OfType<PdfDictionary>())
            all.Append(one.Packed is null ? "" : Encoding.Latin1.GetString(one.Unpack()));
        return all.ToString();
    }

    [Fact]
    public void Open_WordsShownInPieces_AreReadInOrder()
    {
        var text = TextOf("""
            BT /F1 12 Tf 1 0 0 1 72 700 Tm (lies below) Tj ET
            BT /F1 12 Tf 72 740 Td [(Mrs An) 30 (ita) -400 (Okon) -5 (kwo)] TJ ET
            BT /F1 12 Tf 14 TL 72 722 Td <52616E67> Tj ( on) ' 0 0 ( Monday) " ET
            BT /F1 12 Tf 300 740 Td (far right) Tj ET
            """);
        Assert.Equal(
            "Mrs Anita Okonkwo\tfar right\nRang\n on\nlies below\n Monday", text,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Open_LettersPlacedOneByOneBackwards_GiveTheWord()
    {
        var content = new StringBuilder();
        for (var i = 6; i >= 0; i--)
            content.Append($"BT /F1 10 Tf {100 + (i * 6)} 700 Td ({"Okonkwo"[i]}) Tj ET\n");
        Assert.Equal("Okonkwo", TextOf(content.ToString()));
    }

    [Fact]
    public void Open_WordsPrintedTwiceForBoldType_AreReadOnce() =>
        Assert.Equal("Anita Shah", TextOf(
            "BT /F1 10 Tf 100 700 Td (Anita Shah) Tj ET BT /F1 10 Tf 100.3 700 Td "
            + "(Anita Shah) Tj ET"));

    [Fact]
    public void Open_TwoColumnsOfProse_AreReadOneAfterTheOther()
    {
        var content = new StringBuilder();
        for (var i = 0; i < 6; i++)
        {
            content.Append($"BT /F1 9 Tf 50 {700 - (i * 11)} Td (left line number {i} goes on) "
                + $"Tj ET BT /F1 9 Tf 320 {700 - (i * 11)} Td (right line number {i} goes on) "
                + "Tj ET\n");
        }

        var text = TextOf(content.ToString());
        Assert.Contains("left line number 0 goes on\nleft line number 1", text,
            StringComparison.Ordinal);
        Assert.True(text.IndexOf("left line number 5", StringComparison.Ordinal)
            < text.IndexOf("right line number 0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/Encoding/WinAnsiEncoding", "\\351", "é")]
    [InlineData("/Encoding/MacRomanEncoding", "\\216", "é")]
    [InlineData("/Encoding/StandardEncoding", "\\341", "Æ")]
    [InlineData("/Encoding<</Differences[65/Eacute/uni0141/f_i]>>", "ABC", "ÉŁfi")]
    public void Open_SimpleEncodings_AreRead(string encoding, string shown, string read)
    {
        var pdf = PdfBytes.OfPage(
            $"BT /F2 10 Tf 100 700 Td (x{shown}) Tj ET",
            $"/Font<</F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica{encoding}>>>>");
        // The second entry of a name is the one that counts in no reader alike: use one only.
        pdf = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace(
            "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>",
            "", StringComparison.Ordinal));
        Assert.Equal("x" + read, Text(pdf));
    }

    [Fact]
    public void Open_FontWithoutAMapping_IsRefusedByPage()
    {
        var pdf = new PdfBytes();
        pdf.AddStream("", "BT /F1 10 Tf 10 10 Td <00010002> Tj ET");
        pdf.Add("<</Type/Pages/Count 1/Kids[3 0 R]>>");
        pdf.Add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 1 0 R/Resources<</Font<<"
            + "/F1<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts"
            + "[<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>]>>>>>>>>");
        var why = Planted.Refused("a.pdf", pdf.Build(pdf.Add("<</Type/Catalog/Pages 2 0 R>>")));
        Assert.Equal("font-unreadable", why.Code);
        Assert.Contains("Page 1", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PictureWithoutText_IsRefused()
    {
        var why = Planted.Refused("a.pdf", PdfBytes.OfPage(
            "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"));
        Assert.Equal("no-text", why.Code);
        Assert.Contains("Page 1", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_CharacterThatCannotBeWritten_IsRefusedByName()
    {
        var pdf = new PdfBytes();
        pdf.AddStream("", "BT /F1 10 Tf 10 10 Td <0001> Tj ET");
        pdf.Add("<</Type/Pages/Count 1/Kids[3 0 R]>>");
        pdf.Add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 1 0 R/Resources<</Font<<"
            + "/F1<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 4 0 R"
            + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>]>>>>>>>>");
        pdf.AddStream("", "1 beginbfchar <0001> <6F22> endbfchar");
        var why = Planted.Refused("a.pdf", pdf.Build(pdf.Add("<</Type/Catalog/Pages 2 0 R>>")));
        Assert.Equal("cannot-write", why.Code);
        Assert.Contains("U+6F22", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_TurnedPage_KeepsWordsOnThePage()
    {
        var pdf = PdfBytes.OfPage(
            "BT /F1 12 Tf 0 1 -1 0 300 400 Tm (Rang 07700 900123 today) Tj ET", "", "/Rotate 90");
        Planted.Redact("a.pdf", pdf);
        var text = Text(Planted.LastBytes);
        Assert.StartsWith("Rang [", text, StringComparison.Ordinal);
        Assert.EndsWith("] today", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_FiftyPlantedInEveryPlace_AllGone()
    {
        var (pdf, shown) = PlantedPdf.Make();
        var text = Text(pdf);
        foreach (var value in shown)
            Assert.Contains(value, text, StringComparison.Ordinal);
        Planted.Redact("a.pdf", pdf);
        var inside = Inside(Planted.LastBytes);
        Planted.AssertGone(inside);
        Assert.Contains("Visible words stay", inside, StringComparison.Ordinal);
        Assert.Contains("Comments and fields of page 1", inside, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_ReadBack_KeepsTheOtherWordsAndIsStable()
    {
        Planted.Redact("a.pdf", PdfBytes.OfPage(
            "BT /F1 12 Tf 72 700 Td (Spoke to Mrs Anita Shah. Zo\\353 \\200 50.) Tj ET",
            packed: true));
        var once = Planted.LastBytes;
        var text = Text(once);
        Assert.StartsWith("Spoke to [", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Shah", text, StringComparison.Ordinal);
        Assert.EndsWith("€ 50.", text, StringComparison.Ordinal);
        Planted.Redact("b.pdf", once);
        Assert.Equal(text, Text(Planted.LastBytes));
    }

    [Fact]
    public void Open_NameAcrossALineAndInAnotherFont_IsFoundWhole()
    {
        Planted.Redact("a.pdf", PdfBytes.OfPage(
            "BT /F1 12 Tf 72 700 Td (Spoke to Mrs Anita) Tj 0 -14 Td (Okonkwo about it. Mrs ) Tj "
            + "/F1 12.5 Tf (Okon) Tj /F1 12 Tf (kwo agreed.) Tj ET"));
        var text = Text(Planted.LastBytes);
        Assert.DoesNotContain("Anita", text, StringComparison.Ordinal);
        Assert.DoesNotContain("kwo", text, StringComparison.Ordinal);
    }
}
