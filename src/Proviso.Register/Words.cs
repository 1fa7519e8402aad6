using System.Globalization;
using System.Text;

namespace Proviso.Register;

/// <summary>Words as they are looked up: without case, accents and marks.</summary>
public static class Words
{
    /// <summary>The shortest beginning of a word that finds it.</summary>
    public const int BeginningLength = 3;

    /// <summary>Lower case, without accents, and with nothing but letters, digits, <c>@</c> and
    /// dots.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c) || c is '@' or '.')
                folded.Append(char.ToLowerInvariant(c));
            else if (char.IsWhiteSpace(c) || c == '-')
                folded.Append(' ');
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
