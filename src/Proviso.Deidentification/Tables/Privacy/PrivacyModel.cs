using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Deidentification.Tables.Privacy;

/// <summary>A condition that a release must meet. A closed family: made by the methods below,
/// each of which refuses figures that make no sense.</summary>
public abstract class PrivacyModel
{
    private protected PrivacyModel(string description, string? sensitive = null)
    {
        Description = description;
        Sensitive = sensitive;
    }

    /// <summary>The model and its figures, in words for a report.</summary>
    public string Description { get; }

    /// <summary>The sensitive column whose values are looked at; null if none.</summary>
    public string? Sensitive { get; }

    /// <summary>Whether a population table must be given.</summary>
    public virtual bool NeedsPopulation => false;

    /// <summary>Every released row looks like at least k − 1 others (Sweeney 2002).</summary>
    /// <param name="k">At least 1.</param>
    /// <exception cref="TableProblemException"><c>model-invalid</c>.</exception>
    public static PrivacyModel KAnonymity(int k) =>
        new SizeModel($"{Int(k, 1, "k")}-anonymity", k);

    /// <summary>No released row is re-identified with more than this probability by someone who
    /// knows that the person is in the table (prosecutor): k-anonymity with k = 1/risk.</summary>
    /// <param name="riskMax">Above 0, at most 1.</param>
    /// <exception cref="TableProblemException"><c>model-invalid</c>.</exception>
    public static PrivacyModel HighestRisk(double riskMax) => new SizeModel(
        $"highest re-identification risk at most {Share(riskMax, "risk"):0.####}",
        (int)Math.Ceiling((1 / riskMax) - 1e-9));

    /// <summary>Every released row looks like at least k people of the population
    /// (Sweeney 2002; journalist).</summary>
    /// <param name="k">At least 1.</param>
    /// <exception cref="TableProblemException"><c>model-invalid</c>.</exception>
    public static PrivacyModel KMap(int k) => new PopulationModel($"{Int(k, 1, "k")}-map", k);

    /// <summary>The released rows, on average, are re-identified with no more than this
    /// probability (marketer): classes divided by rows.</summary>
    /// <param name="riskMax">Above 0, at most 1.</param>
    /// <exception cref="TableProblemException"><c>model-invalid</c>.</exception>
    public static PrivacyModel AverageRisk(double riskMax) =>
        new AverageRiskModel(Share(riskMax, "risk"));

    /// <summary>Every class has at least l different sensitive values (Machanavajjhala and others
    /// 2007).</summary>
    /// <param name="sensitive">The sensitive column.</param>
    /// <param name="l">At least 2.</param>
    /// <exception cref="TableProblemException"><c>model-invalid</c>.</exception>
    public static PrivacyModel DistinctDiversity(string sensitive, int l) =>
        new DiversityModel(
            $"distinct {Int(l, 2, "l")}-diversity of {sensitive}", sensitive, l, null);

    /// <summary>The entropy of the sensitive values of every class is above log l; a class
    /// at exactly log l, but for rounding, is not released.</summary>
    /// <param name="sensitive">The sensitive column.</param>
    /// <param name="l">Above 1.</param>
    /// <exception cref="TableProblemException"><c>model-invalid</c>.</exception>
    public static PrivacyModel EntropyDiversity(string sensitive, double l) =>
        l > 1 && double.IsFinite(l)
            ? new EntropyModel($"entropy {l:0.####}-diversity of {sensitive}", sensitive, l)
            : throw Invalid("l must be above 1.");

    /// <summary>The most frequent sensitive value of every class is rarer than c times the sum of
    /// the l-th most frequent and all rarer ones.</summary>
    /// <param name="sensitive">The sensitive column.</param>
    /// <param name="c">Above 0.</param>
    /// <param name="l">At least 2.</param>
    /// <exception cref="TableProblemException"><c>model-invalid</c>.</exception>
    public static PrivacyModel RecursiveDiversity(string sensitive, double c, int l) =>
        c > 0 && double.IsFinite(c)
            ? new DiversityModel(
                $"recursive ({c:0.####},{Int(l, 2, "l")})-diversity of {sensitive}",
                sensitive, l, c)
            : throw Invalid("c must be above 0.");

