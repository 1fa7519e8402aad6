namespace Proviso.Deidentification.Tables.Search;

/// <summary>Different keys at some levels and how many rows have each: all that the search needs
/// to know of a table. Immutable once filled.</summary>
internal sealed class ClassTable
{
    public ClassTable(int words, ulong[] keys, int[] counts, int[]? population, int length)
    {
        Words = words;
        Keys = keys;
        Counts = counts;
        Population = population;
        Length = length;
    }

    /// <summary>Number of words of a key.</summary>
    public int Words { get; }

    /// <summary>The keys, <see cref="Words"/> words each.</summary>
    public ulong[] Keys { get; }

    /// <summary>Rows with each key.</summary>
    public int[] Counts { get; }

    /// <summary>People of the population with each key, where one was given.</summary>
    public int[]? Population { get; }

    /// <summary>Number of different keys.</summary>
    public int Length { get; }
}
