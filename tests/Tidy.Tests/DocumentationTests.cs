namespace Tidy.Tests;

public class DocumentationTests
{
    [Fact]
    public void Repository_EveryPublicMember_SaysWhatItIs() => Tidy.Holds(
        "Write a summary: what it is, shapes and units, what it throws or returns on bad input, "
        + "and the source.",
        Checkout.CSharp.Where(file => file.IsUnder("src/")), Documentation.Check);

    [Fact]
    public void Repository_TheCompilersOwnRule_IsOnInSrc()
    {
        const string Advice = "Leave CS1591 on for src/.";
        Tidy.Holds(
            Advice, Checkout.Files.Where(file => file.Is(".editorconfig")),
            Documentation.CheckEditorConfig);
        Tidy.Holds(
            Advice,
            Checkout.Files.Where(file =>
                file.Is(".props", ".targets") || (file.IsUnder("src/") && file.Is(".csproj"))),
            Documentation.CheckProject);
        Assert.Contains(
            "<GenerateDocumentationFile>true",
            Checkout.Files.Single(file => file.Path == "Directory.Build.props").Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\npublic class C;")]
    [InlineData("/// <summary> </summary>\npublic record struct C;")]
    [InlineData("// A comment.\npublic enum C { }")]
    [InlineData("class D { } /** <summary>C.</summary> */ public class C {\npublic int P; }")]
    [InlineData("/// <remarks>Nothing.</remarks>\npublic interface IC;")]
    public void Check_Planted_IsFound(string text) =>
        Tidy.Finds(2, Documentation.Check(new SourceFile("src/Planted.cs", text)));

    [Theory]
    [InlineData("/// <summary>\n/// A class.\n/// </summary>\npublic class C;")]
    [InlineData("class C { public int P; }")]
    [InlineData("/// <inheritdoc />\npublic class C { public override int GetHashCode() => 1; }")]
    public void Check_Allowed_IsNotFound(string text) =>
        Assert.Empty(Documentation.Check(new SourceFile("src/Planted.cs", text)));

    [Fact]
    public void CheckEditorConfig_SwitchedOffForSrc_IsFound() => Tidy.Finds(
        2, Documentation.CheckEditorConfig(new SourceFile(
            ".editorconfig", "[*.cs]\ndotnet_diagnostic.CS1591.severity = none")));

    [Fact]
    public void CheckProject_SwitchedOff_IsFound() => Tidy.Finds(
        1, Documentation.CheckProject(new SourceFile("x.csproj", "<NoWarn>CS1591</NoWarn>")));
}
