namespace Proviso.Deidentification.Tables.Search;

/// <summary>What was found of one generalisation (of its levels) from a table of keys that lies
/// at or below it.</summary>
internal sealed class Evaluation
{
    /// <summary>Rows in classes that may not be released.</summary>
    public long Suppressed { get; set; }

    /// <summary>Rows that no finer generalisation can release either.</summary>
    public long Hopeless { get; set; }

    /// <summary>Further rows that no finer generalisation can release, whichever they
    /// are.</summary>
    public long Lost { get; set; }

    /// <summary>Kept classes.</summary>
    public long Classes { get; set; }

    /// <summary>The score, or positive infinity where more rows than the limit are
    /// suppressed.</summary>
    public double Score { get; set; } = double.PositiveInfinity;

    /// <summary>True where nothing at or below these levels can be used or beats the best known:
    /// the sums below were then not computed.</summary>
    public bool RulesOutAllBelow { get; set; }

    /// <summary>The lowest levels that <see cref="HopelessCost"/> covers.</summary>
    public int[] Low { get; set; } = [];

    /// <summary>Additive cost of the hopeless rows, were they released, by attribute and by level
    /// from <see cref="Low"/> upwards.</summary>
    public long[][] HopelessCost { get; set; } = [];

    /// <summary>A lower bound on a class-size score at or below these levels.</summary>
    public double ClassBound { get; set; }
}
