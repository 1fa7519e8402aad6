namespace Tidy.Tests;

public class SuppressionsTests
{
    private const string Advice = "Write the reason beside the switch, or mend what it warns of.";

    [Fact]
    public void Repository_EverySuppressionInCode_HasAReason() =>
        Tidy.Holds(Advice, Checkout.CSharp, Suppressions.CheckCSharp);

    [Fact]
    public void Repository_EveryRuleSwitchedOff_HasAReason() => Tidy.Holds(
        Advice, Checkout.Files.Where(file => file.Is(".editorconfig")),
        Suppressions.CheckEditorConfig);

    [Fact]
    public void Repository_EverySwitchInAProject_HasAReason() => Tidy.Holds(
        Advice, Checkout.Files.Where(file => file.Is(".csproj", ".props", ".targets")),
        Suppressions.CheckProject);

    [Theory]
    [InlineData("#pragma warning disable CA1000")]
    [InlineData("#pragma warning disable CA1000 //")]
    [InlineData("#nullable disable")]
    [InlineData("[SuppressMessage(\"Usage\", \"CA1000\")] class D;")]
    [InlineData("[assembly: SuppressMessage(\"Usage\", \"CA1000\", Justification = \"\")]")]
    [InlineData("[UnconditionalSuppressMessage(\"Usage\", \"CA1000\")] class D;")]
    public void CheckCSharp_Planted_IsFound(string text) =>
        Tidy.Finds(2, Suppressions.CheckCSharp(Planted($"\n{text}\n")));

    [Theory]
    [InlineData("#pragma warning disable CA1000 // the factory needs the type argument")]
    [InlineData("// The factory needs the type argument.\n#pragma warning disable CA1000")]
    [InlineData("#pragma warning restore CA1000")]
    [InlineData("[SuppressMessage(\"U\", \"CA1000\", Justification = \"A factory.\")] class D;")]
    public void CheckCSharp_WithAReason_IsNotFound(string text) =>
        Assert.Empty(Suppressions.CheckCSharp(Planted($"\n{text}\n")));

    [Theory]
    [InlineData("[*.cs]\ndotnet_diagnostic.CA1000.severity = none", 2)]
    [InlineData("# why\n\ndotnet_diagnostic.CA1000.severity = none", 3)]
    [InlineData("# why\n[*.cs]\ndotnet_analyzer_diagnostic.severity = silent", 3)]
    public void CheckEditorConfig_Planted_IsFound(string text, int line) =>
        Tidy.Finds(line, Suppressions.CheckEditorConfig(new SourceFile(".editorconfig", text)));

    [Fact]
    public void CheckEditorConfig_OneReasonForAGroup_IsNotFound() =>
        Assert.Empty(Suppressions.CheckEditorConfig(new SourceFile(
            ".editorconfig",
            "# why\ndotnet_diagnostic.CA1.severity = none\ndotnet_diagnostic.CA2.severity = none\n"
            + "dotnet_diagnostic.CA3.severity = error")));

    [Fact]
    public void CheckProject_Planted_IsFound() =>
        Tidy.Finds(2, Suppressions.CheckProject(new SourceFile(
            "x.csproj", "<Project>\n<NoWarn>CA1</NoWarn></Project>")));

    [Fact]
    public void CheckProject_WithAReason_IsNotFound() =>
        Assert.Empty(Suppressions.CheckProject(new SourceFile(
            "x.csproj", "<Project><!-- generated --><NoWarn>CA1</NoWarn></Project>")));

    private static SourceFile Planted(string text) => new("src/Proviso.Cli/Planted.cs", text);
}
