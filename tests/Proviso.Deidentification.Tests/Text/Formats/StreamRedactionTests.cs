using System.Text;
using Proviso.Deidentification.Text.Formats;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Deidentification.Tests.Text.Formats;

public class StreamRedactionTests
{
    private static (string Text, DocumentRefusal? Why) Run(
        string name, byte[] content, int workers = 2, params string[] fields)
    {
        using var input = new MemoryStream(content);
        using var output = new MemoryStream();
        var why = StreamRedaction.Run(name, input, output, new StreamSettings(
            _ => new Treater(TreatmentPlan.Labels), Workers: workers,
            Fields: fields.Length > 0 ? new FieldChoice(fields) : null));
        return (Encoding.UTF8.GetString(output.ToArray()), why);
    }

    private static byte[] Many(string record, int bytes) => Planted.Bytes(
        string.Concat(Enumerable.Repeat(record, bytes / record.Length)));

    [Fact]
    public void Run_OneWorkerOrThree_GivesTheSame()
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < 2_000_000; i++)
        {
            text.Append(
                $"Rang Mrs {Names[i % 5]} on {Planted.All[25 + (i % 25)]} about visit {i}. ");
            if (i % 40 == 0)
                text.Append('\n');
        }

        var content = Planted.Bytes(text.ToString());
        var (one, _) = Run("a.txt", content, 1);
        var (three, _) = Run("a.txt", content, 3);
        Assert.Equal(one, three);
        Planted.AssertGone(one);
        Assert.DoesNotContain("Okonkwo", one, StringComparison.Ordinal);
        // Now and then a word beside a name is masked with it; no stretch may be lost.
        var all = text.ToString().Split("Rang ").Length;
        Assert.InRange(one.Split("Rang ").Length, all * 9 / 10, all);
    }

    private static readonly string[] Names = ["Okonkwo", "Shah", "Pritchard", "Nowak", "Ahmed"];

    [Fact]
    public void Run_FindingLongerThanAStretch_IsGoneWhole()
    {
        var (text, why) = Run("a.txt", Planted.Bytes(
            "before http://example.org/" + new string('a', 900_000) + " after"));
        Assert.Null(why);
        Assert.StartsWith("before [web address 1]", text, StringComparison.Ordinal);
        Assert.EndsWith(" after", text, StringComparison.Ordinal);
        Assert.DoesNotContain("aaa", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LinesOfJson_AreAsOneDocument()
    {
        const string Line = "{\"note\":\"rang 07700 900123\",\"other\":\"07700 900456\"}\n";
        var (text, why) = Run("a.ndjson", Many(Line, 1_500_000), 2, "note");
        Assert.Null(why);
        Assert.Equal(
            string.Concat(Enumerable.Repeat(Line.Replace(
                "07700 900123", "[phone number 1]", StringComparison.Ordinal),
                1_500_000 / Line.Length)), text);
    }

    [Fact]
    public void Run_RowsWithLineEndsInCells_AreCutBetweenRowsOnly()
    {
        const string Row = "\"rang \"\"07700\n900123\"\"\",5\" pipe\r\n";
        byte[] content = [.. Planted.Bytes("note,\"size\nof it\"\r\n"), .. Many(Row, 1_500_000)];
        var (text, why) = Run("a.csv", content);
        Assert.Null(why);
        Assert.DoesNotContain("07700", text, StringComparison.Ordinal);
        Assert.Single(text.Split("note,").Skip(1));
        Assert.Equal(1_500_000 / Row.Length, text.Split("[phone number 1]").Length - 1);
    }

    [Fact]
    public void Run_BrokenLineFarDown_TellsWhich()
    {
        byte[] content = [.. Many("{\"a\":\"b\"}\n", 1_000_000), .. "{"u8];
        Assert.Equal("damaged", Run("a.ndjson", content).Why!.Code);
        Assert.Contains($"line {(1_000_000 / 10) + 1}", Run("a.ndjson", content).Why!.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.txt", new byte[] { 65, 0xFF }, "not-utf8")]
    [InlineData("a.txt", new byte[] { 65, 0 }, "has-nul")]
    [InlineData("a.csv", new byte[] { 65, 0 }, "has-nul")]
    public void Run_WhatIsNoText_IsRefused(string name, byte[] content, string code) =>
        Assert.Equal(code, Run(name, content).Why!.Code);

    [Fact]
    public void Run_RecordThatIsTooLong_IsRefused() =>
        Assert.Equal("too-large", Run(
            "a.ndjson", Planted.Bytes("\"" + new string('a', 17 << 20) + "\"")).Why!.Code);
}
