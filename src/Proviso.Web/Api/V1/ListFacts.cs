using Microsoft.AspNetCore.Http;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;

namespace Proviso.Web.Api.V1;

/// <summary><c>GET /api/v1/facts</c>: what the book asks, with the answers that it takes.</summary>
internal static class ListFacts
{
    internal static Task HandleAsync(HttpContext http, CompiledBook book) =>
        ApiAnswers.WriteAsync(
            http,
            new FactsShown(book.Book.Version, [.. book.Book.Facts.Select(FactShown.Of)]),
            ApiJson.Default.FactsShown);
}

/// <summary>The facts of a book.</summary>
/// <param name="Book">Its version.</param>
/// <param name="Facts">In the order in which it asks.</param>
internal sealed record FactsShown(string Book, IReadOnlyList<FactShown> Facts);

/// <summary>A fact.</summary>
/// <param name="Fact">Its id.</param>
/// <param name="About"><c>request</c> or <c>item</c>.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Help">How to answer.</param>
/// <param name="Answers">The answers.</param>
/// <param name="MayBeNotKnown">Whether <c>not-known</c> is an answer.</param>
/// <param name="FilledBy">The entry of the register that answers it; null for none.</param>
internal sealed record FactShown(
    string Fact, string About, string Question, string Help, IReadOnlyList<AnswerShown> Answers,
    bool MayBeNotKnown, string? FilledBy)
{
    internal static FactShown Of(Fact fact) => new(
        fact.Id, fact.About is FactScope.Item ? "item" : "request", fact.Question, fact.Help,
        [.. fact.Answers.Select(a => new AnswerShown(a.Id, a.Label))], fact.Presumed is not null,
        fact.FilledBy?.Id);
}

/// <summary>An answer.</summary>
/// <param name="Answer">Its id.</param>
/// <param name="Label">In words.</param>
internal sealed record AnswerShown(string Answer, string Label);
