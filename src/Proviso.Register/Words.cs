using System.Globalization;
using System.Text;

namespace Proviso.Register;

/// <summary>Words as they are looked up: without case, accents and marks.</summary>
public static class Words
{
    /// <summary>The shortest beginning of a word that finds it.</summary>
    public const int BeginningLength = 3;

    // The program runs without the tables of languages that the system's own way would need.
    private const string Accented =
        "àáâãäåāăąǎçćĉċčďđðèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĸĺļ"
        + "ľŀłñńņňŋòóôõöøōŏőŕŗřśŝşšșţťŧțùúûüũūŭůűųŵýÿŷźżž";

    private const string Plain =
        "aaaaaaaaaacccccdddeeeeeeeeegggghhiiiiiiiiijkkll"
        + "lllnnnnnooooooooorrrsssssttttuuuuuuuuuuwyyyzzz";

    /// <summary>Lower case, without accents, and with nothing but letters, digits, <c>@</c> and
    /// dots.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Select(char.ToLowerInvariant))
        {
            if (char.IsWhiteSpace(c) || c == '-')
                folded.Append(' ');
            else if (c is 'ß' or 'æ' or 'œ' or 'þ')
                folded.Append(c switch { 'ß' => "ss", 'æ' => "ae", 'œ' => "oe", _ => "th" });
            else if (Accented.IndexOf(c) is >= 0 and var place)
                folded.Append(Plain[place]);
            else if (char.IsLetterOrDigit(c) || c is '@' or '.')
                folded.Append(c);
        }

        return folded.ToString().Trim();
    }

    /// <summary>The words of a name.</summary>
    public static IEnumerable<string> Of(string text) =>
        Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct();

    internal static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static IEnumerable<LookUp> LookUpsOf(string name, string text) =>
        Of(text).Select(word => LookUp.By(name, word)).Concat(
            Of(text).Where(word => word.Length >= BeginningLength)
                .Select(word => LookUp.By(name, word[..BeginningLength] + "*")));
}
