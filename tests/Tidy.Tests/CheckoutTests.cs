namespace Tidy.Tests;

public class CheckoutTests
{
    [Fact]
    public void Files_OfTheRepository_AreThereAndBuildOutputIsNot()
    {
        Assert.Contains(Checkout.Files, file => file.Path == "Directory.Build.props");
        Assert.Contains(
            Checkout.Files, file => file.Path == "src/Proviso.Identifiers/NhsNumber.cs");
        Assert.DoesNotContain(Checkout.Files, file =>
            file.Path.Contains("/obj/", StringComparison.Ordinal)
            || file.Path.Contains("/node_modules/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bin/", "src/bin", true, true)]
    [InlineData("bin/", "bin", true, true)]
    [InlineData("bin/", "src/bin", false, false)]
    [InlineData("bin/", "src/cabin", true, false)]
    [InlineData("*.tmp", "a/b.tmp", false, true)]
    [InlineData("/data", "data", true, true)]
    [InlineData("/data", "src/data", true, false)]
    [InlineData("# bin", "bin", true, false)]
    public void Ignores_EachKindOfLine_IsRead(
        string line, string path, bool isFolder, bool ignored) =>
        Assert.Equal(ignored, new IgnoreRules([line]).Ignores(path, isFolder));

    [Theory]
    [InlineData("!keep")]
    [InlineData("a*b")]
    [InlineData("*.[oa]")]
    public void IgnoreRules_LineItDoesNotKnow_IsRefused(string line) =>
        Assert.Throws<InvalidOperationException>(() => new IgnoreRules([line]));
}
