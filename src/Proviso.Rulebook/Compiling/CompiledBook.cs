using System.Numerics;
using Proviso.Rulebook.Diagrams;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Compiling;

/// <summary>A book with its decision diagrams, one set for each period of law.</summary>
/// <remarks>
/// A period is compiled when it is first asked for. Safe for use by many threads.
/// </remarks>
public sealed class CompiledBook
{
    /// <summary>A diagram that would need more nodes than this is refused.</summary>
    public const int DefaultMaxNodes = 1_000_000;

    private readonly Lazy<Law>[] _laws;
    private readonly DateOnly[] _starts;

    /// <summary>Prepares a book; nothing is compiled yet.</summary>
    /// <param name="book">The book.</param>
    /// <param name="maxNodes">The limit on nodes.</param>
    public CompiledBook(Book book, int maxNodes = DefaultMaxNodes)
    {
        ArgumentNullException.ThrowIfNull(book);
        Book = book;
        _starts = PeriodStarts(book);
        _laws = new Lazy<Law>[_starts.Length];
        for (var i = 0; i < _starts.Length; i++)
        {
            var from = _starts[i];
            var to = i + 1 < _starts.Length ? _starts[i + 1].AddDays(-1) : DateOnly.MaxValue;
            _laws[i] = new Lazy<Law>(() => new Law(book, from, to, maxNodes));
        }
    }

    /// <summary>The book.</summary>
    public Book Book { get; }

    /// <summary>Every combination of answers that people can give, "not known" included.</summary>
    public BigInteger Combinations => Law.WeightsOf(Book).All;

    /// <summary>
    /// The law of each period, from the oldest; compiles what is not compiled yet.
    /// </summary>
    public IEnumerable<Law> Laws => _laws.Select(l => l.Value);

    /// <summary>The law in force on a day.</summary>
    /// <exception cref="BookTooLargeException">A diagram grew beyond the limit.</exception>
    public Law On(DateOnly day)
    {
        var index = Array.BinarySearch(_starts, day);
        return _laws[index >= 0 ? index : ~index - 1].Value;
    }

    internal static DateOnly[] PeriodStarts(Book book)
    {
        IEnumerable<IDated> parts = [.. book.Rules, .. book.Duties, .. book.Defines, .. book.Bases];
        var starts = new SortedSet<DateOnly> { DateOnly.MinValue };
        foreach (var part in parts)
        {
            if (part.From is { } from)
                starts.Add(from);
            if (part.To is { } to && to < DateOnly.MaxValue)
                starts.Add(to.AddDays(1));
        }

        return [.. starts];
    }
}

/// <summary>Thrown when a book cannot be compiled within the limit on nodes.</summary>
/// <param name="problem">The problem in the words of the checker.</param>
public sealed class BookTooLargeException(Problem problem) : Exception(problem?.Message)
{
    /// <summary>The problem in the words of the checker.</summary>
    public Problem Problem { get; } = problem!;
}

/// <summary>A verdict with the rules that decide it; a terminal of the diagram.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Adviser">Whom to ask, where the verdict is to seek advice.</param>
/// <param name="Rules">The deciding rules; none when no rule applied.</param>
public sealed record Decision(Verdict Verdict, Entry? Adviser, IReadOnlyList<Rule> Rules);

/// <summary>The law of one period, ready to decide.</summary>
public sealed class Law
{
    private readonly Diagram _rulings;
    private readonly Diagram _deciders;
    private readonly Decision[] _decisions;
    private readonly Verdict[] _verdicts;

