namespace Proviso.Deidentification.Tables.Search;

/// <summary>The best generalisation known so far; shared by all threads. Of equal scores the
/// first in the order of levels wins, so that the result does not depend on timing.</summary>
internal sealed class Incumbent
{
    private readonly Lock gate = new();
    private volatile Known? known;

    private sealed record Known(double Score, int[] Levels);

    /// <summary>The best score; infinity as long as there is none.</summary>
    public double Score => known?.Score ?? double.PositiveInfinity;

    /// <summary>The best levels, if any were found.</summary>
    public int[]? Levels => known?.Levels;

    /// <summary>Hands in a result.</summary>
    public void Offer(ReadOnlySpan<int> levels, double score)
    {
        if (double.IsPositiveInfinity(score) || score > Score)
            return;
        lock (gate)
        {
            if (known is null || score < known.Score
                || (score == known.Score && levels.SequenceCompareTo(known.Levels) < 0))
            {
                known = new Known(score, levels.ToArray());
            }
        }
    }

    /// <summary>Whether the best known beats whatever scores at least <paramref name="bound"/>
    /// and comes at or after <paramref name="low"/> in the order of levels.</summary>
    public bool Beats(double bound, ReadOnlySpan<int> low)
    {
        var now = known;
        if (now is null)
            return double.IsPositiveInfinity(bound);
        return bound > now.Score
            || (bound == now.Score && low.SequenceCompareTo(now.Levels) >= 0);
    }
}
