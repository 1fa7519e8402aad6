using System.Globalization;
using System.Text.Json;

namespace Proviso.Deidentification.Text.Training;

/// <summary>
/// Reads marked texts: a JSON array of objects with <c>full_text</c>, <c>spans</c> (each with
/// <c>start_position</c>, <c>end_position</c> in characters and <c>entity_type</c>) and
/// optionally <c>template_id</c>.
/// </summary>
public static class SampleFile
{
    /// <summary>Reads every sample of a stream.</summary>
    /// <exception cref="InvalidDataException">The data does not have the form above; the
    /// message names the sample.</exception>
    public static IReadOnlyList<Sample> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(stream);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The data is not JSON: {e.Message}", e);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new InvalidDataException("The data must be a JSON array of marked texts.");
            var samples = new List<Sample>();
            foreach (var element in document.RootElement.EnumerateArray())
                samples.Add(ReadOne(element, samples.Count));
            return samples;
        }
    }

    private static Sample ReadOne(JsonElement element, int number)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("full_text", out var full)
            || full.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("spans", out var spans)
            || spans.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidDataException(
                $"Sample {number + 1} must have \"full_text\" and \"spans\".");
        }

        var text = full.GetString()!;
        var group = element.TryGetProperty("template_id", out var id)
            ? id.ToString() : number.ToString(CultureInfo.InvariantCulture);
        var units = UnitOffsets(text);
        var list = new List<GoldSpan>();
        foreach (var span in spans.EnumerateArray())
            list.Add(ReadSpan(span, units, units is null ? text.Length : units.Length - 1, number));
        list.Sort((a, b) => a.Start.CompareTo(b.Start));
        return new Sample(text, list, group);
    }

    private static GoldSpan ReadSpan(
        JsonElement span, int[]? units, int length, int number)
    {
        if (!span.TryGetProperty("start_position", out var from) || !from.TryGetInt32(out var start)
            || !span.TryGetProperty("end_position", out var to) || !to.TryGetInt32(out var end)
            || !span.TryGetProperty("entity_type", out var kind)
            || start < 0 || end <= start || end > length)
        {
            throw new InvalidDataException(
                $"Sample {number + 1} has a span without a good start, end and type.");
        }

        return new GoldSpan(
            units is null ? start : units[start],
            units is null ? end : units[end],
            kind.ToString());
    }

    /// <summary>
    /// The sets count characters; .NET counts UTF-16 units. Null where no differ.
    /// </summary>
    private static int[]? UnitOffsets(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return null;
        var offsets = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            offsets.Add(i);
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length)
                i++;
        }

        offsets.Add(text.Length);
        return [.. offsets];
    }
}
