namespace Tidy.Tests;

public class RoomsTests
{
    [Fact]
    public void Repository_EveryRoom_ReferencesOnlyWhatTheDesignAllows() => Tidy.Holds(
        "A room knows only the rooms in its row of the table (Rooms.cs). Move the code to the "
        + "room that may know both, or change the design with a decision record first.",
        Checkout.Files.Where(file => file.IsUnder("src/") && file.Is(".csproj")),
        Rooms.Check);

    [Fact]
    public void Repository_EveryProject_IsInTheSolutionWithItsLockFile() => Tidy.Holds(
        "Add the project to Proviso.slnx and commit the lock file that restoring it writes.",
        Checkout.Files.Where(file => file.Is(".csproj")).SelectMany(project => MissingParts(
            project, Checkout.Files.Single(file => file.Path == "Proviso.slnx"),
            Checkout.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal))));

    [Theory]
    [InlineData("Ledger", "Project", "../Proviso.Identifiers/Proviso.Identifiers.csproj")]
    [InlineData("Rulebook", "Project", "..\\Proviso.Cli\\Proviso.Cli.csproj")]
    [InlineData("Rulebook", "Framework", "Microsoft.AspNetCore.App")]
    [InlineData("Register", "Framework", "Microsoft.AspNetCore.App")]
    [InlineData("Ledger", "Package", "Microsoft.EntityFrameworkCore.Sqlite")]
    [InlineData("Web", "Project", "../Proviso.Cli/Proviso.Cli.csproj")]
    public void Check_PlantedReference_IsFound(string room, string kind, string target) =>
        Tidy.Finds(3, Rooms.Check(Project(room, Reference(kind, target))));

    [Fact]
    public void Check_PlantedWebSdkInAPureRoom_IsFound() =>
        Tidy.Finds(1, Rooms.Check(new SourceFile(
            "src/Proviso.Ledger/Proviso.Ledger.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />")));

    [Fact]
    public void Check_RoomThatTheDesignDoesNotKnow_IsFound() =>
        Tidy.Finds(1, Rooms.Check(Project("Common", "")));

    [Theory]
    [InlineData("Rulebook", "Project", "../Proviso.Identifiers/Proviso.Identifiers.csproj")]
    [InlineData("Register", "Package", "Microsoft.EntityFrameworkCore.Sqlite")]
    [InlineData("DesignSystem", "Framework", "Microsoft.AspNetCore.App")]
    [InlineData("Cli", "Project", "../Proviso.Web/Proviso.Web.csproj")]
    public void Check_AllowedReference_IsNotFound(string room, string kind, string target) =>
        Assert.Empty(Rooms.Check(Project(room, Reference(kind, target))));

    [Fact]
    public void MissingParts_ProjectThatIsNowhere_IsFoundTwice() => Assert.Equal(2, MissingParts(
        Project("Ledger", ""),
        new SourceFile("Proviso.slnx", "<Project Path=\"src/Proviso.Cli/Proviso.Cli.csproj\" />"),
        new HashSet<string>(StringComparer.Ordinal)).Count());

    private static string Reference(string kind, string target) =>
        $"<{kind}Reference Include=\"{target}\" />";

    private static SourceFile Project(string room, string line) => new(
        $"src/Proviso.{room}/Proviso.{room}.csproj",
        $"<Project Sdk=\"Microsoft.NET.Sdk\">\n<ItemGroup>\n{line}\n</ItemGroup>\n</Project>");

    private static IEnumerable<Finding> MissingParts(
        SourceFile project, SourceFile solution, HashSet<string> paths)
    {
        if (!solution.Text.Contains($"\"{project.Path}\"", StringComparison.Ordinal))
            yield return new Finding(project.Path, 1, "is not in Proviso.slnx");
        var folder = project.Path[..project.Path.LastIndexOf('/')];
        if (!paths.Contains($"{folder}/packages.lock.json"))
            yield return new Finding(project.Path, 1, "has no packages.lock.json beside it");
    }
}
