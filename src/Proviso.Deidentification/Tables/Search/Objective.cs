namespace Proviso.Deidentification.Tables.Search;

/// <summary>What the search makes as small as it can. Scores are only compared with each other;
/// <see cref="Report"/> turns one into the figure that people read.</summary>
internal abstract class Objective
{
    /// <summary>The published form of a score.</summary>
    public abstract double Report(double score);
}

/// <summary>An objective that is a sum over rows for each attribute, put together in the end.
/// All sums are whole numbers, so that a score does not depend on the order of adding.</summary>
internal sealed class AdditiveObjective : Objective
{
    private readonly double[] weights;
    private readonly double weightSum;
    private readonly bool geometric;
    private readonly long[] least;
    private readonly long[] most;

    /// <summary>Makes the objective.</summary>
    /// <param name="costs">Cost of one row by attribute, level and packed value.</param>
    /// <param name="suppressed">Cost of one suppressed row by attribute; no less than any other
    /// cost of the attribute.</param>
    /// <param name="least">The sum that counts as 0, by attribute.</param>
    /// <param name="most">The sum that counts as 1, by attribute.</param>
    /// <param name="weights">Weights of the attributes, from 0 to 1.</param>
    /// <param name="geometric">Geometric mean; otherwise the arithmetic mean.</param>
    public AdditiveObjective(
        long[][][] costs,
        long[] suppressed,
        long[] least,
        long[] most,
        double[] weights,
        bool geometric)
    {
        Costs = costs;
        SuppressedCost = suppressed;
        this.least = least;
        this.most = most;
        this.weights = weights;
        this.geometric = geometric;
        weightSum = weights.Sum();
    }

    /// <summary>Cost of one row by attribute, level and packed value.</summary>
    public long[][][] Costs { get; }

    /// <summary>Cost of one suppressed row by attribute.</summary>
    public long[] SuppressedCost { get; }

    /// <summary>The part of one attribute, from 0 (nothing lost) to 1.</summary>
    public double Part(int attribute, long sum)
    {
        var range = most[attribute] - least[attribute];
        return range <= 0 ? 0 : Math.Max(0, (double)(sum - least[attribute]) / range);
    }

    /// <summary>The score of sums, one an attribute: never smaller if a sum grows.</summary>
    public double Score(ReadOnlySpan<long> sums)
    {
        if (geometric)
        {
            var product = 1.0;
            for (var j = 0; j < sums.Length; j++)
                product *= 1 + (weights[j] * Part(j, sums[j]));
            return product;
        }

        var total = 0.0;
        for (var j = 0; j < sums.Length; j++)
            total += weights[j] * Part(j, sums[j]);
        return total;
    }

    /// <inheritdoc/>
    public override double Report(double score) => geometric
        ? Math.Pow(score, 1.0 / weights.Length) - 1
        : score / (weightSum > 0 ? weightSum : 1);
}

/// <summary>An objective that looks at the sizes of classes only.</summary>
internal sealed class ClassObjective(bool discernibility, long rowCount) : Objective
{
    /// <summary>The score: never smaller if more rows are suppressed while the squares stay, if
    /// the squares grow, or if there are fewer classes.</summary>
    /// <param name="suppressed">Rows suppressed.</param>
    /// <param name="squares">Sum over kept classes of their size squared.</param>
    /// <param name="classes">Number of kept classes.</param>
    public double Score(long suppressed, double squares, long classes)
    {
        if (discernibility)
            return squares + ((double)suppressed * rowCount);
        var all = classes + (suppressed > 0 ? 1 : 0);
        return all == 0 ? 0 : (double)rowCount / all;
    }

    /// <inheritdoc/>
    public override double Report(double score) => score;
}
