namespace Proviso.Deidentification.Text.Known;

/// <summary>
/// Whether two words differ by at most so many slips: a letter more, less, other, or two
/// neighbours changed over.
/// </summary>
/// <remarks>Optimal string alignment; Damerau, CACM 7 (1964).</remarks>
internal static class EditDistance
{
    private const int Longest = 40;

    public static bool Within(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (a.Length > Longest || b.Length > Longest)
            return false;
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var best = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Same(a[i - 1], b[j - 1]);
                var cost = Math.Min(
                    Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    cost = Math.Min(cost, before[j - 2] + 1);
                row[j] = cost;
                best = Math.Min(best, cost);
            }

            if (best > limit)
                return false;
            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[b.Length] <= limit;
    }

    private static bool Same(char a, char b) =>
        a == b || char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
