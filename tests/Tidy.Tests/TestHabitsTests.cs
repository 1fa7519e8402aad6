namespace Tidy.Tests;

public class TestHabitsTests
{
    [Fact]
    public void Repository_NoTest_IsSkipped() => Tidy.Holds(
        "Mend the test or delete it. A test that needs what is absent says so in its output and "
        + "passes.",
        Checkout.CSharp.Where(file => file.IsUnder("tests/")), TestHabits.CheckSkipped);

    [Theory]
    [InlineData("[Fact(Skip = \"flaky\")]")]
    [InlineData("[Theory(DisplayName = \"x\", Skip = Reason)]")]
    [InlineData("[InlineData(1, Skip = \"x\")]")]
    public void CheckSkipped_PlantedAttribute_IsFound(string attribute) => Tidy.Finds(
        2, TestHabits.CheckSkipped(Planted($"class C {{\n{attribute} public void M() {{ }}\n}}")));

    [Fact]
    public void CheckSkipped_PlantedCall_IsFound() => Tidy.Finds(
        1, TestHabits.CheckSkipped(Planted("class C { void M() => Assert.Skip(\"why\"); }")));

    [Fact]
    public void CheckSkipped_LinqAndText_IsNotFound() => Assert.Empty(TestHabits.CheckSkipped(
        Planted("class C { string M() => \"Skip = \" + lines.Skip(1); }")));

    private static SourceFile Planted(string text) => new("tests/x.Tests/Planted.cs", text);
}
