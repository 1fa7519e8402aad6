namespace Proviso.Deidentification.Tests.Text.Formats;

public class DocumentOpenerTests
{
    [Theory]
    [InlineData("a.rtf", "format-unknown")]
    [InlineData("a.pdf", "damaged")]
    [InlineData("a.doc", "format-unknown")]
    [InlineData("a", "format-unknown")]
    [InlineData("a.json", "damaged")]
    [InlineData("a.ndjson", "damaged")]
    [InlineData("a.eml", "damaged")]
    [InlineData("a.docx", "damaged")]
    public void TryOpen_WhatCannotBeRead_IsRefusedByName(string name, string code)
    {
        var why = Planted.Refused(name, Planted.Bytes("\"{not this\""[..5]));
        Assert.Equal(code, why.Code);
        Assert.NotEqual("", why.Message);
    }

    [Fact]
    public void TryOpen_InvalidUtf8_TellsTheByte()
    {
        var why = Planted.Refused("a.txt", [0x41, 0x42, 0xFF, 0x43]);
        Assert.Equal("not-utf8", why.Code);
        Assert.Contains("byte 2", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryOpen_NulBytes_IsRefused() =>
        Assert.Equal("has-nul", Planted.Refused("a.txt", [0x41, 0, 0x42]).Code);

    [Fact]
    public void TryOpen_OneByteTooLarge_IsRefused() =>
        Assert.Equal("too-large", Planted.Refused(
            "a.txt", new byte[Proviso.Deidentification.Text.Formats.DocumentOpener.MostBytes + 1])
            .Code);

    [Fact]
    public void TryOpen_DeepJsonAndDeepHtml_AreRefused()
    {
        Assert.Equal("damaged", Planted.Refused(
            "a.json", Planted.Bytes(new string('[', 100_000))).Code);
        Assert.Equal("damaged", Planted.Refused(
            "a.html", Planted.Bytes(string.Concat(Enumerable.Repeat("<div>", 1000)))).Code);
    }

    [Fact]
    public void TryOpen_TableWithAQuotationMarkOutOfPlace_TellsTheRow()
    {
        var why = Planted.Refused("a.csv", Planted.Bytes("a,b\r\n\"x\"y,z\r\n"));
        Assert.Contains("Row 2", why.Message, StringComparison.Ordinal);
    }
}