    internal Law(Book book, DateOnly from, DateOnly to, int maxNodes)
    {
        Book = book;
        From = from;
        To = to;
        Space = new VariableSpace(book);
        Weights = WeightsOf(book);
        try
        {
            Nodes = new LawNodes(book, from, new DiagramStore(Space.Widths, maxNodes), Space,
                (condition, node) => Seen.Add((condition, node)));
        }
        catch (DiagramTooLargeException)
        {
            throw new BookTooLargeException(new Problem("too-large", book.At,
                $"the decision diagram of {from:yyyy-MM-dd} grows beyond {maxNodes} nodes",
                "put the facts that decide most first, and let rules name them"));
        }

        _rulings = new Diagram(Nodes.Store, Nodes.RulingsRoot);
        _deciders = new Diagram(Nodes.Store, Nodes.DecidersRoot);
        Effects = new Diagram(Nodes.Store, Nodes.EffectsRoot);
        _verdicts = [.. Nodes.RulingTable.Select(r => r.Verdict)];
        _decisions = [.. Nodes.DecidersTable.Select(rules => new Decision(
            rules.Length == 0 ? Verdict.DoNotShare : Nodes.Rules[rules[0]].Then,
            rules.Length == 0 ? null : Nodes.Rules[rules[0]].Adviser,
            [.. rules.Select(r => Nodes.Rules[r])]))];
    }

    /// <summary>The book.</summary>
    public Book Book { get; }

    /// <summary>First day of the period.</summary>
    public DateOnly From { get; }

    /// <summary>Last day of the period.</summary>
    public DateOnly To { get; }

    /// <summary>Nodes of all three diagrams together: rulings, deciding rules, effects.</summary>
    public int NodeCount => _rulings.NodeCount + _deciders.NodeCount + Effects.NodeCount;

    internal VariableSpace Space { get; }

    internal Weights Weights { get; }

    internal LawNodes Nodes { get; }

    internal Diagram Rulings => _rulings;

    internal Diagram Deciders => _deciders;

    /// <summary>The diagram that is asked from: ruling and duties.</summary>
    internal Diagram Effects { get; }

    /// <summary>Each part of each condition with its diagram, for the proof.</summary>
    internal List<(Condition Condition, int Node)> Seen { get; } = [];

    /// <summary>Answers with nothing answered, for <see cref="TryVerdict"/>.</summary>
    public byte[] NoAnswers()
    {
        var answers = new byte[Book.Facts.Count];
        Array.Fill(answers, Diagram.Unanswered);
        return answers;
    }

    /// <summary>The verdict alone: one walk, no allocation.</summary>
    /// <param name="answers">By <see cref="Fact.Index"/>, the index of the answer, or
    /// <see cref="Diagram.Unanswered"/>.</param>
    /// <param name="verdict">The verdict.</param>
    /// <returns>False when a fact on the way is unanswered.</returns>
    public bool TryVerdict(ReadOnlySpan<byte> answers, out Verdict verdict)
    {
        var terminal = _rulings.Walk(answers);
        verdict = terminal < 0 ? Verdict.DoNotShare : _verdicts[terminal];
        return terminal >= 0;
    }

    /// <summary>The verdict with its deciding rules: one walk, no allocation.</summary>
    /// <param name="answers">As for <see cref="TryVerdict"/>.</param>
    /// <returns>The decision; null when a fact on the way is unanswered.</returns>
    public Decision? TryDecide(ReadOnlySpan<byte> answers)
    {
        var terminal = _deciders.Walk(answers);
        return terminal < 0 ? null : _decisions[terminal];
    }

    /// <summary>For measuring: the cells that each verdict's walk reads, as places in one array.
    /// </summary>
    /// <param name="requests">Complete answers, as for <see cref="TryVerdict"/>.</param>
    /// <param name="paths">For each request the places that its walk reads, in order.</param>
    /// <returns>The array.</returns>
    internal int[] PathMemory(IReadOnlyList<byte[]> requests, out int[][] paths)
    {
        ArgumentNullException.ThrowIfNull(requests);
        paths = [.. requests.Select(r => _rulings.PlacesRead(r))];
        return _rulings.CopyCells();
    }

    internal Decision DecisionOf(int terminal) => _decisions[terminal];

    internal static Weights WeightsOf(Book book) => new([.. book.Facts.Select(f =>
        f.Answers.Select((_, i) => i == f.Presumed ? 2 : 1).ToArray())]);
}
