namespace Proviso.Register.Interchange;

/// <summary>How an import is done.</summary>
public sealed record ImportOptions
{
    /// <summary>Checks everything and writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Writes everything in one transaction, or nothing if anything is refused.</summary>
    public bool AllOrNothing { get; init; }
}

/// <summary>What an import did, or would do.</summary>
public sealed class ImportReport
{
    /// <summary>The most refusals that are kept word by word; all are counted.</summary>
    public const int MaxListed = 1_000;

    private readonly List<Refusal> refusals = [];

    /// <summary>Rows or resources read.</summary>
    public int Read { get; internal set; }

    /// <summary>Records that were not there.</summary>
    public int Added { get; internal set; }

    /// <summary>Records that said something else.</summary>
    public int Revised { get; internal set; }

    /// <summary>Records that said the same already.</summary>
    public int Unchanged { get; internal set; }

    /// <summary>Rows or resources that were not taken.</summary>
    public int Refused { get; private set; }

    /// <summary>Why, for the first <see cref="MaxListed"/> reasons.</summary>
    public IReadOnlyList<Refusal> Refusals => refusals;

    internal void Refuse(IReadOnlyList<Refusal> reasons)
    {
        Refused++;
        refusals.AddRange(reasons.Take(MaxListed - refusals.Count));
    }
}

/// <summary>How far an import has come.</summary>
/// <param name="Read">Rows or resources read.</param>
/// <param name="Done">How much of the file that is, from 0 to 1.</param>
public readonly record struct ImportProgress(int Read, double Done);
