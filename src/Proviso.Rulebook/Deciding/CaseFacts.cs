using Proviso.Rulebook.Diagrams;

namespace Proviso.Rulebook.Deciding;

/// <summary>What is known about one item of a request: facts with their answers.</summary>
/// <remarks>Immutable. An answer that does not matter now is kept, and counts again when it does.
/// </remarks>
public sealed class CaseFacts
{
    private readonly Dictionary<Fact, GivenFact> _given;

    private CaseFacts(Book book, Dictionary<Fact, GivenFact> given)
    {
        Book = book;
        _given = given;
    }

    /// <summary>The book whose facts they are.</summary>
    public Book Book { get; }

    /// <summary>Nothing is known yet.</summary>
    public static CaseFacts None(Book book) => new(book, []);

    /// <summary>What is known, in the order in which the book asks.</summary>
    public IEnumerable<GivenFact> Given => _given.Values.OrderBy(g => g.Fact.Index);

    /// <summary>The answer to a fact, or null.</summary>
    public GivenFact? this[Fact fact] => _given.GetValueOrDefault(fact);

    /// <summary>The same with one answer given or changed.</summary>
    public CaseFacts With(GivenFact given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return new CaseFacts(Book, new(_given) { [given.Fact] = given });
    }

    /// <summary>The same with one answer taken back.</summary>
    public CaseFacts Without(Fact fact)
    {
        var fewer = new Dictionary<Fact, GivenFact>(_given);
        fewer.Remove(fact);
        return new CaseFacts(Book, fewer);
    }

    /// <summary>The answers by fact index, for walking.</summary>
    internal byte[] ToAnswers()
    {
        var answers = new byte[Book.Facts.Count];
        Array.Fill(answers, Diagram.Unanswered);
        foreach (var given in _given.Values)
            answers[given.Fact.Index] = (byte)given.Answer;
        return answers;
    }
}
