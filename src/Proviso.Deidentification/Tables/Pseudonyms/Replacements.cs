using System.Text;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>What comes of each different value of a column, worked out once. An empty value
/// stays empty: it is nobody's.</summary>
/// <typeparam name="T">What comes of a value.</typeparam>
/// <param name="make">Works it out, or says why it cannot in words that do not repeat the
/// value.</param>
internal sealed class Replacements<T>(Replacements<T>.Maker make)
{
    private readonly ValueDictionary seen = new();
    private readonly List<(T? Made, string? Problem)> made = [];

    /// <summary>Works out what comes of a value.</summary>
    public delegate T? Maker(string value, out string? problem);

    /// <summary>What comes of a value.</summary>
    public T? Of(ReadOnlySpan<byte> value, ref string? problem)
    {
        if (value.IsEmpty)
            return default;
        var code = seen.CodeOf(value);
        if (code < 0)
        {
            problem = "text that is not UTF-8. Save the file as UTF-8";
            return default;
        }

        if (code == made.Count)
        {
            var result = make(Encoding.UTF8.GetString(value), out var why);
            made.Add((result, why));
        }

        problem = made[code].Problem ?? problem;
        return made[code].Made;
    }
}