    /// <summary>The sensitive values of every class are distributed as in the whole table but for
    /// a distance of at most t (Li and others 2007).</summary>
    /// <param name="sensitive">The sensitive column.</param>
    /// <param name="t">From 0 to 1.</param>
    /// <param name="distance">How far apart two values are.</param>
    /// <param name="hierarchy">The hierarchy of the sensitive column: needed for the hierarchical
    /// distance; gives the order for the ordered one.</param>
    /// <exception cref="TableProblemException"><c>model-invalid</c>.</exception>
    public static PrivacyModel Closeness(
        string sensitive, double t, ValueDistance distance, Hierarchy? hierarchy = null)
    {
        if (t is < 0 or > 1 || double.IsNaN(t))
            throw Invalid("t must be from 0 to 1.");
        if (distance == ValueDistance.Hierarchical && hierarchy is null)
            throw Invalid($"The hierarchical distance needs a hierarchy of '{sensitive}'.");
        return new ClosenessModel(
            $"{t:0.####}-closeness of {sensitive} "
            + $"({distance.ToString().ToLowerInvariant()} distance)",
            sensitive, t, distance, hierarchy);
    }

    /// <summary>For every class that is released the share of the population that is in the
    /// table lies between two figures (δ-presence, Nergiz and others 2007).</summary>
    /// <param name="shareMin">From 0.</param>
    /// <param name="shareMax">To 1, not below <paramref name="shareMin"/>.</param>
    /// <exception cref="TableProblemException"><c>model-invalid</c>.</exception>
    public static PrivacyModel Presence(double shareMin, double shareMax) =>
        shareMin >= 0 && shareMax <= 1 && shareMin <= shareMax
            ? new PresenceModel(shareMin, shareMax)
            : throw Invalid("The shares must be from 0 to 1, the lower one first.");

    /// <summary>No more than a share of the released rows is expected to be unique in the
    /// population.</summary>
    /// <param name="shareMax">From 0 to 1.</param>
    /// <param name="people">People in the population that the table was drawn from.</param>
    /// <param name="estimate">How the uniques are estimated; where Pitman's formula does not fit,
    /// the model is not met.</param>
    /// <exception cref="TableProblemException"><c>model-invalid</c>.</exception>
    public static PrivacyModel PopulationUniqueness(
        double shareMax, long people, UniquenessEstimate estimate = UniquenessEstimate.Dankar) =>
        shareMax is >= 0 and <= 1 && people >= 1
            ? new UniquenessModel(shareMax, people, estimate)
            : throw Invalid("The share must be from 0 to 1, and the population at least 1.");

    internal static TableProblemException Invalid(string message) =>
        new("model-invalid", message);

    /// <summary>Refuses a table for which the model makes no sense.</summary>
    internal virtual void Check(Table table)
    {
    }

    internal virtual ClassCriterion? BindClass(ModelBinding binding) => null;

    internal virtual ReleaseCriterion? BindRelease() => null;

    private static int Int(int value, int least, string name) =>
        value >= least ? value : throw Invalid($"{name} must be at least {least}.");

    private static double Share(double value, string name) =>
        value is > 0 and <= 1 ? value : throw Invalid($"The {name} must be above 0, at most 1.");
}

/// <summary>How far apart two sensitive values are in t-closeness.</summary>
public enum ValueDistance
{
    /// <summary>Any two different values are 1 apart.</summary>
    Equal,

    /// <summary>Values in a row, the two ends 1 apart.</summary>
    Ordered,

    /// <summary>The height of the lowest group that holds both, of the whole height.</summary>
    Hierarchical,
}

/// <summary>What a model needs to know of a sensitive column to judge its classes.</summary>
/// <param name="Position">Where the column stands in the key; −1 if the model has none.</param>
/// <param name="Values">Its values, by number.</param>
/// <param name="Counts">Rows with each value in the whole table.</param>
internal sealed record ModelBinding(
    int Position, IReadOnlyList<string> Values, IReadOnlyList<int> Counts);
