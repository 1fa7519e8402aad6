namespace Tidy.Tests;

public class ForbiddenTests
{
    [Fact]
    public void Repository_NoFile_IsUnfinished() => Tidy.Holds(
        "Finish it, or leave it out and open an issue.",
        Checkout.Files.Where(file => file.IsUnder("src/", "rulebook/", "tests/", "bench/")),
        Forbidden.CheckUnfinished);

    [Fact]
    public void Repository_NoPage_WritesTextAsMarkup() => Tidy.Holds(
        "Let Razor encode it; build markup with tag helpers.",
        Checkout.Files.Where(file => file.IsUnder("src/")), Forbidden.CheckRawHtml);

    [Fact]
    public void Repository_NoFile_NamesTheMachineOrItsRegistries() => Tidy.Holds(
        "Use a path from the repository's root. Name packages, not where they were fetched; "
        + "write npm lock files with omit-lockfile-registry-resolved=true.",
        Checkout.Files, Forbidden.CheckMachine);

    [Fact]
    public void Repository_NoFolder_IsNamedAfterAKind() => Tidy.Holds(
        "Put the file with what it belongs to: the journey, the area, the room.",
        Checkout.Files, Forbidden.CheckFolders);

    [Theory]
    [InlineData("// TO" + "DO later")]
    [InlineData("fix; FIX" + "ME")]
    [InlineData("HA" + "CK: works")]
    [InlineData("throw new NotImplemented" + "Exception();")]
    public void CheckUnfinished_Planted_IsFound(string text) =>
        Tidy.Finds(2, Forbidden.CheckUnfinished(Planted($"\n{text}")));

    [Fact]
    public void CheckUnfinished_LongerWord_IsNotFound() =>
        Assert.Empty(Forbidden.CheckUnfinished(Planted("TO" + "DOS and Hackney")));

    [Fact]
    public void CheckRawHtml_Planted_IsFound() =>
        Tidy.Finds(2, Forbidden.CheckRawHtml(Planted("<p>\n@Html.Ra" + "w(name)</p>")));

    [Theory]
    [InlineData("see /wor" + "k/main/x.cs")]
    [InlineData("\"/wor" + "k\"")]
    [InlineData("(/roo" + "t/.cache)")]
    [InlineData("https://api.nuget.or" + "g/v3/index.json")]
    [InlineData("regist" + "ry.npmjs.or" + "g")]
    [InlineData("https://regist" + "ry.example.internal/x")]
    [InlineData("\"resolve" + "d\": \"https://somewhere.example/casbin.tgz\"")]
    public void CheckMachine_Planted_IsFound(string text) =>
        Tidy.Finds(2, Forbidden.CheckMachine(Planted($"\n{text}")));

    [Theory]
    [InlineData("social/wor" + "k/team")]
    [InlineData("./wor" + "k/x and ../wor" + "k")]
    [InlineData("/work-plan and /workplace")]
    [InlineData("\"resolved\": \"5.51.1\"")]
    [InlineData("the register, the registry of deaths. It is public.")]
    public void CheckMachine_Allowed_IsNotFound(string text) =>
        Assert.Empty(Forbidden.CheckMachine(Planted(text)));

    [Theory]
    [InlineData("src/Proviso.Web/Models/Person.cs", 1)]
    [InlineData("tests/x.Tests/helpers/Person.cs", 1)]
    [InlineData("src/Proviso.Web/Features/Utils/Dtos/Person.cs", 2)]
    [InlineData("src/Proviso.Web/Features/Models.cs", 0)]
    public void CheckFolders_Planted_IsFound(string path, int times) =>
        Assert.Equal(times, Forbidden.CheckFolders(new SourceFile(path, "")).Count());

    private static SourceFile Planted(string text) => new("src/Proviso.Cli/Planted.cs", text);
}
