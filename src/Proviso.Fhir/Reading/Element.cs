using System.Globalization;
using System.Text.Json;

namespace Proviso.Fhir.Reading;

/// <summary>Why a resource was not taken.</summary>
internal sealed class ResourceRefusedException(string? path, string code, string reason)
    : Exception(reason)
{
    internal string? Path => path;

    internal string Code => code;
}

/// <summary>
/// An element of a resource that knows which of its parts were read. What was not read is listed at
/// the end, so that nothing can be dropped in silence.
/// </summary>
internal sealed class Element
{
    private const string NoPlace = "The register has no place for it.";
    private readonly JsonElement json;
    private readonly Dictionary<string, List<Element>> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> reasons = new(StringComparer.Ordinal);

    internal Element(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new ResourceRefusedException(path, "element-malformed", "Should be an object.");
        this.json = json;
        Path = path;
    }

    internal string Path { get; }

    internal bool Has(string name) => json.TryGetProperty(name, out _);

    /// <summary>An element that is there at most once.</summary>
    internal Element? One(string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return null;
        var one = new Element(value, $"{Path}.{name}");
        taken[name] = [one];
        return one;
    }

    /// <summary>An element that may repeat.</summary>
    internal IReadOnlyList<Element> Each(string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            throw Malformed(name, "Should be an array.");
        var each = value.EnumerateArray().Select(v => new Element(v, $"{Path}.{name}")).ToList();
        taken[name] = each;
        return each;
    }

    /// <summary>A text; null when there is none.</summary>
    internal string? Text(string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return null;
        taken[name] = [];
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw Malformed(name, "Should be a text.");
    }

    /// <summary>Texts.</summary>
    internal IReadOnlyList<string> Texts(string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return [];
        taken[name] = [];
        if (value.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
        {
            throw Malformed(name, "Should be an array of texts.");
        }

        return [.. value.EnumerateArray().Select(v => v.GetString()!)];
    }

    internal bool? Yes(string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return null;
        taken[name] = [];
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Malformed(name, "Should be true or false.");
    }

    /// <summary>A number as it is written.</summary>
    internal string? Number(string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return null;
        taken[name] = [];
        return value.ValueKind == JsonValueKind.Number
            ? value.GetRawText()
            : throw Malformed(name, "Should be a number.");
    }

    /// <summary>The day of a date or a moment; a part of a date is left, with the reason.</summary>
    internal DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (text.Length >= 10 && DateOnly.TryParseExact(
            text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day)
            && (text.Length == 10 || text[10] == 'T'))
        {
            return day;
        }

        if (text.Length is not (4 or 7) || !text.Replace("-", "", StringComparison.Ordinal)
            .All(char.IsAsciiDigit))
        {
            throw Malformed(name, "Should be a date such as 2026-01-31.");
        }

        Leave(name, "Only a part of a date, and the register keeps whole days.");
        return null;
    }

    /// <summary>One of our extensions of this element.</summary>
    internal Element? Ours(string name)
    {
        var all = taken.TryGetValue("extension", out var read) ? read : Each("extension");
        return all.FirstOrDefault(e => e.Text("url") == Systems.Extension(name));
    }

    /// <summary>Gives back what was read: it stays out, for this reason.</summary>
    internal void Leave(string name, string reason)
    {
        taken.Remove(name);
        reasons[name] = reason;
    }

    /// <summary>Stays out as a whole, for this reason.</summary>
    internal void LeaveAll(string reason)
    {
        foreach (var property in json.EnumerateObject())
            Leave(property.Name, reason);
    }

    /// <summary>Everything in it that was not read: where, and why.</summary>
    internal IEnumerable<(string Path, string Reason)> Left()
    {
        foreach (var property in json.EnumerateObject())
        {
            if (!taken.TryGetValue(property.Name, out var children))
            {
                yield return ($"{Path}.{property.Name}",
                    reasons.GetValueOrDefault(property.Name, NoPlace));
            }
            else
            {
                foreach (var left in children.SelectMany(c => c.LeftOfPart()))
                    yield return left;
            }
        }
    }

    internal ResourceRefusedException Malformed(string name, string reason) =>
        new($"{Path}.{name}", "element-malformed", reason);

    internal ResourceRefusedException Refuse(string name, string code, string reason) =>
        new($"{Path}.{name}", code, reason);

    // An extension whose address alone was looked at was not read.
    private IEnumerable<(string Path, string Reason)> LeftOfPart() =>
        Path.EndsWith(".extension", StringComparison.Ordinal)
            && taken.Count == 1 && taken.ContainsKey("url")
            ? [(Path, NoPlace)]
            : Left();
}
