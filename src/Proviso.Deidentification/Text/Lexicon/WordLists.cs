using System.Reflection;

namespace Proviso.Deidentification.Text.Lexicon;

/// <summary>The word lists that are part of the library, read once.</summary>
internal static class WordLists
{
    private static readonly Lazy<Dictionary<ulong, WordClass>> Shared = new(Read);

    /// <summary>What the lists say about a word, by its hash.</summary>
    public static IReadOnlyDictionary<ulong, WordClass> ByHash => Shared.Value;

    /// <summary>For the hot loop, which must not pay for an interface call.</summary>
    internal static Dictionary<ulong, WordClass> Fast => Shared.Value;

    /// <summary>The lines of one list, without comments.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream("Lexicon." + name)
            ?? throw new InvalidOperationException($"The list {name} is not in the library.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }

    private static Dictionary<ulong, WordClass> Read()
    {
        var classes = new Dictionary<ulong, WordClass>();
        foreach (var line in Lines("keywords.txt"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            Add(classes, line[(colon + 1)..], ClassOf(line[..colon]), ' ');
        }

        foreach (var line in Lines("places.txt"))
            Add(classes, line, WordClass.Place, ',');
        foreach (var line in Lines("countries.txt"))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            Add(classes, line[..space], WordClass.Country, ' ');
            Add(classes, line[(space + 1)..], WordClass.People, ' ');
        }

        foreach (var line in Lines("given-names.txt"))
        {
            Add(classes, line.Split(' ', 3)[2],
                WordClass.CommonName | WordClass.GivenName, ' ');
        }

        foreach (var line in Lines("family-names.txt"))
        {
            Add(classes, line.Split(' ', 2)[1],
                WordClass.CommonName | WordClass.FamilyName, ' ');
        }

        foreach (var line in Lines("nicknames.txt"))
            Add(classes, line, WordClass.GivenName, ' ');
        return classes;
    }

    private static void Add(
        Dictionary<ulong, WordClass> classes, string words, WordClass add, char separator)
    {
        foreach (var word in words.Split(separator, StringSplitOptions.TrimEntries
            | StringSplitOptions.RemoveEmptyEntries))
        {
            // Of "Bury St Edmunds" each part counts that is long enough to tell something.
            foreach (var part in word.Split(' ', '-'))
            {
                if (part.Length < 2 || (part.Length != word.Length && part.Length < 4))
                    continue;
                var hash = Tokeniser.HashOf(part);
                classes[hash] = classes.GetValueOrDefault(hash) | add;
            }
        }
    }

    private static WordClass ClassOf(string name) => name switch
    {
        "month" => WordClass.Month,
        "weekday" => WordClass.Weekday,
        "title" => WordClass.Title,
        "profession-title" => WordClass.ProfessionTitle,
        "relative" => WordClass.Relative,
        "third-party" => WordClass.ThirdParty,
        "professional" => WordClass.Professional,
        "subject" => WordClass.Subject,
        "street" => WordClass.Street,
        "dwelling" => WordClass.Dwelling,
        "organisation" => WordClass.Organisation,
        "eponym" => WordClass.Eponym,
        "disease" => WordClass.Disease,
        "clinical" => WordClass.Clinical,
        "legal" => WordClass.Legal,
        "number-word" => WordClass.NumberWord,
        "unit" => WordClass.Unit,
        "id-word" => WordClass.IdWord,
        _ => throw new InvalidOperationException($"The word class {name} is not known."),
    };
}
