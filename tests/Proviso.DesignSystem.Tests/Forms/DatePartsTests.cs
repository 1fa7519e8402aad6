namespace Proviso.DesignSystem.Tests.Forms;

public sealed class DatePartsTests
{
    [Theory]
    [InlineData("29", "2", "2024", 2024, 2, 29)]
    [InlineData(" 1 ", "March", "1980", 1980, 3, 1)]
    [InlineData("01", "sep", "0999", 999, 9, 1)]
    public void A_real_date_is_read(
        string day, string month, string year, int y, int m, int d) =>
        Assert.Equal(
            new DateOnly(y, m, d),
            new DateParts { Day = day, Month = month, Year = year }.Date);

    [Theory]
    [InlineData("29", "2", "2023")]
    [InlineData("0", "1", "2023")]
    [InlineData("32", "1", "2023")]
    [InlineData("1", "13", "2023")]
    [InlineData("1", "0", "2023")]
    [InlineData("1", "Marc", "2023")]
    [InlineData("1", "1", "23")]
    [InlineData("1", "1", "20233")]
    [InlineData("1", "1", "0000")]
    [InlineData("-1", "1", "2023")]
    [InlineData("٣", "1", "2023")]
    [InlineData("001", "1", "2023")]
    public void What_is_no_date_is_none(string day, string month, string year) =>
        Assert.Null(new DateParts { Day = day, Month = month, Year = year }.Date);

    [Fact]
    public void A_date_comes_back_from_its_parts() =>
        Assert.Equal(new DateOnly(980, 1, 2), DateParts.Of(new DateOnly(980, 1, 2)).Date);

    [Fact]
    public void Nothing_of_it_can_be_read_in_a_log() => Assert.DoesNotContain(
        "1980",
        DateParts.Of(new DateOnly(1980, 3, 31)).ToString(),
        StringComparison.Ordinal);
}
