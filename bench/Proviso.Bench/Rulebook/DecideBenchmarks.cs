using BenchmarkDotNet.Attributes;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;

namespace Proviso.Bench.Rulebook;

/// <summary>
/// A decision against the memory reads that its path makes, on 10,000 random requests about
/// direct care. Every figure is for all 10,000.
/// </summary>
[MemoryDiagnoser]
public class DecideBenchmarks
{
    private DirectCare _care = null!;
    private byte[][] _requests = null!;
    private int[][] _paths = null!;
    private int[] _memory = null!;
    private CaseFacts[] _facts = null!;

    [GlobalSetup]
    public void Setup()
    {
        _care = new DirectCare(10_000);
        _requests = [.. _care.Requests];
        _memory = _care.Law.PathMemory(_requests, out _paths);
        var book = _care.Law.Book;
        _facts = [.. _requests.Take(100).Select(r => book.Facts.Aggregate(
            CaseFacts.None(book), (f, fact) => f.With(new GivenFact(fact, r[fact.Index]))))];
    }

    /// <summary>Just the reads of each verdict's path, each waiting for the one before.</summary>
    [Benchmark(Baseline = true)]
    public int ReadsOfThePath()
    {
        var sum = 0;
        foreach (var path in _paths)
        {
            var value = 0;
            foreach (var place in path)
                value = _memory[place + (value & 0)];
            sum += value;
        }

        return sum;
    }

    [Benchmark]
    public int Verdict()
    {
        var sum = 0;
        foreach (var request in _requests)
        {
            _care.Law.TryVerdict(request, out var verdict);
            sum += (int)verdict;
        }

        return sum;
    }

    [Benchmark]
    public int VerdictWithDecidingRules()
    {
        var sum = 0;
        foreach (var request in _requests)
            sum += _care.Law.TryDecide(request)!.Rules.Count;
        return sum;
    }

    /// <summary>The whole outcome with reasons, duties and principles, for 100 requests.</summary>
    [Benchmark]
    public int WholeOutcomeOf100()
    {
        var sum = 0;
        foreach (var facts in _facts)
        {
            sum += Decider.Decide(_care.Law, _care.Law.Book.StatedAt, facts, out _)!.Duties.Count;
        }

        return sum;
    }

    [Benchmark]
    public int CompileTheBook() =>
        new CompiledBook(_care.Law.Book).On(_care.Law.Book.StatedAt).NodeCount;
}
