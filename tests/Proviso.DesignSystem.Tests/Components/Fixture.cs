using System.Text.Json.Nodes;
using TestKit;

namespace Proviso.DesignSystem.Tests.Components;

/// <summary>One example of the package: a macro's options and the markup that it gives.</summary>
internal sealed record Fixture(string Component, string Name, JsonObject Options, string Html)
{
    internal static string Package { get; } = Path.Combine(
        Repository.Root, "src", "Proviso.DesignSystem", "node_modules", "nhsuk-frontend", "dist",
        "nhsuk");

    /// <summary>The examples of a component, which may share names.</summary>
    internal static IReadOnlyList<Fixture> Of(string component)
    {
        var path = Path.Combine(Package, "components", component, "fixtures.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        return
        [
            .. json["fixtures"]!.AsArray().Select(fixture => new Fixture(
                component,
                fixture!["name"]!.GetValue<string>(),
                fixture["context"]?.AsObject() ?? [],
                fixture["html"]!.GetValue<string>())),
        ];
    }

    /// <summary>Every component of the package that has examples.</summary>
    internal static IReadOnlyList<string> Components { get; } =
    [
        .. Directory.EnumerateDirectories(Path.Combine(Package, "components"))
            .Where(folder => File.Exists(Path.Combine(folder, "fixtures.json")))
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal),
    ];
}
