namespace Proviso.Deidentification.Tables.Risk;

/// <summary>How the uniques of a population are estimated.</summary>
public enum UniquenessEstimate
{
    /// <summary>Pitman's sampling formula; for small sampling fractions.</summary>
    Pitman,

    /// <summary>Zayatz's estimate; for large sampling fractions.</summary>
    Zayatz,

    /// <summary>The selection of Dankar and others 2012 between the two: Pitman's where the
    /// table holds at most a tenth of the population and the formula fits, Zayatz's otherwise.
    /// Their third, the slide negative binomial, is left out.</summary>
    Dankar,
}

/// <summary>Estimates which share of the rows of a table would be unique in the population that
/// the table was drawn from.</summary>
public static class PopulationUniqueness
{
    private const double SmallFraction = 0.1;

    /// <summary>The expected population uniques among the rows, of all rows.</summary>
    /// <param name="estimate">Which estimate.</param>
    /// <param name="risk">The classes of the table.</param>
    /// <param name="population">People in the population; not fewer than the rows.</param>
    /// <returns>From 0 to 1; null where Pitman's formula does not fit.</returns>
    /// <exception cref="TableProblemException"><c>population-invalid</c>.</exception>
    public static double? Of(UniquenessEstimate estimate, RiskReport risk, long population) =>
        estimate switch
        {
            UniquenessEstimate.Pitman => Pitman(risk, population),
            UniquenessEstimate.Zayatz => Zayatz(risk, population),
            _ => Dankar(risk, population),
        };

    /// <summary>See <see cref="UniquenessEstimate.Dankar"/>.</summary>
    /// <param name="risk">The classes of the table.</param>
    /// <param name="population">People in the population; not fewer than the rows.</param>
    /// <exception cref="TableProblemException"><c>population-invalid</c>.</exception>
    public static double Dankar(RiskReport risk, long population)
    {
        Check(risk, population);
        return risk.Rows <= SmallFraction * population && Pitman(risk, population) is { } share
            ? share
            : Zayatz(risk, population);
    }

    /// <summary>Zayatz 1991: the chance that a class of one row in the table is a class of one in
    /// the population, if classes in the population are as big as those in the table.</summary>
    /// <param name="risk">The classes of the table.</param>
    /// <param name="population">People in the population; not fewer than the rows.</param>
    /// <returns>The expected population uniques among the rows, of all rows.</returns>
    /// <exception cref="TableProblemException"><c>population-invalid</c>.</exception>
    public static double Zayatz(RiskReport risk, long population)
    {
        Check(risk, population);
        if (risk.Uniques == 0)
            return 0;
        var fraction = (double)risk.Rows / population;
        var all = risk.ClassesBySize.Sum(
            pair => pair.Value * OneOf(pair.Key, risk.Rows, population));
        return risk.Uniques * (risk.Uniques * fraction / all) / risk.Rows;
    }

    /// <summary>Pitman's sampling formula (Hoshino 2001), its two parameters fitted by maximum
    /// likelihood; meant for small sampling fractions.</summary>
    /// <param name="risk">The classes of the table.</param>
    /// <param name="population">People in the population; not fewer than the rows.</param>
    /// <returns>The expected uniques of the population that are in the table, of all
    /// rows; null where the likelihood has no inner maximum, as with hardly any or nothing but
    /// uniques.</returns>
    /// <exception cref="TableProblemException"><c>population-invalid</c>.</exception>
    public static double? Pitman(RiskReport risk, long population)
    {
        Check(risk, population);
        if (risk.Uniques == 0)
            return 0;
        if (PitmanFit.Of(risk) is not var (theta, alpha))
            return null;

        // Uniques of the population: Γ(θ+1) / Γ(θ+α) · N^α; a sampling fraction of them is in
        // the table, which makes the share of rows the share of people.
        var uniques = Math.Exp(PitmanFit.LogGamma(theta + 1)
            - PitmanFit.LogGamma(theta + alpha) + (alpha * Math.Log(population)));
        return Math.Min(uniques / population, 1);
    }

    private static void Check(RiskReport risk, long population)
    {
        ArgumentNullException.ThrowIfNull(risk);
        if (population < risk.Rows || risk.Rows == 0)
        {
            throw new TableProblemException("population-invalid",
                "The population must have at least as many people as the table has rows, and "
                + "the table at least one row.");
        }
    }

    /// <summary>The chance that a sample without replacement takes exactly one of some people
    /// (hypergeometric).</summary>
    private static double OneOf(int people, long sample, long population)
    {
        // people · sample/population · ∏ (population − sample − i) / (population − 1 − i)
        var chance = (double)people * sample / population;
        for (var i = 0; i < people - 1 && chance > 0; i++)
            chance *= Math.Max(0, population - sample - i) / (double)(population - 1 - i);
        return chance;
    }
}
