namespace Proviso.Deidentification.Text.Entities;

/// <summary>Which finding covers which token.</summary>
internal static class Coverage
{
    /// <summary>For each token the index of the finding over it, or -1.</summary>
    public static int[] Of(FoldedText folded, Token[] tokens, List<Finding> findings)
    {
        var covered = new int[tokens.Length];
        var next = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            covered[i] = -1;
            var start = folded.OriginalStart(tokens[i].Start);
            while (next < findings.Count && findings[next].End <= start)
                next++;
            if (next < findings.Count
                && findings[next].Start < folded.OriginalEnd(tokens[i].End))
            {
                covered[i] = next;
            }
        }

        return covered;
    }
}
