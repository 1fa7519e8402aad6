using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Pseudonyms;

namespace Proviso.Deidentification.Tests.Tables.Pseudonyms;

public sealed class ProjectKeyTests
{
    [Fact]
    public void Reference_IsTheSameForOnePerson_HoweverTheNumberIsWritten()
    {
        var key = Keys.Project("p");
        Assert.Equal(key.Reference("999 000 1375"), key.Reference(" 9990001375 "));
        Assert.NotEqual(key.Reference("999 000 1375"), key.Reference("999 000 2118"));
        Assert.Matches("^[0-9abcdefghjkmnpqrstvwxyz]{26}$", key.Reference("999 000 1375"));
    }

    [Fact]
    public void Projects_WithTheSameSecret_HaveNothingInCommon()
    {
        var (a, b) = (Keys.Project("a"), Keys.Project("b"));
        Assert.NotEqual(a.Id, b.Id);
        var people = Keys.NhsNumbers(1_000).ToList();
        Assert.Empty(people.Select(a.Reference).Intersect(people.Select(b.Reference)));

        // Equal shifts occur by chance, about one in 360, and no more often.
        Assert.InRange(people.Count(p => a.DaysOf(p, 180) == b.DaysOf(p, 180)), 0, 15);
    }

    [Fact]
    public void SameNameAndSecret_GiveTheSameKey_WhereverItIsMade()
    {
        var text = "a passphrase that people remember";
        var one = ProjectKey.Of("p", SecretText.Parse(text));
        var two = ProjectKey.Of("p", SecretText.Parse(text + "\n"));
        Assert.Equal(one.Id, two.Id);
        Assert.Equal(one.Reference("x"), two.Reference("x"));

        // Worked out with another program from the description. Fixed for good: a release of
        // today must join with one of next year.
        Assert.Equal("f7517e91dcc583ac", one.Id);
        Assert.Equal("60c897y2frw5rb1xbk14avzrn7", one.Reference("999 000 1375"));
        Assert.Equal(145, one.DaysOf("999 000 1375", 180));
    }

    [Fact]
    public void Days_FillTheirRangeEvenly_AndAreNeverNought()
    {
        var key = Keys.Project("p");
        var days = Enumerable.Range(0, 20_000).Select(i => key.DaysOf($"person {i}", 5)).ToList();
        Assert.Equal([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5], days.Distinct().Order());
        Assert.All(days.CountBy(d => d), d => Assert.InRange(d.Value, 1_800, 2_200));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\u0000b")]
    public void Project_WithoutAUsableName_IsRefused(string name) =>
        Assert.Equal("project-invalid", Assert.Throws<TableProblemException>(
            () => Keys.Project(name)).Problems[0].Code);

    [Theory]
    [InlineData("fifteen letters", "passphrase-short")]
    [InlineData("", "passphrase-short")]
    [InlineData("proviso-key-1:", "key-invalid")]
    [InlineData("proviso-key-1:QUJD", "key-invalid")]
    [InlineData("proviso-key-1:***", "key-invalid")]
    public void Secret_ThatIsNone_IsRefused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<TableProblemException>(
            () => SecretText.Parse(text)).Problems[0].Code);

    [Fact]
    public void Digest_IsThatOfTheKnownExample() =>
        Assert.Equal(
            "a4455e6581b78d69e569895c2b615dfa90a6cd56938e40ca91edd26e44deedfe",
            SourceDigest.Of(["123456789"], "hello"));

    [Fact]
    public void ToString_RevealsNoSecret()
    {
        var secret = SecretText.Parse("a passphrase that people remember");
        Assert.Equal("a passphrase", secret.ToString());
        Assert.DoesNotContain("remember", ProjectKey.Of("p", secret).ToString(),
            StringComparison.Ordinal);
    }
}
