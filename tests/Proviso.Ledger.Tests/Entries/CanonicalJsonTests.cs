using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Proviso.Ledger.Entries;

namespace Proviso.Ledger.Tests.Entries;

public sealed class CanonicalJsonTests
{
    // RFC 8785 appendix B: the double's bits, and how it is written.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Write_Number_IsAsTheRfcListsIt(ulong bits, string expected)
    {
        var number = BitConverter.UInt64BitsToDouble(bits);

        Assert.Equal(expected, Canonical(JsonSerializer.Serialize(number)));
    }

    [Fact]
    public void Write_SampleOfTheRfc_IsAsTheRfcShowsIt()
    {
        const string json = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string expected =
            "{\"literals\":[null,true,false],"
            + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";

        Assert.Equal(expected, Canonical(json));
    }

    [Fact]
    public void Write_Members_AreSortedByCodeUnit() =>
        Assert.Equal(
            "{\"\\r\":1,\"1\":2,\"\u0080\":3,\"ö\":4,\"€\":5,\"😀\":6,\"\ufb33\":7}",
            Canonical("{\"\ufb33\":7,\"€\":5,\"\\r\":1,\"😀\":6,\"1\":2,\"\u0080\":3,\"ö\":4}"));

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1e400")]
    [InlineData("{")]
    [InlineData("")]
    public void Write_WhatHasNoCanonicalForm_IsRefused(string json)
    {
        Assert.False(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(json), out _, out var fault));
        Assert.Equal("json-malformed", fault.Code);
    }

    [Fact]
    public void Write_AnyNumber_ReadsBackAsTheSame() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<double>().Filter(double.IsFinite),
            number => double.Parse(
                Canonical(JsonSerializer.Serialize(number)),
                System.Globalization.CultureInfo.InvariantCulture).Equals(number + 0.0))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static string Canonical(string json)
    {
        Assert.True(CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(json), out var canonical, out _));
        Assert.True(CanonicalJson.TryWrite(canonical, out var again, out _));
        Assert.Equal(canonical, again);
        return Encoding.UTF8.GetString(canonical);
    }
}
