using System.Text.Json;
using Proviso.Deidentification.Text.Review;

namespace Proviso.Deidentification.Text.Treatments;

/// <summary>The file that undoes a treated text. Whoever has both has the original.</summary>
public static class MappingFile
{
    private const int Version = 1;

    /// <summary>Writes the mapping of a treated text.</summary>
    public static string Write(TreatedText treated)
    {
        ArgumentNullException.ThrowIfNull(treated);
        return JsonSerializer.Serialize(
            new Content(Version, ReviewPage.Hash(treated.Text), treated.Replacements),
            JsonSerializerOptions.Web);
    }

    /// <summary>Restores a treated text exactly.</summary>
    /// <param name="treated">The treated text, unchanged.</param>
    /// <param name="mapping">What <see cref="Write"/> made.</param>
    /// <exception cref="InvalidDataException">The mapping is not one, or not of this text.
    /// </exception>
    public static string Restore(string treated, string mapping)
    {
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(mapping);
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(mapping, JsonSerializerOptions.Web);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("This is not a mapping file.", e);
        }

        if (content?.Replacements is null || content.Version != Version)
            throw new InvalidDataException("This is not a mapping file of version 1.");
        if (content.Sha256 != ReviewPage.Hash(treated))
        {
            throw new InvalidDataException(
                "The text was changed since it was made, or the mapping is another text's.");
        }

        return Treater.Restore(treated, content.Replacements);
    }

    private sealed record Content(
        int Version, string Sha256, IReadOnlyList<Replacement>? Replacements);
}
