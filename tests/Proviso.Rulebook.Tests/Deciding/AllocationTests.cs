using Proviso.Rulebook.Compiling;

namespace Proviso.Rulebook.Tests.Deciding;

public class AllocationTests
{
    private const int Calls = 1_000_000;

    [Fact]
    public void TryVerdict_AMillionCalls_AllocatesNothing()
    {
        var (law, answers) = Prepare();
        var shares = 0;
        Assert.True(law.TryVerdict(answers[0], out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            if (law.TryVerdict(answers[i % answers.Length], out var verdict) && verdict.IsSharing())
                shares++;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(shares, 0, Calls);
    }

    [Fact]
    public void TryDecide_AMillionCalls_AllocatesNothing()
    {
        var (law, answers) = Prepare();
        var rules = 0;
        Assert.NotNull(law.TryDecide(answers[0]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
            rules += law.TryDecide(answers[i % answers.Length])!.Rules.Count;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(rules > 0);
    }

    private static (Law Law, byte[][] Answers) Prepare()
    {
        var book = Repository.England.Book;
        var random = new Random(3);
        return (Repository.England.On(book.StatedAt), [.. Enumerable.Range(0, 1000).Select(_ =>
            book.Facts.Select(f => (byte)random.Next(f.Answers.Count)).ToArray())]);
    }
}
