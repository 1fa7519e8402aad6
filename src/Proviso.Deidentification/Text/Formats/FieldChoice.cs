using System.Collections.Concurrent;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>
/// The fields of JSON or columns of CSV in which to look; all others are kept as they are. One
/// choice serves one file, and tells afterwards which of its names did not occur.
/// </summary>
/// <param name="names">Names such as <c>note</c>, or paths such as <c>visit.note</c>; letters
/// count as in the file.</param>
public sealed class FieldChoice(IEnumerable<string> names)
{
    private readonly string[] names = [.. names];
    private readonly ConcurrentDictionary<string, bool> met = new(StringComparer.Ordinal);

    /// <summary>Names that have not occurred so far.</summary>
    public IReadOnlyList<string> Missing => [.. names.Where(n => !met.ContainsKey(n))];

    /// <summary>True for a field at this path, such as <c>visit.note</c>.</summary>
    internal bool Has(string path)
    {
        var found = false;
        foreach (var name in names)
        {
            if (!string.Equals(path, name, StringComparison.Ordinal)
                && !path.EndsWith("." + name, StringComparison.Ordinal))
            {
                continue;
            }

            met.TryAdd(name, true);
            found = true;
        }

        return found;
    }

    /// <summary>Refuses a file in which a chosen field does not occur: the name may be
    /// misspelt, and the text in the right one would pass unread.</summary>
    internal void CheckMet()
    {
        if (Missing is [var first, ..])
        {
            throw new RefusedException(
                "field-missing",
                $"It has no field \"{first}\". Letters count: \"Note\" is not \"note\".");
        }
    }
}
