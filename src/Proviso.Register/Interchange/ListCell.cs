using System.Text;

namespace Proviso.Register.Interchange;

/// <summary>
/// A cell with several entries: a semicolon between two entries, an upright stroke between the
/// parts of one. A backslash before any of these makes it an ordinary character.
/// </summary>
internal static class ListCell
{
    private const char BetweenEntries = ';';
    private const char BetweenParts = '|';
    private const char Escape = '\\';

    /// <summary>The entries with their parts, without space around them; empty entries are left
    /// out.</summary>
    internal static List<string[]> Split(string text)
    {
        var entries = new List<string[]>();
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            var end = i == text.Length;
            var c = end ? BetweenEntries : text[i];
            if (c == Escape && i + 1 < text.Length)
            {
                part.Append(text[++i]);
            }
            else if (c is BetweenParts or BetweenEntries)
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
                if (c != BetweenEntries)
                    continue;
                if (parts.Exists(p => p.Length > 0))
                    entries.Add([.. parts]);
                parts.Clear();
            }
            else
            {
                part.Append(c);
            }
        }

        return entries;
    }

    /// <summary>One cell of entries.</summary>
    internal static string Join(IEnumerable<IEnumerable<string?>> entries) =>
        string.Join("; ", entries.Select(Join));

    /// <summary>One cell of one entry; empty parts at its end are left out.</summary>
    internal static string Join(IEnumerable<string?> parts) =>
        string.Join(BetweenParts, parts.Select(p => Quoted(p ?? ""))).TrimEnd(BetweenParts);

    private static string Quoted(string part)
    {
        var quoted = new StringBuilder(part.Length);
        foreach (var c in part)
        {
            if (c is BetweenEntries or BetweenParts or Escape)
                quoted.Append(Escape);
            quoted.Append(c);
        }

        return quoted.ToString();
    }
}
