namespace Tidy.Tests;

public class NhsNumbersTests
{
    [Fact]
    public void Repository_EveryNhsNumber_IsFromTheTestRange() => Tidy.Holds(
        "Use a number from 999 000 0000 to 999 999 9999. If it is no NHS number, write it so that "
        + "nobody can take it for one, or name the file in NhsNumbers.cs with the reason.",
        Checkout.Files, NhsNumbers.Check);

    [Theory]
    [InlineData("401", "023", "2137")]
    [InlineData("943", "476", "5919")]
    public void Check_NumberThatCouldBeIssued_IsFound(string first, string second, string third)
    {
        Tidy.Finds(2, NhsNumbers.Check(Planted($"\nNHS number {first} {second} {third}.")));
        Tidy.Finds(2, NhsNumbers.Check(Planted($"\n\"{first}{second}{third}\"")));
        Tidy.Finds(2, NhsNumbers.Check(Planted($"\n{first}-{second}-{third};")));
        Assert.Empty(NhsNumbers.Check(Planted($"{first}{second}{third}8")));
        Assert.Empty(NhsNumbers.Check(Planted($"0.{first}{second}{third}")));
        Assert.Empty(NhsNumbers.Check(Planted($"ab{first}{second}{third}")));
    }

    [Fact]
    public void Check_NumberFromTheTestRange_IsNotFound() =>
        Assert.Empty(NhsNumbers.Check(Planted("999 000 0018")));

    private static SourceFile Planted(string text) => new("samples/planted.md", text);
}
