using System.Reflection;
using FsCheck;
using FsCheck.Fluent;

namespace Proviso.Identifiers.Tests;

public class ParseResultTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements("AB12 3456-ÄéOQZ９٣\u00a0\0/".ToCharArray()).ArrayOf()
            .Select(text => new string(text)),
        Gen.Elements("9990000018", "AB123456C", "SW1A 1AA", "A81001", "BFPO 57")
            .SelectMany(text => Gen.Choose(0, text.Length - 1), (text, at) => text.Remove(at, 1)));

    [Fact]
    public void Match_BothCases_ContinueWhereTheyBelong()
    {
        Assert.Equal(
            "999 000 0018",
            NhsNumber.Parse("9990000018").Match(number => number.ToDisplay(), e => e.Code));
        Assert.Equal(
            "nhs-number-empty", NhsNumber.Parse("").Match(n => n.ToDisplay(), e => e.Code));
        Assert.Equal("refused: nhs-number-empty", NhsNumber.Parse("").ToString());
    }

    [Fact]
    public void Parse_AnyText_NeverThrowsAndAgreesWithTryParse() =>
        Property.Holds(AnyText, text =>
            NhsNumber.Parse(text).TryGetValue(out _, out _) == NhsNumber.TryParse(text, out _)
            && NationalInsuranceNumber.Parse(text).TryGetValue(out _, out _)
                == NationalInsuranceNumber.TryParse(text, out _)
            && Postcode.Parse(text).TryGetValue(out _, out _) == Postcode.TryParse(text, out _)
            && OdsCode.Parse(text).TryGetValue(out _, out _) == OdsCode.TryParse(text, out _));

    [Fact]
    public void Parse_VeryLongText_IsRefused()
    {
        var text = new string('1', 10_000_000);
        Assert.False(NhsNumber.TryParse(text, out _));
        Assert.False(NationalInsuranceNumber.TryParse(text, out _));
        Assert.False(Postcode.TryParse(text, out _));
        Assert.False(OdsCode.TryParse(text, out _));
    }

    [Fact]
    public void Errors_OfEveryIdentifier_HaveDifferentCodes()
    {
        var codes = typeof(NhsNumber).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(IdentifierError))
            .Select(field => ((IdentifierError)field.GetValue(null)!).Code)
            .ToList();
        Assert.Equal(24, codes.Count);
        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("999 000 0018")]
    [InlineData("999 000 0017")]
    [InlineData("AB 12 34 56 C")]
    [InlineData("QQ 12 34 56 C")]
    [InlineData("SW1A 1AA")]
    [InlineData("BFPO 57")]
    [InlineData("gir 0aa")]
    [InlineData("A81001")]
    [InlineData("")]
    public void TryParse_AnyText_AllocatesNothing(string text)
    {
        AllocatesNothing(() => NhsNumber.TryParse(text, out _));
        AllocatesNothing(() => NationalInsuranceNumber.TryParse(text, out _));
        AllocatesNothing(() => Postcode.TryParse(text, out _));
        AllocatesNothing(() => OdsCode.TryParse(text, out _));
    }

    private static void AllocatesNothing(Func<bool> parse)
    {
        var accepted = parse();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            accepted ^= parse();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(parse(), accepted);
    }
}
