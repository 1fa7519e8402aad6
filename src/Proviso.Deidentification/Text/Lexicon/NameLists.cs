namespace Proviso.Deidentification.Text.Lexicon;

/// <summary>Given names with sex and origin, and family names with origin.</summary>
internal static class NameLists
{
    /// <summary>A given name as the lists have it, in lower case.</summary>
    public readonly record struct Given(string Name, char Sex, string Origin);

    /// <summary>A family name as the lists have it, in lower case.</summary>
    public readonly record struct Family(string Name, string Origin);

    private static readonly Lazy<Given[]> GivenNames = new(() => [..
        from line in WordLists.Lines("given-names.txt")
        let parts = line.Split(' ')
        from name in parts[2..]
        select new Given(name, parts[0][0], parts[1])]);

    private static readonly Lazy<Family[]> FamilyNames = new(() => [..
        from line in WordLists.Lines("family-names.txt")
        let parts = line.Split(' ')
        from name in parts[1..]
        select new Family(name, parts[0])]);

    private static readonly Lazy<string[]> PlaceNames = new(() => [..
        from line in WordLists.Lines("places.txt")
        from name in line.Split(',', StringSplitOptions.TrimEntries)
        where name.Length > 0
        select name]);

    public static IReadOnlyList<Given> AllGiven => GivenNames.Value;

    public static IReadOnlyList<Family> AllFamily => FamilyNames.Value;

    public static IReadOnlyList<string> Places => PlaceNames.Value;

    /// <summary>Writes a name as people do: Smith, O'Brien, McLeod, Lloyd-Jones.</summary>
    public static string Capitalise(string name)
    {
        var chars = name.ToCharArray();
        for (var i = 0; i < chars.Length; i++)
        {
            var starts = i == 0 || chars[i - 1] is '-' or ' '
                || (chars[i - 1] == '\'' && i < chars.Length - 1)
                || (i == 2 && name.StartsWith("mc", StringComparison.OrdinalIgnoreCase));
            if (starts)
                chars[i] = char.ToUpperInvariant(chars[i]);
        }

        return new string(chars);
    }
}
