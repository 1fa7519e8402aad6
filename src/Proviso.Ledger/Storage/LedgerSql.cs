namespace Proviso.Ledger.Storage;

/// <summary>The statements in which the two engines differ.</summary>
internal sealed record LedgerSql
{
    /// <summary>Makes the tables; harmless when they are there.</summary>
    public required string Schema { get; init; }

    /// <summary>Records an entry: @subject, @entry.</summary>
    public required string Append { get; init; }

    /// <summary>Reads id and entry of what is not in the tree yet: @size, @limit.</summary>
    public required string TakePending { get; init; }

    /// <summary>Notes which entries took the next places: @start, @ids. Null where ids are
    /// places.</summary>
    public string? Place { get; init; }

    /// <summary>Counts what is not in the tree yet: @held.</summary>
    public required string CountPending { get; init; }

    /// <summary>Reads place and entry: @start, @end.</summary>
    public required string ReadEntries { get; init; }

    /// <summary>Reads the places of the entries about a subject: @subject, @held.</summary>
    public required string Find { get; init; }

    /// <summary>Reads ids of entries whose subject column is not what the entry says.</summary>
    public required string WrongSubjects { get; init; }

    /// <summary>Reads ids of entries that are neither in the tree nor waiting; null where that
    /// cannot be.</summary>
    public string? Unlisted { get; init; }

    /// <summary>Reads places beyond the tree: @held; null where places are ids.</summary>
    public string? OutsideTree { get; init; }

    /// <summary>Reads ids that wait for the tree and have no entry; null where that cannot
    /// be.</summary>
    public string? PendingWithoutEntry { get; init; }
}
