namespace Proviso.DesignSystem.Tests.Pages;

public sealed class BrandColourTests
{
    [Theory]
    [InlineData("#005EB8", "#005eb8")]
    [InlineData("#767676", "#767676")] // 4.54 to 1, the lightest grey that passes
    public void A_colour_that_white_can_be_read_on_is_taken(string text, string hex)
    {
        Assert.True(BrandColour.TryParse(text, out var colour, out _));
        Assert.Equal(hex, colour.Hex);
    }

    [Fact]
    public void A_colour_just_too_light_is_refused_with_the_reason()
    {
        Assert.False(BrandColour.TryParse("#777777", out var colour, out var problem));
        Assert.Null(colour);
        Assert.Contains("4.5 to 1 and must be 4.5", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#005eb")]
    [InlineData("#005eb88")]
    [InlineData("#00;e}8")]
    [InlineData("005eb8#")]
    public void What_is_no_colour_is_refused(string? text)
    {
        Assert.False(BrandColour.TryParse(text, out _, out var problem));
        Assert.Contains("#005eb8", problem, StringComparison.Ordinal);
    }
}
