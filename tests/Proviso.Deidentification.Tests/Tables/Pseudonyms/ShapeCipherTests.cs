using Proviso.Deidentification.Tables.Pseudonyms;
using Proviso.Identifiers;

namespace Proviso.Deidentification.Tests.Tables.Pseudonyms;

public sealed class ShapeCipherTests : IDisposable
{
    private readonly ShapeCipher cipher = new(Keys.Project("shapes"));

    [Fact]
    public void NhsNumbers_BecomeTenDigitsThatAreNobodys_AndComeBack()
    {
        var seen = new HashSet<string>();
        foreach (var number in Keys.NhsNumbers(5_000))
        {
            Assert.Null(cipher.Replace(number, out var pseudonym));
            Assert.Equal((3, 7), (pseudonym.IndexOf(' '), pseudonym.LastIndexOf(' ')));
            Assert.Equal(12, pseudonym.Length);
            Assert.Equal(10, pseudonym.Count(char.IsAsciiDigit));
            Assert.False(NhsNumber.TryParse(pseudonym, out _));
            Assert.True(seen.Add(pseudonym));
            Assert.Null(cipher.Restore(pseudonym, out var back));
            Assert.Equal(number, back);
        }
    }

    [Fact]
    public void NhsNumber_HowEverItIsSpaced_BecomesTheSameDigits()
    {
        var number = Keys.NhsNumbers(1).Single();
        cipher.Replace(number, out var spaced);
        cipher.Replace(number.Replace(" ", "", StringComparison.Ordinal), out var compact);
        cipher.Replace(number.Replace(' ', '-'), out var dashed);
        Assert.Equal(compact, spaced.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(spaced, dashed.Replace('-', ' '));
    }

    [Theory]
    [InlineData("QX 12 34 56 C")]
    [InlineData("RR1-00017")]
    [InlineData("1234567")]
    [InlineData("abcDEF")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("sana.example@example.org")]
    public void OtherValues_KeepTheirShape_AndComeBack(string value)
    {
        Assert.Null(cipher.Replace(value, out var pseudonym));
        Assert.Equal(Shape(value), Shape(pseudonym));
        Assert.NotEqual(value, pseudonym);
        Assert.Null(cipher.Restore(pseudonym, out var back));
        Assert.Equal(value, back);
    }

    [Fact]
    public void ValuesOfOneShape_HaveImagesOfTheirOwn()
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 20_000; i++)
        {
            Assert.Null(cipher.Replace($"A{i:D5}B", out var pseudonym));
            Assert.True(seen.Add(pseudonym));
        }
    }

    [Theory]
    [InlineData("12345", "too short")]
    [InlineData("", "too short")]
    [InlineData("Zoë Exämple", "beyond A to Z")]
    [InlineData("99900013" + "76", "not an NHS number")]
    [InlineData("999/000/13" + "75", "not an NHS number")]
    public void ValuesWithoutAUsableShape_AreRefusedWithoutBeingRepeated(string value, string why)
    {
        var problem = cipher.Replace(value, out var pseudonym);
        Assert.Contains(why, problem, StringComparison.Ordinal);
        Assert.Equal("", pseudonym);
        if (value.Length > 0)
            Assert.DoesNotContain(value, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Longest_IsReplaced_AndOneMoreIsRefused()
    {
        Assert.Null(cipher.Replace(new string('7', ShapeCipher.LengthMax), out _));
        Assert.NotNull(cipher.Replace(new string('7', ShapeCipher.LengthMax + 1), out _));
    }

    [Fact]
    public void TwoProjects_ShareNoReplacement()
    {
        using var other = new ShapeCipher(Keys.Project("others"));
        foreach (var number in Keys.NhsNumbers(500))
        {
            cipher.Replace(number, out var mine);
            other.Replace(number, out var theirs);
            Assert.NotEqual(mine, theirs);
        }
    }

    public void Dispose() => cipher.Dispose();

    private static string Shape(string value) => string.Concat(value.Select(c =>
        char.IsAsciiDigit(c) ? '9' : char.IsAsciiLetterUpper(c) ? 'A'
        : char.IsAsciiLetterLower(c) ? 'a' : c));
}
