using System.Text;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>Names of columns and fields as words before a value: "nhsNumber" is "nhs Number: ".
/// </summary>
internal static class Headings
{
    public static string Words(string name)
    {
        if (name.Length is 0 or > 60)
            return "";
        var words = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
                words.Append(' ');
            words.Append(name[i] is '_' or '-' or '.' ? ' ' : name[i]);
        }

        return words.Append(": ").ToString();
    }
}
