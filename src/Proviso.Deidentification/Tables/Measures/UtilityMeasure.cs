namespace Proviso.Deidentification.Tables.Measures;

/// <summary>What of the data's usefulness is to be kept: each is made as small as it can
/// be.</summary>
public enum UtilityMeasure
{
    /// <summary>Share of a column's values that a released value may stand for, geometric mean
    /// over columns: (∏(1 + w·x))^(1/n) − 1. From 0 (all kept) to 1. The default.</summary>
    Loss,

    /// <summary>As <see cref="Loss"/>, with the arithmetic mean: ∑w·x / ∑w. One minus it is the
    /// granularity.</summary>
    LossArithmetic,

    /// <summary>Mean over cells of level divided by highest level; a suppressed row counts 1.
    /// Sweeney 2002 subtracts it from 1.</summary>
    Precision,

    /// <summary>Sum over rows of the size of their class; a suppressed row counts as many as
    /// there are rows. Bayardo and Agrawal 2005.</summary>
    Discernibility,

    /// <summary>Rows divided by classes; all suppressed rows together are one class. LeFevre and
    /// others 2006, without the division by k.</summary>
    AverageClassSize,

    /// <summary>Non-uniform entropy: bits lost when a value is replaced by its group, from 0 to 1
    /// of the bits lost when all is suppressed, arithmetic mean over columns. De Waal and
    /// Willenborg 1999.</summary>
    Entropy,
}
