using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Tests.Deciding;

namespace Proviso.Rulebook.Tests.RandomBooks;

/// <summary>Every full case of a small book on a day, with what the slow evaluator says.</summary>
internal sealed class BruteForce
{
    public BruteForce(Book book, DateOnly day)
    {
        Book = book;
        Day = day;
        Slow = new SlowEvaluator(book, day);
        Cases = [.. All([.. book.Facts.Select(f => f.Answers.Count)])
            .Select(a => (a, Slow.Evaluate(a)))];
    }

    public Book Book { get; }

    public DateOnly Day { get; }

    public SlowEvaluator Slow { get; }

    public IReadOnlyList<(byte[] Answers, SlowOutcome Outcome)> Cases { get; }

    /// <summary>The days on which the law of a generated book can differ.</summary>
    public static IReadOnlyList<DateOnly> Days { get; } =
        [new(2026, 1, 15), new(2026, 3, 1), new(2026, 5, 31), new(2026, 6, 1)];

    /// <summary>Every combination of answers for facts of these widths.</summary>
    public static IEnumerable<byte[]> All(int[] widths)
    {
        var answers = new byte[widths.Length];
        while (true)
        {
            yield return (byte[])answers.Clone();
            var i = widths.Length - 1;
            while (i >= 0 && ++answers[i] == widths[i])
                answers[i--] = 0;
            if (i < 0)
                yield break;
        }
    }

    /// <summary>Facts as people give them.</summary>
    public CaseFacts Facts(byte[] answers, Func<int, bool>? given = null) => Book.Facts
        .Where(f => given?.Invoke(f.Index) ?? true)
        .Aggregate(CaseFacts.None(Book), (c, f) => c.With(new GivenFact(f, answers[f.Index])));

    /// <summary>The cases that agree with what is known.</summary>
    public IEnumerable<(byte[] Answers, SlowOutcome Outcome)> Agreeing(
        IEnumerable<GivenFact> known)
    {
        var all = known.ToList();
        return Cases.Where(c => all.TrueForAll(g => c.Answers[g.Fact.Index] == g.Answer));
    }

    /// <summary>Makes a book's law of the day without caring whether it is contradictory.</summary>
    public static Law LawOf(CompiledBook compiled, DateOnly day) =>
        compiled.Laws.Single(l => l.From <= day && day <= l.To);
}
