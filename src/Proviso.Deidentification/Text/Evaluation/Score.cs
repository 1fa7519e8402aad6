namespace Proviso.Deidentification.Text.Evaluation;

/// <summary>How well findings agree with what a person marked.</summary>
/// <param name="Right">Characters (or spans) found and marked.</param>
/// <param name="Wrong">Found but not marked.</param>
/// <param name="Missed">Marked but not found.</param>
public readonly record struct Score(long Right, long Wrong, long Missed)
{
    /// <summary>Of what was found, the part that was marked; 1 where nothing was found.</summary>
    public double Precision => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);

    /// <summary>Of what was marked, the part that was found; 1 where nothing was marked.</summary>
    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

    /// <summary>Precision and recall together, recall counting twice as much.</summary>
    /// <remarks>Van Rijsbergen, Information Retrieval (1979), with beta = 2.</remarks>
    public double F2 => Precision + Recall == 0
        ? 0 : 5 * Precision * Recall / ((4 * Precision) + Recall);

    /// <summary>Both counts together.</summary>
    public static Score operator +(Score a, Score b) =>
        new(a.Right + b.Right, a.Wrong + b.Wrong, a.Missed + b.Missed);

    /// <summary>Both counts together.</summary>
    public static Score Add(Score left, Score right) => left + right;
}
