using System.Text;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tests.Tables.Reading;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("\uFEFFa,b\n1,2\n", ',')]
    [InlineData("a;b\r\n1;2\r\n", ';')]
    [InlineData("a\tb\n1\t2", '\t')]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"\n\n", ',')]
    public void Read_PlainForms_GiveTheSameTable(string text, char delimiter)
    {
        var table = Read(text, delimiter);
        Assert.Equal(["a", "b"], table.Columns.Select(c => c.Name));
        Assert.Equal((1, "1", "2"), (table.RowCount, table["a"][0], table["b"][0]));
    }

    [Fact]
    public void Read_QuotedFields_KeepDelimitersQuotesAndLines()
    {
        var table = Read("a,b\n\"x,\"\"y\"\"\",\"one\ntwo\"\n3,4\n", ',');
        Assert.Equal("x,\"y\"", table["a"][0]);
        Assert.Equal("one\ntwo", table["b"][0]);
        Assert.Equal("4", table["b"][1]);
    }

    [Fact]
    public void Read_RaggedRows_AreNamedByLineAndNothingIsRead()
    {
        var error = Assert.Throws<TableProblemException>(
            () => Read("a,b\n1,2\n\"1\n1\",2,3\n4\n5,6\n", ','));
        Assert.Equal([("ragged-row", 3L), ("ragged-row", 5L)],
            error.Problems.Select(p => (p.Code, p.Line!.Value)));
    }

    [Theory]
    [InlineData("", "table-empty")]
    [InlineData("a,a\n", "heading-twice")]
    [InlineData("a,b\n\"1,2\n", "quote-open")]
    public void Read_NotATable_IsRefused(string text, string code)
    {
        var error = Assert.Throws<TableProblemException>(() => Read(text, ','));
        Assert.Equal(code, error.Problems[0].Code);
    }

    [Fact]
    public void Read_NotUtf8_IsRefusedByLine()
    {
        var error = Assert.Throws<TableProblemException>(() => CsvTable.Read(
            new MemoryStream([.. "a,b\n1,"u8, 0xC3, 0x28, (byte)'\n']), null, ','));
        Assert.Equal(("not-utf8", 2L), (error.Problems[0].Code, error.Problems[0].Line));
    }

    [Fact]
    public void Read_RecordBeyondTheLimit_IsRefused()
    {
        using var endless = new MemoryStream(
            [.. "a,b\n1,\""u8, .. Enumerable.Repeat((byte)'x', CsvRecords.RecordBytesMax + 9)]);
        var error = Assert.Throws<TableProblemException>(
            () => CsvTable.Read(endless, null, ','));
        Assert.Contains(error.Problems[0].Code, new[] { "record-too-long", "quote-open" });
    }

    [Fact]
    public void Read_AnyPiecesOfTheStream_GiveTheSameTable()
    {
        var random = new Random(3);
        var text = new StringBuilder("a;b;c\n");
        for (var i = 0; i < 500; i++)
            text.Append($"{random.Next(50)};\"{random.Next(9)};\n\"\"\";{random.Next(9)}\r\n");
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var whole = CsvTable.Read(new MemoryStream(bytes), null, ';');
        var inPieces = CsvTable.Read(new Trickle(bytes), null, ';');
        Assert.Equal(500, whole.RowCount);
        for (var r = 0; r < 500; r++)
        {
            Assert.Equal(
                whole.Columns.Select(c => c[r]), inPieces.Columns.Select(c => c[r]));
        }
    }

    private static Table Read(string text, char delimiter) =>
        CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), null, delimiter);

    /// <summary>Hands over a byte or a few at a time, as a pipe may.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, 1 + (int)(Position % 7)));
    }
}
