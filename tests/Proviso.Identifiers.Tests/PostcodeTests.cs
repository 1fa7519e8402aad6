using FsCheck;
using FsCheck.Fluent;

namespace Proviso.Identifiers.Tests;

public class PostcodeTests
{
    private static readonly Gen<string> Valid =
        from area in Gen.Elements("B", "E", "N", "SW", "EC", "ZE", "GY", "BT", "YO")
        from district in Gen.Elements("0", "1", "9", "10", "99", "1A", "2Y")
        from sector in Gen.Choose(0, 9)
        from unit in Gen.Elements("ABDEFGHJLNPQRSTUWXYZ".ToCharArray()).ArrayOf(2)
        select $"{area}{district} {sector}{new string(unit)}";

    [Theory]
    [InlineData("M1 1AE", "M", "M1", "M1 1", PostcodeKind.Place)]
    [InlineData("m601nw", "M", "M60", "M60 1", PostcodeKind.Place)]
    [InlineData("cr2 6xh", "CR", "CR2", "CR2 6", PostcodeKind.Place)]
    [InlineData("DN551PT", "DN", "DN55", "DN55 1", PostcodeKind.Place)]
    [InlineData(" w1a  1hq ", "W", "W1A", "W1A 1", PostcodeKind.Place)]
    [InlineData("EC1 A1BB", "EC", "EC1A", "EC1A 1", PostcodeKind.Place)]
    [InlineData("gir0aa", "GIR", "GIR", "GIR 0", PostcodeKind.NoPlace)]
    [InlineData("bx1 1lt", "BX", "BX1", "BX1 1", PostcodeKind.NoPlace)]
    [InlineData("BF1 3AA", "BF", "BF1", "BF1 3", PostcodeKind.NoPlace)]
    [InlineData("bfpo 57", "BFPO", "BFPO 57", "BFPO 57", PostcodeKind.ForcesNumber)]
    [InlineData("BFPO1234", "BFPO", "BFPO 1234", "BFPO 1234", PostcodeKind.ForcesNumber)]
    [InlineData("ZZ99 3VZ", "ZZ", "ZZ99", "ZZ99 3", PostcodeKind.NhsSubstitute)]
    public void Parse_EveryForm_HasItsParts(
        string text, string area, string district, string sector, PostcodeKind kind)
    {
        Assert.True(Postcode.Parse(text).TryGetValue(out var postcode, out _));
        Assert.Equal(area, postcode.Area);
        Assert.Equal(district, postcode.District);
        Assert.Equal(sector, postcode.Sector);
        Assert.Equal(postcode.ToDisplay(), postcode.Unit);
        Assert.Equal(
            text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(),
            postcode.Unit.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(kind, postcode.Kind);
    }

    [Theory]
    [InlineData("", "postcode-empty")]
    [InlineData("SW1A", "postcode-too-short")]
    [InlineData("M1 1", "postcode-too-short")]
    [InlineData("SW1A 1AAA", "postcode-too-long")]
    [InlineData("London SW1A 1AA", "postcode-too-long")]
    [InlineData("SW1A-1AA", "postcode-character")]
    [InlineData("SW1Ä 1AA", "postcode-character")]
    [InlineData("SW1A 1A٣", "postcode-character")]
    [InlineData("SW1A AAA", "postcode-second-half")]
    [InlineData("SW1A 1CA", "postcode-second-half")]
    [InlineData("SW1A 1AV", "postcode-second-half")]
    [InlineData("SW1A OAA", "postcode-second-half")]
    [InlineData("SWA 1AA", "postcode-first-half")]
    [InlineData("SW01 1AA", "postcode-first-half")]
    [InlineData("SSS1 1AA", "postcode-first-half")]
    [InlineData("M123 1AA", "postcode-first-half")]
    [InlineData("AA1 1AA", "postcode-area")]
    [InlineData("Q1 1AA", "postcode-area")]
    [InlineData("ZZ98 3AZ", "postcode-area")]
    [InlineData("ZZ99 3VX", "postcode-second-half")]
    [InlineData("BFPO", "postcode-forces")]
    [InlineData("BFPO 0", "postcode-forces")]
    [InlineData("BFPO 12345", "postcode-forces")]
    [InlineData("FIQQ 1ZZ", "postcode-first-half")]
    public void Parse_WrongText_IsRefusedWithItsCode(string text, string code)
    {
        Assert.False(Postcode.Parse(text).TryGetValue(out _, out var error));
        Assert.Equal(code, error.Code);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.False(Postcode.TryParse(text, out _));
    }

    [Fact]
    public void Parse_Shown_ReadsBackAsTheSamePostcode() =>
        Property.Holds(Valid, text =>
            Postcode.TryParse(text, out var postcode)
            && postcode.ToDisplay() == text
            && Postcode.TryParse(
                text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(), out var same)
            && same == postcode);

    [Fact]
    public void Parts_AnyPlace_AreNestedFromTheLeft() =>
        Property.Holds(Valid, text =>
            Postcode.TryParse(text, out var postcode)
            && postcode.Unit.StartsWith(postcode.Sector, StringComparison.Ordinal)
            && postcode.Sector.StartsWith(postcode.District + " ", StringComparison.Ordinal)
            && postcode.District.StartsWith(postcode.Area, StringComparison.Ordinal));

    [Fact]
    public void ToString_AnyPostcode_RevealsTheAreaOnly() =>
        Property.Holds(Valid, text =>
            Postcode.TryParse(text, out var postcode)
            && $"{postcode}" == $"postcode in area {postcode.Area}");

    [Fact]
    public void Default_NothingParsed_CannotBeShown()
    {
        Postcode nothing = default;
        Assert.Equal("no postcode", nothing.ToString());
        Assert.Throws<InvalidOperationException>(() => nothing.ToDisplay());
        Assert.Throws<InvalidOperationException>(() => nothing.Area);
        Assert.Throws<InvalidOperationException>(() => nothing.District);
        Assert.Throws<InvalidOperationException>(() => nothing.Sector);
    }
}
