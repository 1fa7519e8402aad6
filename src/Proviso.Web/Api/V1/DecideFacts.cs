using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Proviso.Rulebook.Compiling;
using Proviso.Web.Hosting;

namespace Proviso.Web.Api.V1;

/// <summary><c>POST /api/v1/decisions</c>: what the book says about facts, without the register.
/// Nothing is recorded.</summary>
internal static class DecideFacts
{
    internal static async Task HandleAsync(
        HttpContext http, CompiledBook book, RuledCases cases, Roster roster)
    {
        var sent = RequestBody.Parse(await RequestBody.ReadAsync(http), ApiJson.Default.CaseSent);
        RequestBody.NoNulls(sent.Items);
        if (sent.Items is { Count: 0 or > CaseSent.MaxItems })
        {
            throw ApiProblem.Malformed($"'items' has 1 to {CaseSent.MaxItems} pieces; leave it "
                + "out for one piece.");
        }

        var caller = ApiClientAuthentication.CallerOf(http).Value;
        var day = sent.Day ?? roster.Today;
        var ruled = new List<CaseRuled>();
        foreach (var item in sent.Items ?? [new ItemFactsSent("", [])])
        {
            var answers = CaseAnswers.None(book.Book);
            foreach (var (id, answer) in sent.Facts.Concat(item.Facts))
            {
                var fact = CaseAnswers.FactOf(book.Book, id);
                answers[fact.Index] = CaseAnswers.IndexOf(fact, answer);
            }

            if (!caller.MayPurpose(CaseAnswers.IdOf(book.Book.FindFact("purpose")!, answers)))
                throw Purpose();
            ruled.Add(CaseRuled.Of(item.Name, cases.Of(answers, day)));
        }

        await ApiAnswers.WriteAsync(
            http, new CasesRuled(book.Book.Version, day, ruled), ApiJson.Default.CasesRuled);
    }

    internal static ApiProblem Purpose() => new(
        StatusCodes.Status403Forbidden, "purpose-not-allowed",
        "This client may not ask for this purpose, or the purpose is not said.");
}

/// <summary>A case by its facts.</summary>
/// <param name="Facts">Facts with their answers, for all pieces.</param>
/// <param name="Items">The pieces; null for one.</param>
/// <param name="Day">The day whose law applies; null for today.</param>
internal sealed record CaseSent(
    Dictionary<string, string> Facts, IReadOnlyList<ItemFactsSent>? Items = null,
    DateOnly? Day = null)
{
    internal const int MaxItems = 100;
}

/// <summary>A piece by its facts.</summary>
/// <param name="Name">What the caller calls it.</param>
/// <param name="Facts">Facts with their answers.</param>
internal sealed record ItemFactsSent(string Name, Dictionary<string, string> Facts);

/// <summary>What the book says.</summary>
/// <param name="Book">Its version.</param>
/// <param name="Day">The day whose law was applied.</param>
/// <param name="Items">Piece by piece.</param>
internal sealed record CasesRuled(string Book, DateOnly Day, IReadOnlyList<CaseRuled> Items);

/// <summary>What the book says about one piece.</summary>
/// <param name="Name">What the caller calls it.</param>
/// <param name="Verdict">The verdict; null while an answer is missing that can change it.</param>
/// <param name="Next">The fact that is needed then.</param>
/// <param name="Context">The same as AuthZEN's decision context.</param>
internal sealed record CaseRuled(
    string Name, string? Verdict, FactShown? Next, JsonElement Context)
{
    internal static CaseRuled Of(string name, Ruled ruled) => new(
        name, ruled.Outcome is { } outcome ? Rulebook.VerdictNames.Name(outcome.Verdict) : null,
        ruled.Next is { } next ? FactShown.Of(next) : null,
        JsonElement.Parse((byte[])[(byte)'{', .. ruled.Members, (byte)'}']));
}
