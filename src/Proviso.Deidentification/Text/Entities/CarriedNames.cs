namespace Proviso.Deidentification.Text.Entities;

/// <summary>Hashes of the words that name somebody or some place in this document so far.</summary>
internal sealed class CarriedNames
{
    /// <summary>
    /// Most words that are kept, so that a stream without end needs bounded memory.
    /// </summary>
    public const int Most = 100_000;

    private readonly Dictionary<ulong, FindingKind> words = [];

    public void Add(ulong hash, FindingKind kind)
    {
        if (words.Count < Most)
            words.TryAdd(hash, kind);
    }

    public bool TryGet(ulong hash, out FindingKind kind) => words.TryGetValue(hash, out kind);
}
