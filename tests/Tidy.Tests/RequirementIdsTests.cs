using Xunit.Abstractions;

namespace Tidy.Tests;

public class RequirementIdsTests(ITestOutputHelper output)
{
    private static readonly RequirementIds Planted = new(
        "| ID | Requirement |\n|---|---|\n| DC-1 | one |\n| DC-12 | two |\n| X-1 | three |\n",
        "# Law\n\n### B1 The principles\ntext\n### B15 NHS number\n");

    [Fact]
    public void Repository_EveryIdCited_IsDefined()
    {
        if (Checkout.Shared is not { } shared)
        {
            output.WriteLine("Not checked: requirements.md is not beside this checkout.");
            return;
        }

        var ids = new RequirementIds(
            File.ReadAllText(Path.Combine(shared, "requirements.md")),
            File.ReadAllText(Path.Combine(shared, "law.md")));
        Assert.InRange(ids.Known.Count, 200, 1_000);
        Tidy.Holds(
            "Correct the id, or take the citation out: it must lead to a duty.",
            Checkout.Files.Where(file => file.Is(".cs", ".cshtml", ".md", ".yaml", ".yml")),
            ids.Check);
    }

    [Theory]
    [InlineData("answers DC-" + "13 and DC-1")]
    [InlineData("(X-" + "2)")]
    [InlineData("law B" + "16 says")]
    [InlineData("see law.md B" + "2.")]
    [InlineData("  meets  DC-1, B" + "14, B15")]
    public void Check_IdThatIsNotDefined_IsFound(string text) =>
        Tidy.Finds(2, Planted.Check(new SourceFile("src/Planted.cs", $"DC-1 DC-12 X-1\n{text}")));

    [Theory]
    [InlineData("UTF-8, SHA-256, RFC-6962, ISO-8601")]
    [InlineData("law B15, law.md B1; meets B1")]
    [InlineData("B10 4QA and B99")]
    [InlineData("ADC-99, DC-99x, x/DC-99, DC-99-1")]
    public void Check_OtherWords_AreNotFound(string text) =>
        Assert.Empty(Planted.Check(new SourceFile("src/Planted.cs", text)));
}
