using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;

namespace Proviso.Bench.Rulebook;

/// <summary>
/// The direct-care part of England's book: the rules that can still apply once the information is
/// wanted for the person's own care, with random requests about them.
/// </summary>
internal sealed class DirectCare
{
    private const string Purpose = "direct-care";
    private const int Seed = 20261121;

    private readonly Fact _purpose;

    public DirectCare(int requests)
    {
        var book = ReadBook();
        Law = new CompiledBook(book).On(book.StatedAt);
        _purpose = book.FindFact("purpose")!;
        Rules = [.. book.Rules.Where(r => r.InForce(book.StatedAt))
            .Select(r => (r, Simplify(new Condition.All(
                [r.When, new Condition.Not(r.Unless, r.At)], r.At))))
            .Where(p => p.Item2 is not Never)];
        Facts = [.. book.Facts.Where(f => Rules.Any(r => Uses(r.When, f)))];
        var random = new Random(Seed);
        Requests = [.. Enumerable.Range(0, requests).Select(_ => Draw(random))];
    }

    /// <summary>The law that decides.</summary>
    public Law Law { get; }

    /// <summary>The rules that are left, each with what is left of its condition.</summary>
    public IReadOnlyList<(Rule Rule, Condition When)> Rules { get; }

    /// <summary>The facts that those conditions test.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>Random requests: by fact index, the index of the answer.</summary>
    public IReadOnlyList<byte[]> Requests { get; }

    /// <summary>A condition that cannot hold.</summary>
    public sealed record Never(Position At) : Condition(At);

    private byte[] Draw(Random random)
    {
        var answers = Law.Book.Facts.Select(f => (byte)random.Next(f.Answers.Count)).ToArray();
        answers[_purpose.Index] = (byte)_purpose.IndexOf(Purpose);
        return answers;
    }

    // Defines are spelt out and the purpose is put in, so that nobody has to test it.
    private Condition Simplify(Condition condition)
    {
        switch (condition)
        {
            case Condition.Answered a when a.Fact == _purpose:
                return a.Holds[_purpose.IndexOf(Purpose)]
                    ? new Condition.Always(a.At) : new Never(a.At);
            case Condition.Defined d:
                return Law.Book.Defines
                    .Where(x => x.Id == d.Id && x.InForce(Law.Book.StatedAt))
                    .Select(x => Simplify(x.When)).FirstOrDefault(new Never(d.At));
            case Condition.Not n:
                return Simplify(n.Inner) switch
                {
                    Condition.Always always => new Never(always.At),
                    Never never => new Condition.Always(never.At),
                    var inner => new Condition.Not(inner, n.At),
                };
            case Condition.All all:
                return Join(all, all.Parts, p => p is Never, p => p is Condition.Always);
            case Condition.Any any:
                return Join(any, any.Parts, p => p is Condition.Always, p => p is Never);
            default:
                return condition;
        }
    }

    private Condition Join(Condition group, IReadOnlyList<Condition> parts,
        Func<Condition, bool> settles, Func<Condition, bool> drops)
    {
        var left = new List<Condition>();
        Condition? dropped = null;
        foreach (var part in parts.Select(Simplify))
        {
            if (settles(part))
                return part;
            if (drops(part))
                dropped = part;
            else
                left.Add(part);
        }

        return left.Count switch
        {
            0 => dropped!,
            1 => left[0],
            _ => group is Condition.All
                ? new Condition.All(left, group.At) : new Condition.Any(left, group.At),
        };
    }

    private static bool Uses(Condition condition, Fact fact) =>
        condition.Tree().OfType<Condition.Answered>().Any(a => a.Fact == fact);

    internal static Book ReadBook()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Proviso.slnx")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException(
                "Run the benchmarks from inside the project's folder.");
        var files = Directory.EnumerateFiles(Path.Combine(root, "rulebook", "england"), "*.md")
            .Select(path => new BookFile(Path.GetFileName(path), File.ReadAllText(path)));
        return BookReader.Read(files).Book
            ?? throw new InvalidOperationException("England's book has problems: check it first.");
    }
}
