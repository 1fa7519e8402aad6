using FsCheck;
using FsCheck.Fluent;

namespace Proviso.Identifiers.Tests;

public class OdsCodeTests
{
    private static readonly Gen<string> Valid =
        from length in Gen.Choose(3, 9)
        from code in Gen.Elements("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".ToCharArray())
            .ArrayOf(length)
        select new string(code);

    [Theory]
    [InlineData("rxx", "RXX", OdsCodeForm.Trust)]
    [InlineData("TAK", "TAK", OdsCodeForm.Trust)]
    [InlineData("TAK01", "TAK01", OdsCodeForm.TrustSite)]
    [InlineData(" a81001 ", "A81001", OdsCodeForm.GpPractice)]
    [InlineData("W12345", "W12345", OdsCodeForm.GpPractice)]
    [InlineData("I81001", "I81001", OdsCodeForm.Other)]
    [InlineData("K81003001", "K81003001", OdsCodeForm.BranchSurgery)]
    [InlineData("V03462", "V03462", OdsCodeForm.DentalPractice)]
    [InlineData("FVR79", "FVR79", OdsCodeForm.Pharmacy)]
    [InlineData("VLAXL", "VLAXL", OdsCodeForm.SocialCare)]
    [InlineData("VN1A2", "VN1A2", OdsCodeForm.SocialCare)]
    [InlineData("QE1", "QE1", OdsCodeForm.IntegratedCareBoard)]
    [InlineData("G7H8J", "G7H8J", OdsCodeForm.Neutral)]
    [InlineData("F7H8J", "F7H8J", OdsCodeForm.Neutral)]
    [InlineData("8HA03", "8HA03", OdsCodeForm.Other)]
    [InlineData("00L", "00L", OdsCodeForm.Other)]
    public void Parse_EveryForm_IsRecognised(string text, string code, OdsCodeForm form)
    {
        Assert.True(OdsCode.Parse(text).TryGetValue(out var parsed, out _));
        Assert.Equal(code, parsed.ToDisplay());
        Assert.Equal(code, parsed.ToString());
        Assert.Equal(form, parsed.Form);
    }

    [Theory]
    [InlineData("", "ods-code-empty")]
    [InlineData("A1", "ods-code-too-short")]
    [InlineData("A810010011", "ods-code-too-long")]
    [InlineData("A-81001", "ods-code-character")]
    [InlineData("Å81001", "ods-code-character")]
    public void Parse_WrongText_IsRefusedWithItsCode(string text, string code)
    {
        Assert.False(OdsCode.Parse(text).TryGetValue(out _, out var error));
        Assert.Equal(code, error.Code);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.False(OdsCode.TryParse(text, out _));
    }

    [Fact]
    public void Parse_Shown_ReadsBackAsTheSameCode() =>
        Property.Holds(Valid, text =>
            OdsCode.TryParse(text, out var code)
            && code.ToDisplay() == text
            && OdsCode.TryParse(text.ToLowerInvariant(), out var same) && same == code);

    [Fact]
    public void Equality_TwoCodes_IsThatOfTheirText() =>
        Property.Holds(Valid.Two(), pair =>
            OdsCode.TryParse(pair.Item1, out var first)
            && OdsCode.TryParse(pair.Item2, out var second)
            && first == second == (pair.Item1 == pair.Item2));

    [Fact]
    public void Default_NothingParsed_CannotBeShown()
    {
        OdsCode nothing = default;
        Assert.Equal("no ODS code", nothing.ToString());
        Assert.Throws<InvalidOperationException>(() => nothing.ToDisplay());
        Assert.Throws<InvalidOperationException>(() => nothing.Form);
    }
}
