namespace Tidy.Tests;

public class PackagesTests
{
    private const string Advice = "Give one exact version, in one place, with its lock file.";

    [Fact]
    public void Repository_EveryNuGetPackage_HasAnExactVersion()
    {
        Tidy.Holds(
            Advice, Checkout.Files.Where(file => file.Is("Packages.props")), Packages.CheckCentral);
        Tidy.Holds(
            Advice, Checkout.Files.Where(file => file.Is(".csproj")), Packages.CheckProject);
    }

    [Fact]
    public void Repository_EveryNpmPackage_HasAnExactVersion()
    {
        var paths = Checkout.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        Tidy.Holds(Advice, Checkout.Files
            .Where(file => Path.GetFileName(file.Path) == "package.json")
            .SelectMany(file => Packages.CheckNpm(file, paths.Contains)));
    }

    [Theory]
    [InlineData("1.*")]
    [InlineData("[1.2.3,2.0)")]
    [InlineData("")]
    [InlineData("latest")]
    public void CheckCentral_InexactVersion_IsFound(string version) =>
        Tidy.Finds(2, Packages.CheckCentral(new SourceFile(
            "Directory.Packages.props",
            $"<Project>\n<PackageVersion Include=\"x\" Version=\"{version}\" />\n"
            + "<PackageVersion Include=\"y\" Version=\"1.2.3-rc.1\" />\n</Project>")));

    [Fact]
    public void CheckProject_VersionInAProject_IsFound() =>
        Tidy.Finds(2, Packages.CheckProject(new SourceFile(
            "x.csproj", "<Project>\n<PackageReference Include=\"x\" Version=\"1\" /></Project>")));

    [Theory]
    [InlineData("^1.2.3")]
    [InlineData("~1.2.3")]
    [InlineData("*")]
    [InlineData("1.x")]
    public void CheckNpm_InexactVersion_IsFound(string version) =>
        Tidy.Finds(3, Packages.CheckNpm(Npm(version), _ => true));

    [Fact]
    public void CheckNpm_NoLockFile_IsFound()
    {
        Assert.Empty(Packages.CheckNpm(Npm("1.2.3"), path => path == "bench/package-lock.json"));
        Tidy.Finds(1, Packages.CheckNpm(Npm("1.2.3"), _ => false));
    }

    private static SourceFile Npm(string version) => new(
        "bench/package.json", $"{{\n\"dependencies\": {{\n\"casbin\": \"{version}\"\n}} }}");
}
