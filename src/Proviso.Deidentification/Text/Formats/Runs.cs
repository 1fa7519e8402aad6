using System.Text;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>
/// One text that is stored in pieces, as formatting cuts it: a name half in bold is still found.
/// </summary>
internal static class Runs
{
    /// <summary>Carries the edits of the whole text to its pieces; a replacement goes where the
    /// replaced stretch began.</summary>
    public static string[] Distribute(IReadOnlyList<string> pieces, IReadOnlyList<Edit> edits)
    {
        var results = new string[pieces.Count];
        var offset = 0;
        var next = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var end = offset + pieces[i].Length;
            while (next < edits.Count && edits[next].Start + edits[next].Length <= offset)
                next++;
            var piece = new StringBuilder();
            var at = offset;
            for (var e = next; e < edits.Count && edits[e].Start < end; e++)
            {
                if (edits[e].Start > at)
                    piece.Append(pieces[i], at - offset, edits[e].Start - at);
                if (edits[e].Start >= offset)
                    piece.Append(edits[e].Replacement);
                at = Math.Min(end, Math.Max(at, edits[e].Start + edits[e].Length));
            }

            piece.Append(pieces[i], at - offset, end - at);
            results[i] = piece.ToString();
            offset = end;
        }

        return results;
    }
}
