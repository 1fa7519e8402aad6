using FsCheck;
using FsCheck.Fluent;

namespace Proviso.Identifiers.Tests;

public class NationalInsuranceNumberTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly Gen<string> Valid =
        from prefix in Gen.Elements(
            from first in Letters
            from second in Letters
            where IsUsed(first, second)
            select $"{first}{second}")
        from digits in Gen.Choose(0, 999_999)
        from suffix in Gen.Elements('A', 'B', 'C', 'D')
        select $"{prefix}{digits:D6}{suffix}";

    [Theory]
    [InlineData("AB123456C")]
    [InlineData("ab 12 34 56 c")]
    [InlineData(" AB-12-34-56-C ")]
    public void Parse_CaseSpacesAndDashes_AreEvenedOut(string text)
    {
        Assert.True(NationalInsuranceNumber.Parse(text).TryGetValue(out var number, out _));
        Assert.Equal("AB 12 34 56 C", number.ToDisplay());
        Assert.Equal("AB123456C", number.ToCompact());
    }

    [Theory]
    [InlineData("", "ni-number-empty")]
    [InlineData("AB123456", "ni-number-too-short")]
    [InlineData("AB123456CD", "ni-number-too-long")]
    [InlineData("AB12345OC", "ni-number-shape")]
    [InlineData("A1123456C", "ni-number-shape")]
    [InlineData("AB1234561", "ni-number-shape")]
    [InlineData("AB/12345C", "ni-number-shape")]
    [InlineData("ÁB123456C", "ni-number-shape")]
    [InlineData("QQ123456C", "ni-number-prefix")]
    [InlineData("AO123456C", "ni-number-prefix")]
    [InlineData("BG123456C", "ni-number-prefix")]
    [InlineData("ZZ123456C", "ni-number-prefix")]
    [InlineData("AB123456E", "ni-number-suffix")]
    public void Parse_WrongText_IsRefusedWithItsCode(string text, string code)
    {
        Assert.False(NationalInsuranceNumber.Parse(text).TryGetValue(out _, out var error));
        Assert.Equal(code, error.Code);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.False(NationalInsuranceNumber.TryParse(text, out _));
    }

    [Fact]
    public void Parse_EveryPrefixAndSuffix_FollowsTheManual()
    {
        foreach (var first in Letters)
        {
            foreach (var second in Letters)
            {
                foreach (var suffix in Letters)
                {
                    Assert.Equal(
                        IsUsed(first, second) && suffix <= 'D',
                        NationalInsuranceNumber.TryParse($"{first}{second}000000{suffix}", out _));
                }
            }
        }
    }

    [Fact]
    public void Parse_ShownAndCompact_ReadBackAsTheSameNumber() =>
        Property.Holds(Valid, text =>
            NationalInsuranceNumber.TryParse(text, out var number)
            && NationalInsuranceNumber.TryParse(number.ToDisplay(), out var shown)
            && shown == number && number.ToCompact() == text);

    [Fact]
    public void ToString_AnyNumber_RevealsTwoDigitsAndTheSuffix() =>
        Property.Holds(Valid, text =>
            NationalInsuranceNumber.TryParse(text, out var number)
            && $"{number}" == $"National Insurance number ending {text[6..]}");

    [Fact]
    public void Default_NothingParsed_CannotBeShownAsANumber()
    {
        NationalInsuranceNumber nothing = default;
        Assert.Equal("no National Insurance number", nothing.ToString());
        Assert.Throws<InvalidOperationException>(() => nothing.ToDisplay());
        Assert.Throws<InvalidOperationException>(() => nothing.ToCompact());
    }

    private static bool IsUsed(char first, char second) =>
        !"DFIQUV".Contains(first) && !"DFIOQUV".Contains(second)
        && $"{first}{second}" is not ("BG" or "GB" or "KN" or "NK" or "NT" or "TN" or "ZZ");
}
