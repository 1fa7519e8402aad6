using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Filling;
using Proviso.Rulebook.Asking;
using Proviso.Web.Hosting;

namespace Proviso.Web.Api.V1;

/// <summary>A request as it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version, which a change names.</param>
/// <param name="Person">The person.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="AnswerBy">When an answer is due.</param>
/// <param name="HandledBy">The member of staff.</param>
/// <param name="Requester">In what capacity they ask.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Items">What is asked for.</param>
/// <param name="Next">The next question; null when it can be decided.</param>
internal sealed record RequestShown(
    Guid Id, int Version, Guid Person, string Stage, DateTimeOffset ReceivedAt,
    DateTimeOffset? AnswerBy, Guid HandledBy, string? Requester, string? Purpose,
    IReadOnlyList<RequestItemShown> Items, NextShown? Next)
{
    /// <summary>Shows a request with what is still to be asked.</summary>
    internal static async Task<RequestShown> OfAsync(
        RegisterStore store, CaseDecider decider, Roster roster, Held<Request> request,
        CancellationToken cancellation)
    {
        var value = request.Value;
        var filled = value.Items.Count == 0
            ? []
            : await decider.Filler.FillAsync(store, request, roster.Today, cancellation);
        return new RequestShown(
            request.Id, request.Version, request.Owner, StageName(value.Stage), value.ReceivedAt,
            value.AnswerBy, value.HandledBy, value.Requester, value.Purpose,
            [.. filled.Select(RequestItemShown.Of)], NextOf(decider, roster, filled));
    }

    internal static string StageName(RequestStage stage) => stage.ToString().ToLowerInvariant();

    private static NextShown? NextOf(
        CaseDecider decider, Roster roster, IReadOnlyList<FilledItem> filled)
    {
        if (filled.Count == 0)
            return null;
        var next = Interview.Start(
            decider.Compiled.On(roster.Today), roster.Today,
            [
                .. filled.Select(f => new InterviewItem(
                    f.Item.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    f.Facts)),
            ]).Next();
        return next is null
            ? null
            : new NextShown(
                FactShown.Of(next.Fact), next.Item, next.Why, next.AtLeast, next.AtMost);
    }
}

/// <summary>A piece of a request.</summary>
/// <param name="Number">Its number.</param>
/// <param name="What">What it is.</param>
/// <param name="ItemKind">Its kind; null where the register's item says it.</param>
/// <param name="Item">The item in the register.</param>
/// <param name="Facts">What is known.</param>
internal sealed record RequestItemShown(
    int Number, string What, string? ItemKind, Guid? Item, IReadOnlyList<KnownShown> Facts)
{
    internal static RequestItemShown Of(FilledItem filled) => new(
        filled.Item.Number, filled.Item.What, filled.Item.ItemKind, filled.Item.Item,
        [.. filled.Known.Select(KnownShown.Of)]);
}

/// <summary>A fact that is known.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Answer">The answer.</param>
/// <param name="From">The kinds of records that say it; empty when somebody answered.</param>
internal sealed record KnownShown(string Fact, string Answer, IReadOnlyList<string> From)
{
    internal static KnownShown Of(KnownFact known) =>
        new(known.Fact, known.Answer, [.. known.From.Select(f => f.Kind)]);
}

/// <summary>The next question.</summary>
/// <param name="Fact">What is asked.</param>
/// <param name="Item">The number of the piece that it is about; null for the whole request.</param>
/// <param name="Why">Why.</param>
/// <param name="AtLeast">How many questions there are at least.</param>
/// <param name="AtMost">How many there are at most.</param>
internal sealed record NextShown(
    FactShown Fact, string? Item, string Why, int AtLeast, int AtMost);
