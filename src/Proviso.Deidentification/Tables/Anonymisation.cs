using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Measures;
using Proviso.Deidentification.Tables.Privacy;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables;

/// <summary>What is to be done with a table: which columns become coarser and how, which models
/// the release must meet, how many rows may be left out, and what is kept small meanwhile.
/// Immutable: each method returns a new one.</summary>
/// <example>
/// <code>
/// var result = Anonymisation.Of(table)
///     .Generalise("age", ages)
///     .Require(PrivacyModel.KAnonymity(5))
///     .SuppressAtMost(0.05)
///     .Find(new SearchOptions());
/// </code>
/// </example>
public sealed class Anonymisation
{
    private readonly Table? population;

    private Anonymisation(
        Table table,
        IReadOnlyList<Generalised> columns,
        IReadOnlyList<PrivacyModel> models,
        double suppressionMax,
        UtilityMeasure measure,
        Table? population)
    {
        Table = table;
        Columns = columns;
        Models = models;
        SuppressionMax = suppressionMax;
        Measure = measure;
        this.population = population;
    }

    /// <summary>The table.</summary>
    public Table Table { get; }

    /// <summary>The columns that become coarser, in the order of the levels of a result.</summary>
    public IReadOnlyList<Generalised> Columns { get; }

    /// <summary>The models that the release must meet, all of them.</summary>
    public IReadOnlyList<PrivacyModel> Models { get; }

    /// <summary>Largest share of rows that may be left out, from 0 to 1.</summary>
    public double SuppressionMax { get; }

    /// <summary>What is made as small as it can be.</summary>
    public UtilityMeasure Measure { get; }

    private Table? PopulationNeeded => Models.Any(m => m.NeedsPopulation) ? population : null;

    /// <summary>Begins with a table: nothing generalised, no model, no row left out.</summary>
    public static Anonymisation Of(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new(table, [], [], 0, UtilityMeasure.Loss, null);
    }

    /// <summary>Adds a column that becomes coarser: a quasi-identifier.</summary>
    /// <param name="column">Its heading.</param>
    /// <param name="hierarchy">How its values become coarser.</param>
    /// <param name="weight">How much its loss counts, from 0 to 1.</param>
    /// <param name="levelMin">The finest level allowed.</param>
    /// <param name="levelMax">The coarsest level allowed; null is the coarsest there is.</param>
    /// <exception cref="TableProblemException">No such column, the column twice, a value that the
    /// hierarchy lacks, or figures out of range.</exception>
    public Anonymisation Generalise(
        string column,
        Hierarchy hierarchy,
        double weight = 1,
        int levelMin = 0,
        int? levelMax = null)
    {
        ArgumentNullException.ThrowIfNull(hierarchy);
        var top = levelMax ?? hierarchy.LevelCount - 1;
        if (Columns.Any(c => c.Column.Name == column))
        {
            throw new TableProblemException("column-twice",
                $"'{column}' is already generalised. Name each column once.");
        }

        if (weight is < 0 or > 1 || double.IsNaN(weight))
        {
            throw new TableProblemException("weight-invalid",
                $"The weight of '{column}' must be from 0 to 1.");
        }

        if (levelMin < 0 || top >= hierarchy.LevelCount || levelMin > top)
        {
            throw new TableProblemException("levels-invalid",
                $"The levels of '{column}' must lie from 0 to {hierarchy.LevelCount - 1}, the "
                + "lower one first.");
        }

        var added = new Generalised(Table[column], hierarchy, weight, levelMin, top);
        added.CheckComplete();
        return new(Table, [.. Columns, added], Models, SuppressionMax, Measure, population);
    }

    /// <summary>Adds a model.</summary>
    /// <exception cref="TableProblemException">The model's sensitive column does not exist, is
    /// generalised too, or the model needs a population and there is none.</exception>
    public Anonymisation Require(PrivacyModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Check(Table);
        if (model.Sensitive is { } sensitive)
        {
            _ = Table[sensitive];
            if (Columns.Any(c => c.Column.Name == sensitive))
            {
                throw new TableProblemException("column-both",
                    $"'{sensitive}' cannot be generalised and be the sensitive column as well. "
                    + "Choose one.");
            }
        }

        if (model.NeedsPopulation && population is null)
        {
            throw new TableProblemException("population-missing",
                $"{model.Description} needs a table of the population. Give one.");
        }

        return new(Table, Columns, [.. Models, model], SuppressionMax, Measure, population);
    }

    /// <summary>Sets the largest share of rows that may be left out.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <exception cref="TableProblemException"><c>suppression-invalid</c>.</exception>
    public Anonymisation SuppressAtMost(double share) => share is >= 0 and <= 1
        ? new(Table, Columns, Models, share, Measure, population)
        : throw new TableProblemException("suppression-invalid",
            "The suppression limit must be from 0 to 1: 0.05 is five rows in a hundred.");

    /// <summary>Sets what is made as small as it can be.</summary>
    public Anonymisation Minimise(UtilityMeasure measure) =>
        new(Table, Columns, Models, SuppressionMax, measure, population);

    /// <summary>Gives a table of the population, of which the table is a part: the columns that
    /// are generalised must be in it, with the same headings.</summary>
    public Anonymisation Within(Table people)
    {
        ArgumentNullException.ThrowIfNull(people);
        return new(Table, Columns, Models, SuppressionMax, Measure, people);
    }

    /// <summary>Searches for the generalisation that meets the models and loses least.</summary>
    /// <param name="options">Threads, time and progress.</param>
    /// <param name="stop">Ends the search early, with the best result so far.</param>
    /// <exception cref="TableProblemException">Nothing can be done: no rows, no column or no
    /// model, or no generalisation meets the models.</exception>
    public AnonymisationResult Find(SearchOptions options, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Search.Searcher.Find(this, PopulationNeeded, options, stop);
    }

    /// <summary>Local recoding: lets each row have levels of its own, which keeps far more than
    /// one generalisation for all, at the price of a table whose values are of mixed coarseness.
    /// The result is good, not proved to be the best.</summary>
    /// <param name="stop">Ends it; nothing is returned then.</param>
    /// <exception cref="TableProblemException">As <see cref="Find"/>; or the measure or a model
    /// does not look at one row or class at a time (<c>local-unsupported</c>), or there are too
    /// many generalisations (<c>local-too-big</c>).</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public AnonymisationResult FindLocal(CancellationToken stop = default) =>
        Search.LocalRecoder.Find(this, stop);

    /// <summary>What given levels would do, without a search.</summary>
    /// <param name="levels">One for each column.</param>
    /// <exception cref="TableProblemException">As <see cref="Find"/>, or levels out of
    /// range.</exception>
    public AnonymisationResult At(IReadOnlyList<int> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return Search.Searcher.At(this, PopulationNeeded, levels);
    }
}
