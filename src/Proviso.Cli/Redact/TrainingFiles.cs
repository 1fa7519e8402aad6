using System.Text.Json;
using Proviso.Deidentification.Text.Training;

namespace Proviso.Cli.Redact;

/// <summary>Reads the files that the tagger is trained from.</summary>
internal static class TrainingFiles
{
    /// <summary>Reads a folder with <c>text/</c> and <c>names/</c>, and lists of words.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="words">The folder of the word lists, by frequency class.</param>
    /// <param name="leaveOut">A file under <c>text/</c> that is not to be trained on.</param>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file does not have the form expected.</exception>
    public static TrainingData Read(string folder, string words, string? leaveOut = null)
    {
        string[] texts =
            ["tab_train.json", "tab_dev.json", "presidio_generated_large.json",
             "uk_notes_dev.json"];
        var samples = texts.Where(t => t != leaveOut)
            .SelectMany(t => ReadSamples(Path.Combine(folder, "text", t)));
        return new TrainingData(
            [.. samples],
            Keys(Path.Combine(folder, "names", "first_names.json")),
            Keys(Path.Combine(folder, "names", "last_names.json")),
            Words(words, 10, 20, 35),
            Words(words, 40, 50, 55, 60));
    }

    public static IReadOnlyList<Sample> ReadSamples(string path)
    {
        using var stream = File.OpenRead(path);
        return SampleFile.Read(stream);
    }

    private static string[] Keys(string path)
    {
        using var stream = File.OpenRead(path);
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateObject().Select(p => p.Name)
            .Order(StringComparer.Ordinal)];
    }

    private static string[] Words(string folder, params int[] sizes)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var size in sizes)
        {
            foreach (var spelling in (string[])["english", "british"])
            {
                var path = Path.Combine(folder, $"{spelling}-words-{size}.json");
                using var stream = File.OpenRead(path);
                using var document = JsonDocument.Parse(stream);
                words.UnionWith(document.RootElement.EnumerateArray()
                    .Select(e => e.GetString()!)
                    .Where(w => w.Length > 1 && char.IsAsciiLetterLower(w[0])));
            }
        }

        return [.. words];
    }
}
