namespace Tidy.Tests;

public class LinksTests
{
    [Fact]
    public void Repository_EveryRelativeLink_LeadsSomewhere() => Tidy.Holds(
        "Correct the link; the repository must read well without the network.",
        Checkout.Files.Where(file => file.Is(".md")),
        file => Links.Check(file, Links.ReadFromCheckout));

    [Theory]
    [InlineData("[a](missing.md)")]
    [InlineData("![a](../missing.png)")]
    [InlineData("[a](../../outside.md)")]
    [InlineData("[a](other.md#no-such-heading)")]
    [InlineData("[a](#no-such-heading)")]
    [InlineData("[a][1]\n\n[1]: missing.md")]
    public void Check_Planted_IsFound(string text) =>
        Tidy.Finds(3, Links.Check(new SourceFile("docs/here.md", $"# Here\n\n{text}"), Read));

    [Theory]
    [InlineData("[a](other.md)")]
    [InlineData("[a](./other.md#two-words)")]
    [InlineData("[a](../README.md \"title\")")]
    [InlineData("[a](/README.md)")]
    [InlineData("[a](#here)")]
    [InlineData("[a](https://example.org/missing.md)")]
    [InlineData("`[a](missing.md)`")]
    [InlineData("```text\n[a](missing.md)\n```")]
    public void Check_Allowed_IsNotFound(string text) =>
        Assert.Empty(Links.Check(new SourceFile("docs/here.md", $"# Here\n\n{text}"), Read));

    private static string? Read(string path) => path switch
    {
        "docs/here.md" => "# Here",
        "docs/other.md" => "# Other\n\n## Two words\n",
        "README.md" => "# Proviso",
        _ => null,
    };
}
