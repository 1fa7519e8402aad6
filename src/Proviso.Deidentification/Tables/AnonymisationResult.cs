namespace Proviso.Deidentification.Tables;

/// <summary>How to search.</summary>
public sealed record SearchOptions
{
    /// <summary>Threads to use; the number of processors if not set.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Longest time of the search; null searches until the optimum is proved.</summary>
    public TimeSpan? TimeMax { get; init; }

    /// <summary>Most bytes of memory in use, as nearly as can be kept; null sets no limit. The
    /// search then rolls rows up less often, and takes longer. The table itself must
    /// fit.</summary>
    public long? MemoryMax { get; init; }

    /// <summary>Seed of the random steps taken where the lattice is too big to be
    /// searched whole.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Told now and then how far the search has come.</summary>
    public IProgress<SearchProgress>? Progress { get; init; }
}

/// <summary>How far a search has come.</summary>
/// <param name="Settled">Share of all generalisations that are settled, from 0 to 1.</param>
/// <param name="Best">The best measure so far; null if nothing was found yet.</param>
/// <param name="Elapsed">Time since the search began.</param>
public sealed record SearchProgress(double Settled, double? Best, TimeSpan Elapsed);

/// <summary>What a generalisation does to a table.</summary>
public sealed class AnonymisationResult
{
    private readonly int[] classOfRow;
    private readonly bool[] isKept;

    private readonly int[]? schemeOfRow;
    private readonly IReadOnlyList<int[]>? schemes;

    internal AnonymisationResult(
        Anonymisation request,
        int[] classOfRow,
        bool[] isKept,
        int[]? schemeOfRow = null,
        IReadOnlyList<int[]>? schemes = null)
    {
        Request = request;
        this.classOfRow = classOfRow;
        this.isKept = isKept;
        this.schemeOfRow = schemeOfRow;
        this.schemes = schemes;
    }

    /// <summary>What was asked for.</summary>
    public Anonymisation Request { get; }

    /// <summary>Whether rows have levels of their own (local recoding).</summary>
    public bool IsLocal => schemes is not null;

    /// <summary>The level of each column, in the order of the request; with local recoding the
    /// finest that any row may have.</summary>
    public required IReadOnlyList<int> Levels { get; init; }

    /// <summary>The measure asked for.</summary>
    public required double Measure { get; init; }

    /// <summary>The measure is proved to be nowhere lower than this; equal to
    /// <see cref="Measure"/> where the optimum is proved.</summary>
    public required double MeasureMin { get; init; }

    /// <summary>Whether no other generalisation has a lower measure.</summary>
    public bool IsOptimal => MeasureMin >= Measure;

    /// <summary>Rows left out.</summary>
    public required long Suppressed { get; init; }

    /// <summary>Classes of released rows that look alike.</summary>
    public required long Classes { get; init; }

    /// <summary>Each column's own loss (share of its values that a released value stands for),
    /// from 0 to 1.</summary>
    public required IReadOnlyList<double> ColumnLoss { get; init; }

    /// <summary>One minus the arithmetic mean of <see cref="ColumnLoss"/>.</summary>
    public double Granularity => 1 - (ColumnLoss.Count == 0 ? 0 : ColumnLoss.Average());

    /// <summary>Time that the search took, without reading and without preparing.</summary>
    public TimeSpan SearchTime { get; init; }

    /// <summary>Generalisations that were evaluated.</summary>
    public long Evaluated { get; init; }

    /// <summary>Number of generalisations there are.</summary>
    public required double LatticeSize { get; init; }

    /// <summary>Whether a row is released.</summary>
    /// <param name="row">The row, from 0.</param>
    public bool IsKept(int row) => isKept[classOfRow[row]];

    /// <summary>The level at which a row's value is released.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, in the order of the request.</param>
    public int LevelOf(int row, int column) =>
        schemes is null ? Levels[column] : schemes[schemeOfRow![row]][column];

    /// <summary>The class of a row: rows with the same number look alike.</summary>
    internal ReadOnlySpan<int> ClassOfRow => classOfRow;

    /// <summary>Whether a class is released.</summary>
    internal ReadOnlySpan<bool> KeptClasses => isKept;
}
