using FsCheck;
using FsCheck.Fluent;

namespace Proviso.Identifiers.Tests;

public class NhsNumberTests
{
    private const long FirstTestNumber = 9_990_000_000;
    private const long LastTestNumber = 9_999_999_999;

    // Any nine digits with a check digit, issued or not: these tests are about arithmetic.
    private static readonly Gen<string> Valid = Gen.Choose(1, 999_999_999)
        .Select(first => $"{first:D9}{CheckDigit($"{first:D9}")}")
        .Where(text => text.Length == 10);

    [Theory]
    [InlineData("9990000018")]
    [InlineData("999 000 0018")]
    [InlineData("999-000-0018")]
    [InlineData("  9990000018\t")]
    [InlineData("999\u00a0000\u00a00018")]
    [InlineData("999\u2013000\u20130018")]
    [InlineData("9 9 9 0 0 0 0 0 1 8")]
    public void Parse_SpacesAndDashes_AreTakenOut(string text)
    {
        Assert.True(NhsNumber.Parse(text).TryGetValue(out var number, out _));
        Assert.Equal("999 000 0018", number.ToDisplay());
        Assert.Equal("9990000018", number.ToCompact());
        Assert.True(NhsNumber.TryParse(text, out var same));
        Assert.Equal(number, same);
    }

    [Theory]
    [InlineData("", "nhs-number-empty")]
    [InlineData(" \u00a0 ", "nhs-number-empty")]
    [InlineData("999000001", "nhs-number-too-short")]
    [InlineData("99900000180", "nhs-number-too-long")]
    [InlineData("9990000018 9990000018", "nhs-number-too-long")]
    [InlineData("-9990000018", "nhs-number-character")]
    [InlineData("9990000018-", "nhs-number-character")]
    [InlineData("999000001O", "nhs-number-character")]
    [InlineData("999.000.0018", "nhs-number-character")]
    [InlineData("９９９０００００１８", "nhs-number-character")]
    [InlineData("٩٩٩٠٠٠٠٠١٨", "nhs-number-character")]
    [InlineData("0000000000", "nhs-number-noughts")]
    [InlineData("9990000017", "nhs-number-check-digit")]
    [InlineData("9990000019", "nhs-number-check-digit")]
    public void Parse_WrongText_IsRefusedWithItsCode(string text, string code)
    {
        Assert.False(NhsNumber.Parse(text).TryGetValue(out _, out var error));
        Assert.Equal(code, error.Code);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.False(NhsNumber.TryParse(text, out _));
    }

    [Fact]
    public void Parse_ShownAndCompact_ReadBackAsTheSameNumber() =>
        Property.Holds(Valid, text =>
            NhsNumber.TryParse(text, out var number)
            && NhsNumber.TryParse(number.ToDisplay(), out var shown)
            && NhsNumber.TryParse(number.ToCompact(), out var compact)
            && shown == number && compact == number && number.ToCompact() == text);

    [Fact]
    public void Parse_AnySingleWrongDigit_IsRefused() =>
        Property.Holds(Valid, text => Enumerable.Range(0, 10).All(place =>
            Enumerable.Range(0, 10).All(digit =>
                text[place] == '0' + digit
                || !NhsNumber.TryParse(Replace(text, place, (char)('0' + digit)), out _))));

    [Fact]
    public void Parse_AnySwapOfTwoDifferentDigits_IsRefused() =>
        Property.Holds(Valid, text => Enumerable.Range(0, 10).All(i =>
            Enumerable.Range(0, i).All(j =>
                text[i] == text[j] || !NhsNumber.TryParse(Swap(text, i, j), out _))));

    [Fact]
    public void Parse_EveryNumberOfTheTestRange_AgreesWithTheDataDictionary()
    {
        var accepted = 0;
        Span<char> text = stackalloc char[10];
        for (var first = FirstTestNumber / 10; first <= LastTestNumber / 10; first++)
        {
            first.TryFormat(text, out _);
            var expected = CheckDigit(text[..9]);
            for (var last = 0; last <= 9; last++)
            {
                text[9] = (char)('0' + last);
                var parsed = NhsNumber.TryParse(text, out var number);
                if (parsed != (last == expected) || parsed != number.IsTestRange)
                    Assert.Fail($"{text} was {(parsed ? "accepted" : "refused")}");
                accepted += parsed ? 1 : 0;
            }
        }

        // One in eleven first nine digits has no check digit.
        Assert.InRange(accepted, 909_000, 909_200);
    }

    [Fact]
    public void IsTestRange_JustBelow_IsFalse()
    {
        var below = FirstTestNumber - 1;
        while (!NhsNumber.TryParse($"{below}", out _))
            below--;
        Assert.True(NhsNumber.TryParse($"{below}", out var number));
        Assert.False(number.IsTestRange);
    }

    [Fact]
    public void ToString_AnyNumber_RevealsTwoDigits() =>
        Property.Holds(Valid, text =>
            NhsNumber.TryParse(text, out var number)
            && $"{number}" == $"NHS number ending {text[8..]}"
            && NhsNumber.Parse(text).ToString() == $"{number}");

    [Fact]
    public void Default_NothingParsed_CannotBeShownAsANumber()
    {
        NhsNumber nothing = default;
        Assert.Equal("no NHS number", nothing.ToString());
        Assert.False(nothing.IsTestRange);
        Assert.Throws<InvalidOperationException>(() => nothing.ToDisplay());
        Assert.Throws<InvalidOperationException>(() => nothing.ToCompact());
    }

    // The Data Dictionary's words, step by step: weights 10 to 2, eleven less the remainder,
    // eleven becomes nought and ten is no digit.
    private static int CheckDigit(ReadOnlySpan<char> firstNine)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++)
            sum += (firstNine[i] - '0') * (10 - i);
        var digit = 11 - (sum % 11);
        return digit == 11 ? 0 : digit;
    }

    private static string Replace(string text, int place, char with) =>
        string.Concat(text.AsSpan(0, place), [with], text.AsSpan(place + 1));

    private static string Swap(string text, int i, int j) =>
        Replace(Replace(text, i, text[j]), j, text[i]);
}
