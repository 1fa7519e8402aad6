using System.Text;

namespace Proviso.DesignSystem;

/// <summary>Names of classes.</summary>
internal static class Css
{
    /// <summary>The names in their order, each once; what is null or empty is left out.</summary>
    internal static string? Join(params ReadOnlySpan<string?> names)
    {
        List<string> all = [];
        foreach (var name in names)
        {
            foreach (var one in (name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!all.Contains(one, StringComparer.Ordinal))
                    all.Add(one);
            }
        }

        return all.Count == 0 ? null : string.Join(' ', all);
    }

    /// <summary>The class if the condition holds.</summary>
    internal static string? If(bool? condition, string name) => condition == true ? name : null;

    /// <summary>Whether one of the names begins so.</summary>
    internal static bool HasPrefix(string? names, string prefix) =>
        (names ?? "").Split(' ').Any(name => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>
    /// The block's modifier named as the value is, such as <c>block--aqua-green</c>; null where the
    /// classes already have one of its kind, because what was chosen by hand wins.
    /// </summary>
    internal static string? Modifier<T>(string block, T? value, string? classes = null)
        where T : struct, Enum =>
        value is not { } given || classes is not null && Enum.GetValues<T>().Any(other =>
            classes.Split(' ').Contains($"{block}--{Kebab(other)}", StringComparer.Ordinal))
            ? null
            : $"{block}--{Kebab(given)}";

    /// <summary>The value's name as CSS writes it: <c>AquaGreen</c> is <c>aqua-green</c>.</summary>
    internal static string Kebab<T>(T value) where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
