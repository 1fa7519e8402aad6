using System.Xml.Linq;

namespace Tidy.Tests;

/// <summary>Which room may know which: the table of the design, as data.</summary>
internal static class Rooms
{
    internal const string Folder = "src/Proviso.";

    private static readonly string[] All =
    [
        "Identifiers", "Rulebook", "Deidentification", "Ledger", "Register", "Fhir",
        "DesignSystem", "Web", "Cli",
    ];

    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Identifiers"] = [],
        ["Rulebook"] = ["Identifiers"],
        ["Deidentification"] = ["Identifiers"],
        ["Ledger"] = [],
        ["Register"] = ["Identifiers", "Rulebook", "Ledger"],
        ["Fhir"] = ["Identifiers", "Rulebook", "Register"],
        ["DesignSystem"] = [],
        ["Web"] = [.. All.Where(room => room is not ("Web" or "Cli"))],
        ["Cli"] = [.. All.Where(room => room is not "Cli")],
    };

    private static readonly string[] MayUseAspNet = ["DesignSystem", "Web", "Cli"];

    private static readonly string[] MayUseEntityFramework = ["Register", "Web", "Cli"];

    /// <summary>Rooms that are functions of what they are handed.</summary>
    internal static bool IsPure(string? room) =>
        room is "Identifiers" or "Rulebook" or "Deidentification" or "Ledger";

    /// <summary>Rooms that are handed text and neither read nor write anything.</summary>
    internal static bool IsWithoutInputOutput(string? room) => room is "Identifiers" or "Rulebook";

    /// <summary>Checks one project file of src/.</summary>
    internal static IEnumerable<Finding> Check(SourceFile project)
    {
        var room = project.Room;
        if (room is null || !MayReference.TryGetValue(room, out var allowed))
        {
            yield return new Finding(project.Path, 1, "is not a room of the design's table");
            yield break;
        }

        var xml = XDocument.Parse(project.Text, LoadOptions.SetLineInfo);
        foreach (var reference in xml.Descendants("ProjectReference"))
        {
            var target = Path.GetFileNameWithoutExtension(Include(reference).Replace('\\', '/'));
            if (!allowed.Select(name => "Proviso." + name).Contains(target, StringComparer.Ordinal))
                yield return At(project, reference, $"{room} may not reference {target}");
        }

        foreach (var package in xml.Descendants("PackageReference")
            .Concat(xml.Descendants("FrameworkReference")))
        {
            var name = Include(package);
            if (IsAspNet(name) && !MayUseAspNet.Contains(room, StringComparer.Ordinal))
                yield return At(project, package, $"{room} may not use ASP.NET ({name})");
            if (IsStorage(name) && !MayUseEntityFramework.Contains(room, StringComparer.Ordinal))
                yield return At(project, package, $"{room} may not use Entity Framework ({name})");
        }

        var sdk = xml.Root?.Attribute("Sdk")?.Value;
        if (sdk != "Microsoft.NET.Sdk" && !MayUseAspNet.Contains(room, StringComparer.Ordinal))
            yield return new Finding(project.Path, 1, $"{room} may not use the SDK {sdk}");
    }

    internal static Finding At(SourceFile file, XObject element, string what) =>
        new(file.Path, ((System.Xml.IXmlLineInfo)element).LineNumber, what);

    private static string Include(XElement element) => element.Attribute("Include")?.Value ?? "";

    private static bool IsAspNet(string name) =>
        name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);

    private static bool IsStorage(string name) =>
        name.Contains("EntityFrameworkCore", StringComparison.Ordinal);
}
