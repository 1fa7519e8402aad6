using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Proviso.Deidentification.Text.Formats;

namespace Proviso.Deidentification.Tests.Text.Formats.Pdf;

/// <summary>Files that are no real documents: refused by name, in little time and memory.</summary>
public class BrokenPdfTests
{
    private static string Code(byte[] pdf) => Planted.Refused("a.pdf", pdf).Code;

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("%PDF-1.7", "damaged")]
    [InlineData("%PDF-1.7\ntrailer<</Root 1 0 R>>", "damaged")]
    [InlineData("%PDF-1.7\n1 0 obj<</Pages 1 0 R>>endobj trailer<</Root 1 0 R/Encrypt 2 0 R>>",
        "encrypted")]
    [InlineData("%PDF-1.7\n1 0 obj<</Pages 2 0 R/AcroForm<</XFA[]>>>>endobj\n2 0 obj<</Kids[]>>"
        + "endobj trailer<</Root 1 0 R>>", "cannot-read-inside")]
    [InlineData("%PDF-1.7\n1 0 obj<</Pages 2 0 R>>endobj\n2 0 obj<</Kids[2 0 R 2 0 R]>>endobj "
        + "trailer<</Root 1 0 R>>", "damaged")]
    [InlineData("%PDF-1.7\n1 0 obj 1 0 R endobj trailer<</Root 1 0 R>>", "damaged")]
    public void Open_WhatIsNoDocument_IsRefused(string text, string code) =>
        Assert.Equal(code, Code(Bytes(text)));

    [Fact]
    public void Open_AttachedFile_IsRefused()
    {
        var pdf = PdfBytes.OfPage("BT /F1 9 Tf (x) Tj ET", "",
            "/Annots[<</Subtype/FileAttachment/FS<</EF<</F 1 0 R>>>>>>]");
        Assert.Equal("cannot-read-inside", Code(pdf));
    }

    [Fact]
    public void Open_FewBytesThatUnpackToMany_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var i = 0; i < 300; i++)
                zip.Write(new byte[1 << 20]);
        }

        byte[] bomb = [.. Bytes("%PDF-1.7\n4 0 obj<</Pages 2 0 R>>endobj "
            + "2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Contents 1 0 R>>endobj "
            + "1 0 obj<</Filter/FlateDecode>>\nstream\n"),
            .. packed.ToArray(), .. "\nendstream trailer<</Root 4 0 R>>"u8];
        Assert.True(bomb.Length < 1 << 20);
        Assert.Equal("unpacks-too-large", Code(bomb));
    }

    [Fact]
    public void Open_FormsThatShowEachOther_Ends()
    {
        var pdf = new PdfBytes();
        pdf.AddStream("/Subtype/Form/Resources<</XObject<</A 1 0 R>>>>",
            string.Concat(Enumerable.Repeat("/A Do ", 50)));
        pdf.Add("<</Kids[3 0 R]>>");
        pdf.Add("<</Contents 1 0 R/Resources<</XObject<</A 1 0 R>>>>>>");
        Assert.Equal("unpacks-too-large", Code(pdf.Build(pdf.Add("<</Pages 2 0 R>>"))));
    }

    [Theory]
    [InlineData("[", "")]
    [InlineData("<</A", "")]
    [InlineData("1 0 obj (", "")]
    [InlineData("trailer (", "")]
    [InlineData("1 0 obj<</Length 9>>stream ", "")]
    [InlineData("", "[")]
    [InlineData("", "(")]
    [InlineData("", "q ")]
    [InlineData("", "BI ID ")]
    public void Open_OneThingAHundredThousandTimes_EndsSoon(string outside, string inside)
    {
        var pdf = PdfBytes.OfPage("BT /F1 9 Tf (x) Tj ET "
            + string.Concat(Enumerable.Repeat(inside, 100_000)));
        var clock = Stopwatch.StartNew();
        byte[] whole = [.. pdf, .. Bytes(string.Concat(Enumerable.Repeat(outside, 100_000)))];
        DocumentOpener.TryOpen("a.pdf", whole, out _, out _);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }

    [Fact]
    public void Open_BytesChangedByChance_IsReadOrRefused()
    {
        var (whole, _) = PlantedPdf.Make();
        var random = new Random(7);
        for (var round = 0; round < 400; round++)
        {
            var broken = (byte[])whole.Clone();
            for (var i = 0; i < 1 + (round % 20); i++)
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            if (round % 5 == 0)
                broken = broken[..random.Next(broken.Length)];
            if (DocumentOpener.TryOpen("a.pdf", broken, out var document, out var why))
                document!.Save([.. document.Parts.Select(p => new TreatedPart(p.Text, []))]);
            else
                Assert.NotEqual("", why!.Message);
        }
    }
}
