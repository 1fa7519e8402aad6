namespace Proviso.Deidentification.Text.Tagging;

/// <summary>
/// What the rest of the document tells of a word that is written with a capital: whether it is
/// also written without one, how often it comes, and whether this is the first time.
/// </summary>
internal static class DocumentMarks
{
    private const byte AlsoLower = 1;
    private const byte Again = 2;
    private const byte Often = 4;
    private const byte First = 8;

    /// <summary>For each token its marks; nought for what is no word with a capital.</summary>
    public static byte[] Of(Token[] tokens)
    {
        var seen = new Dictionary<ulong, (int Count, int First, bool Lower)>();
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            if (!token.IsWord || token.Length < 2)
                continue;
            ref var word = ref System.Runtime.InteropServices.CollectionsMarshal
                .GetValueRefOrAddDefault(seen, token.Hash, out var known);
            if (!known)
                word.First = -1;
            if (!token.IsCapitalised)
            {
                word.Lower = true;
                continue;
            }

            word.Count++;
            if (word.First < 0)
                word.First = i;
        }

        var marks = new byte[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].IsCapitalised || !seen.TryGetValue(tokens[i].Hash, out var word))
                continue;
            marks[i] = (byte)((word.Lower ? AlsoLower : 0) | (word.Count > 1 ? Again : 0)
                | (word.Count > 4 ? Often : 0) | (word.First == i ? First : 0) | 16);
        }

        return marks;
    }
}
