using System.Security.Cryptography;
using System.Text;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Formats;
using Proviso.Deidentification.Text.Review;

namespace Proviso.Deidentification.Tests.Text.Review;

public class ReviewPageTests
{
    private const string Note = "Anita rang. </script><script>alert(1)</script> Bye.";

    private static string Hash =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Note)));

    [Fact]
    public void Make_TextWithMarkup_CannotLeaveItsPlace()
    {
        var page = ReviewPage.Make("note.txt", new DocumentFindings(Note,
            [new Finding(0, 5, FindingKind.PersonName, PersonRole.Relative, 0.9, "a reason", 1)]));
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("a reason", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadDecisions_OfThePage_GivesWhatWasAccepted()
    {
        var findings = ReviewPage.ReadDecisions(File(Hash, "0", "5", "PersonName"), Note);
        Assert.Equal((0, 5, FindingKind.PersonName),
            (findings[0].Start, findings[0].Length, findings[0].Kind));
    }

    [Theory]
    [InlineData("0000", "0", "5", "PersonName")]
    [InlineData("", "0", "500", "PersonName")]
    [InlineData("", "-1", "5", "PersonName")]
    [InlineData("", "0", "0", "PersonName")]
    [InlineData("", "0", "5", "Planet")]
    public void ReadDecisions_ThatDoNotFit_AreRefused(
        string hash, string start, string length, string kind) =>
        Assert.Throws<InvalidDataException>(() => ReviewPage.ReadDecisions(
            File(hash.Length > 0 ? hash : Hash, start, length, kind), Note));

    [Fact]
    public void ReadDecisions_NotJson_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => ReviewPage.ReadDecisions("hello", Note));

    private static string File(string hash, string start, string length, string kind) =>
        $"{{\"version\":1,\"document\":\"n\",\"sha256\":\"{hash}\",\"findings\":[{{\"start\":"
        + $"{start},\"length\":{length},\"kind\":\"{kind}\","
        + $"\"role\":\"Relative\",\"entity\":1}}]}}";
}
