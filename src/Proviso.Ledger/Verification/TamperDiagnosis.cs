using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Verification;

/// <summary>
/// Names what was done to a ledger, from the places where entries and tiles disagree. It walks
/// along both: an entry whose hash is nowhere among the tiles is new, a hash whose entry is nowhere
/// is of a lost one, both at one place is a changed entry, and neither is one that was moved.
/// </summary>
internal sealed class TamperDiagnosis
{
    /// <summary>The most disagreeing bundles that are looked into; the rest are counted.</summary>
    private const int MaxBundles = 64;

    /// <summary>The most faults that are named one by one.</summary>
    private const int MaxNamed = 20;

    private readonly List<(ulong Index, TreeHash? Hash)> entries = [];
    private readonly List<(ulong Index, TreeHash Hash)> tiles = [];
    private readonly List<ulong> starts = [];

    /// <summary>Notes a disagreement.</summary>
    /// <param name="start">The index of the bundle's first entry.</param>
    /// <param name="found">The entries' hashes; null for a missing one.</param>
    /// <param name="stored">The tile's hashes.</param>
    public void Add(ulong start, IReadOnlyList<TreeHash?> found, TreeHash[] stored)
    {
        starts.Add(start);
        if (starts.Count > MaxBundles)
            return;
        for (var i = 0; i < found.Count; i++)
            entries.Add((start + (ulong)i, found[i]));
        for (var i = 0; i < stored.Length; i++)
            tiles.Add((start + (ulong)i, stored[i]));
    }

    /// <summary>The tiles are wrong, for the signature vouches for the entries.</summary>
    public IEnumerable<LedgerFault> BlameTiles() => Shorten([.. starts.Select(start =>
        new LedgerFault(
            "tile-changed",
            $"The tile over the entries from {start} is missing or was changed; the entries "
            + "themselves are as signed."))]);

    /// <summary>The entries are wrong, as far as the tiles tell.</summary>
    public IEnumerable<LedgerFault> BlameEntries()
    {
        var extra = Surplus(entries.Where(e => e.Hash is not null).Select(e => e.Hash!.Value),
            tiles.Select(t => t.Hash));
        var lost = Surplus(tiles.Select(t => t.Hash),
            entries.Where(e => e.Hash is not null).Select(e => e.Hash!.Value));
        var faults = new List<LedgerFault>();
        var (e, t) = (0, 0);
        while (e < entries.Count || t < tiles.Count)
        {
            var entry = e < entries.Count ? entries[e].Hash : null;
            var isNew = entry is { } hash && extra.Contains(hash);
            var isLost = t < tiles.Count && lost.Contains(tiles[t].Hash);
            var isGap = e < entries.Count && entry is null;
            var place = t < tiles.Count ? tiles[t].Index : entries[e].Index;
            if (Name(isNew, isLost, isGap, e < entries.Count, t < tiles.Count) is { } code)
                faults.Add(Describe(code, place));
            else if (entry != tiles[t].Hash)
                faults.Add(Describe("entries-reordered", place));
            var stayAtTile = t >= tiles.Count || (isNew && !isLost);
            var stayAtEntry = e >= entries.Count || (isLost && !isNew && !isGap);
            t += stayAtTile ? 0 : 1;
            e += stayAtEntry ? 0 : 1;
        }

        return Shorten(faults);
    }

    private static string? Name(
        bool isNew, bool isLost, bool isGap, bool hasEntry, bool hasTile) =>
        (isNew, isLost) switch
        {
            (true, true) => "entry-changed",
            (true, false) => "entry-inserted",
            (false, true) => "entry-removed",
            _ when isGap => "entry-removed",
            _ when !hasTile => "entry-inserted",
            _ when !hasEntry => "entry-removed",
            _ => null,
        };

    private static LedgerFault Describe(string code, ulong place) => new(code, code switch
    {
        "entry-changed" => $"Entry {place} is not the one that was signed.",
        "entry-inserted" => $"An entry that was never signed stands before or at place {place}.",
        "entry-removed" => $"Entry {place} is missing.",
        _ => $"Another entry of the ledger stands in place {place}: entries were moved.",
    });

    private List<LedgerFault> Shorten(List<LedgerFault> faults)
    {
        var rest = faults.Count - MaxNamed;
        if (rest <= 0 && starts.Count <= MaxBundles)
            return faults;
        var more = rest > 0 ? $"{rest} more like these were found" : "more was found";
        return
        [
            .. faults.Take(MaxNamed),
            new LedgerFault(
                "and-more",
                $"{more}; {starts.Count} groups of 256 entries disagree with their tiles."),
        ];
    }

    /// <summary>The hashes that the first list holds more often than the second.</summary>
    private static HashSet<TreeHash> Surplus(
        IEnumerable<TreeHash> some, IEnumerable<TreeHash> others)
    {
        var counts = new Dictionary<TreeHash, int>();
        foreach (var hash in some)
            counts[hash] = counts.GetValueOrDefault(hash) + 1;
        foreach (var hash in others)
            counts[hash] = counts.GetValueOrDefault(hash) - 1;
        return [.. counts.Where(pair => pair.Value > 0).Select(pair => pair.Key)];
    }
}
