using System.Text.RegularExpressions;

namespace Proviso.DesignSystem.Tests.Components;

/// <summary>
/// The NHS logo as the header's macro has it, read from the macro: it is a trade mark and no part
/// of this product, so the tests hand it over as any organisation would hand over its own mark.
/// </summary>
internal static partial class NhsLogo
{
    private static readonly string Template = Svg().Match(File.ReadAllText(Path.Combine(
        Fixture.Package, "components", "header", "template.njk"))).Value;

    internal static string Of(string name) => Variable().Replace(Template, name);

    [GeneratedRegex("<svg class=\"nhsuk-header__logo\".*?</svg>", RegexOptions.Singleline, 1000)]
    private static partial Regex Svg();

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
