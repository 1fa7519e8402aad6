using System.Collections.Concurrent;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>Finders for work at the same time: a finder serves one thread at a time.</summary>
internal sealed class FinderPool : IDisposable
{
    private readonly ConcurrentBag<TextFinder> free = [];

    public T Use<T>(Func<TextFinder, T> work)
    {
        var finder = free.TryTake(out var one) ? one : new TextFinder();
        var result = work(finder);
        free.Add(finder);
        return result;
    }

    public void Dispose() => free.Clear();
}
