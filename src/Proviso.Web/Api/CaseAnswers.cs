using System.Text.Json;
using Proviso.Rulebook;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Diagrams;

namespace Proviso.Web.Api;

/// <summary>
/// The answers of a case as bytes by <see cref="Fact.Index"/>: cheap to fill, to compare and to
/// walk with.
/// </summary>
internal static class CaseAnswers
{
    /// <summary>The mark of "not known".</summary>
    internal const byte NotKnown = byte.MaxValue - 1;

    /// <summary>Nothing answered.</summary>
    internal static byte[] None(Book book)
    {
        var answers = new byte[book.Facts.Count];
        Array.Fill(answers, Diagram.Unanswered);
        return answers;
    }

    /// <summary>The same answers as facts of the book.</summary>
    internal static CaseFacts ToFacts(Book book, ReadOnlySpan<byte> answers)
    {
        var facts = CaseFacts.None(book);
        foreach (var fact in book.Facts)
        {
            var answer = answers[fact.Index];
            if (answer == NotKnown)
                facts = facts.With(new GivenFact(fact, fact.Presumed!.Value, true));
            else if (answer != Diagram.Unanswered)
                facts = facts.With(new GivenFact(fact, answer));
        }

        return facts;
    }

    /// <summary>The same answers as bytes.</summary>
    internal static byte[] Of(CaseFacts facts)
    {
        var answers = None(facts.Book);
        foreach (var given in facts.Given)
            answers[given.Fact.Index] = given.NotKnown ? NotKnown : (byte)given.Answer;
        return answers;
    }

    /// <summary>The answer's id; null when there is none.</summary>
    internal static string? IdOf(Fact fact, ReadOnlySpan<byte> answers) =>
        answers[fact.Index] switch
        {
            Diagram.Unanswered => null,
            NotKnown => Fact.NotKnown,
            var answer => fact.Answers[answer].Id,
        };

    /// <summary>Gives an answer: its id, or true and false where the book says yes and no.
    /// </summary>
    /// <exception cref="ApiProblem">The book has no such answer (<c>answer-unknown</c>).
    /// </exception>
    internal static void Give(byte[] answers, Fact fact, JsonElement value)
    {
        answers[fact.Index] = value.ValueKind switch
        {
            JsonValueKind.True when fact.IsYesNo => 0,
            JsonValueKind.False when fact.IsYesNo => 1,
            JsonValueKind.String => IndexOf(fact, value.GetString()!),
            _ => throw Unknown(fact),
        };
    }

    /// <summary>Gives an answer by its id.</summary>
    /// <exception cref="ApiProblem">As the other.</exception>
    internal static byte IndexOf(Fact fact, string answer)
    {
        if (answer == Fact.NotKnown && fact.Presumed is not null)
            return NotKnown;
        return fact.IndexOf(answer) is >= 0 and var index ? (byte)index : throw Unknown(fact);
    }

    /// <summary>A fact of the book.</summary>
    /// <exception cref="ApiProblem">There is none of that id (<c>fact-unknown</c>).</exception>
    internal static Fact FactOf(Book book, string id) => book.FindFact(id) ?? throw new ApiProblem(
        400, "fact-unknown", "The book has no fact of one of the ids; see /api/v1/facts.");

    private static ApiProblem Unknown(Fact fact) => new(
        400, "answer-unknown", $"The fact '{fact.Id}' is answered by one of: "
        + string.Join(", ", fact.AllowedAnswers) + ".");
}
