using System.Reflection;

namespace Proviso.Deidentification.Text.Training;

/// <summary>The word lists that the slots of the templates are filled from.</summary>
internal static class SlotWords
{
    private static readonly Lazy<Dictionary<string, string[]>> Notes = new(() =>
        Read("note-words.txt"));

    private static readonly Lazy<Dictionary<string, string[]>> Bodies = new(() =>
        Read("org-words.txt"));

    private static readonly Lazy<Dictionary<string, string[]>> StreetParts = new(() =>
        Read("street-words.txt"));

    public static Dictionary<string, string[]> Note => Notes.Value;

    public static Dictionary<string, string[]> Organisation => Bodies.Value;

    public static Dictionary<string, string[]> Street => StreetParts.Value;

    public static IEnumerable<string> TrainingLines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream("Training." + name)
            ?? throw new InvalidOperationException($"The list {name} is not in the library.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }

    private static Dictionary<string, string[]> Read(string name) =>
        TrainingLines(name).ToDictionary(
            line => line[..line.IndexOf(':', StringComparison.Ordinal)],
            line => Array.ConvertAll(
                line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..].Split(' '),
                word => word.Replace('_', ' ')),
            StringComparer.Ordinal);
}
