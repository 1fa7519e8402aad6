using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Filling;
using Proviso.Register.Organisation;
using Proviso.Rulebook;
using Proviso.Rulebook.Deciding;

namespace Proviso.Web.Features.Requests.DecideRequest;

/// <summary>A piece with its outcome.</summary>
internal sealed record DecidedPiece(FilledItem Filled, DecidedItem Item, Outcome Outcome)
{
    /// <summary>Decides all pieces; null while a question is open.</summary>
    internal static IReadOnlyList<DecidedPiece>? All(
        CaseDecider decider, IReadOnlyList<FilledItem> items, DateOnly day)
    {
        var pieces = new List<DecidedPiece>();
        var law = decider.Compiled.On(day);
        foreach (var item in items)
        {
            if (decider.Decide(item, day, out _) is not { } decided
                || Decider.Decide(law, day, item.Facts, out _) is not { } outcome)
            {
                return null;
            }

            pieces.Add(new DecidedPiece(item, decided, outcome));
        }

        return pieces;
    }

    /// <summary>Where the request stands after this.</summary>
    internal static RequestStage StageAfter(IReadOnlyList<DecidedPiece> pieces) =>
        pieces.Any(p => p.Outcome.Verdict is Verdict.SeekAdvice)
            && !pieces.Any(p => p.Outcome.Verdict.IsSharing())
            ? RequestStage.Waiting
            : RequestStage.Decided;

    /// <inheritdoc/>
    public override string ToString() => $"piece {Item.Number}";
}

/// <summary>What the book's duties mean as tasks.</summary>
internal static class Duties
{
    /// <summary>Adds a task for every later duty that has a clock, and for every adviser who has to
    /// be asked.</summary>
    internal static void AddTasks(
        Change change, Held<Request> request, IReadOnlyList<Outcome> outcomes, DateTimeOffset now)
    {
        foreach (var duty in outcomes.SelectMany(o => o.Duties)
            .Where(d => d.Phase is DutyPhase.After && d.Within.Duration.Length > 0)
            .DistinctBy(d => d.Id))
        {
            change.Add(request.Owner, new WorkTask
            {
                What = duty.Say,
                Duty = duty.Id,
                Request = request.Id,
                For = BookRoles.HolderOf(duty.By.Id),
                Assignee = BookRoles.HolderOf(duty.By.Id) is Role.Practitioner
                    ? request.Value.HandledBy
                    : null,
                DueAt = DueAt(duty.Within, now),
            });
        }

        foreach (var adviser in outcomes.Select(o => o.Adviser).OfType<Entry>()
            .DistinctBy(a => a.Id))
        {
            change.Add(request.Owner, new WorkTask
            {
                What = $"Advise on a request: {adviser.Text}",
                Request = request.Id,
                For = BookRoles.HolderOf(adviser.Id),
            });
        }
    }

    private static DateTimeOffset? DueAt(Within within, DateTimeOffset now)
    {
        if (within.Duration.Length == 0)
            return null;
        var span = System.Xml.XmlConvert.ToTimeSpan(within.Duration);
        if (!within.WorkingDays)
            return now + span;
        var day = now;
        for (var left = span.Days; left > 0;)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }

        return day;
    }
}
