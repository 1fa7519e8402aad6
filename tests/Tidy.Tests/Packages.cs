using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tidy.Tests;

/// <summary>Every version is exact, so that what was tested is what is built.</summary>
internal static class Packages
{
    private static readonly Regex Exact = Pattern.Of(
        @"^\d+\.\d+(\.\d+){0,2}(-[\w.-]+)?$");

    private static readonly string[] NpmGroups =
        ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

    internal static IEnumerable<Finding> CheckCentral(SourceFile file) =>
        from element in XDocument.Parse(file.Text, LoadOptions.SetLineInfo).Descendants()
        where element.Name.LocalName is "PackageVersion" or "GlobalPackageReference"
            && !Exact.IsMatch(element.Attribute("Version")?.Value ?? "")
        select Rooms.At(file, element, $"{element.Attribute("Include")?.Value} is not exact");

    internal static IEnumerable<Finding> CheckProject(SourceFile file) =>
        from element in XDocument.Parse(file.Text, LoadOptions.SetLineInfo).Descendants()
        where element.Name.LocalName == "PackageReference"
            && (element.Attribute("Version") ?? element.Attribute("VersionOverride")) is not null
        select Rooms.At(file, element, "a version belongs in Directory.Packages.props");

    internal static IEnumerable<Finding> CheckNpm(SourceFile file, Func<string, bool> exists)
    {
        using var json = JsonDocument.Parse(file.Text);
        var names =
            from name in NpmGroups
            where json.RootElement.TryGetProperty(name, out _)
            from package in json.RootElement.GetProperty(name).EnumerateObject()
            select (package.Name, Version: package.Value.GetString() ?? "");
        var packages = names.ToList();
        foreach (var (name, version) in packages)
        {
            var at = Math.Max(0, file.Text.IndexOf($"\"{name}\"", StringComparison.Ordinal));
            if (!Exact.IsMatch(version))
                yield return file.AtOffset(at, $"{name} {version} is not exact");
        }

        if (packages.Count > 0 && !exists(file.Path[..^".json".Length] + "-lock.json"))
            yield return new Finding(file.Path, 1, "has no package-lock.json beside it");
    }
}
