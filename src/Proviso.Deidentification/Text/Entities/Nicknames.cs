using Proviso.Deidentification.Text.Lexicon;

namespace Proviso.Deidentification.Text.Entities;

/// <summary>Forms of the same given name: Elizabeth, Liz, Betty.</summary>
internal static class Nicknames
{
    private static readonly Lazy<Dictionary<string, HashSet<string>>> Families = new(Read);

    /// <summary>
    /// Every other form of a given name, in lower case; empty where none is known.
    /// </summary>
    public static IReadOnlyCollection<string> Of(string given) =>
        Families.Value.TryGetValue(given.ToLowerInvariant(), out var forms) ? forms : [];

    /// <summary>True where both may be the same person's given name.</summary>
    public static bool AreForms(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || Of(one).Contains(other.ToLowerInvariant());

    private static Dictionary<string, HashSet<string>> Read()
    {
        var families = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var line in WordLists.Lines("nicknames.txt"))
        {
            var forms = line.Split(' ');
            foreach (var form in forms)
            {
                if (!families.TryGetValue(form, out var others))
                    families[form] = others = new HashSet<string>(StringComparer.Ordinal);
                others.UnionWith(forms);
            }
        }

        return families;
    }
}
