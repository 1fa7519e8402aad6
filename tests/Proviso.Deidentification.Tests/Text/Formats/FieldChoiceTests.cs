using Proviso.Deidentification.Text.Formats;

namespace Proviso.Deidentification.Tests.Text.Formats;

public class FieldChoiceTests
{
    private const string Phone = "07700 900123";

    private static string Redact(string name, string content, params string[] fields)
    {
        Assert.True(DocumentOpener.TryOpen(
            name, Planted.Bytes(content), out var document, out var why,
            new FieldChoice(fields)), why?.Message);
        return Planted.Treat(document!);
    }

    [Fact]
    public void Json_ChosenField_IsReadAndTheOthersAreKept()
    {
        var result = Redact(
            "a.ndjson",
            $"{{\"id\":7,\"Anita\":\"{Phone}\",\"visit\":{{\"note\":\"rang {Phone}\"}},"
            + $"\"note\":[\"rang {Phone}\"]}}",
            "visit.note");
        Assert.Equal(
            $"{{\"id\":7,\"Anita\":\"{Phone}\",\"visit\":{{\"note\":\"rang [phone number 1]\"}},"
            + $"\"note\":[\"rang {Phone}\"]}}\n", result);
        Assert.DoesNotContain(Phone, Redact(
            "a.json", $"{{\"note\":[\"rang {Phone}\",{{\"x\":\"{Phone}\"}}]}}", "note"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_ChosenColumn_IsReadAndTheOthersAreKept() =>
        Assert.Equal(
            $"tel,note\r\n{Phone},rang [phone number 1]\r\n",
            Redact("a.csv", $"tel,note\r\n{Phone},rang {Phone}\r\n", "note"));

    [Theory]
    [InlineData("a.json", "{\"note\":\"x\"}", "Note", "field-missing")]
    [InlineData("a.csv", "note\r\nx\r\n", "text", "field-missing")]
    [InlineData("a.csv", "", "text", "field-missing")]
    [InlineData("a.txt", "x", "note", "no-fields")]
    public void TryOpen_FieldThatIsNotThere_IsRefused(
        string name, string content, string field, string code)
    {
        Assert.False(DocumentOpener.TryOpen(
            name, Planted.Bytes(content), out _, out var why, new FieldChoice([field])));
        Assert.Equal(code, why!.Code);
    }
}
