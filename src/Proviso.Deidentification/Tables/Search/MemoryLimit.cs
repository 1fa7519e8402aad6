using System.Diagnostics;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Keeps a search within a limit of memory: asked before anything large is
/// kept.</summary>
/// <param name="most">Most bytes; null sets no limit.</param>
internal sealed class MemoryLimit(long? most)
{
    /// <summary>Least time between two collections that are asked for here.</summary>
    private const long CollectEveryMs = 500;

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private long collectedAt = -CollectEveryMs;

    /// <summary>Refuses a search whose rows alone need more.</summary>
    /// <exception cref="TableProblemException"><c>memory-too-small</c>.</exception>
    public void CheckStart()
    {
        if (most is not { } limit || GC.GetTotalMemory(forceFullCollection: true) <= limit)
            return;
        throw new TableProblemException("memory-too-small",
            $"The table alone takes {GC.GetTotalMemory(false) >> 20:N0} MB. Allow more memory than "
            + "that, or export the plan as SQL and generalise the table where it lies.");
    }

    /// <summary>Whether more may be kept.</summary>
    public bool HasRoom()
    {
        if (most is not { } limit || GC.GetTotalMemory(false) <= limit)
            return true;
        var now = watch.ElapsedMilliseconds;
        var before = Interlocked.Read(ref collectedAt);
        if (now - CollectEveryMs < before
            || Interlocked.CompareExchange(ref collectedAt, now, before) != before)
        {
            return false;
        }

        return GC.GetTotalMemory(forceFullCollection: true) <= limit;
    }
}
