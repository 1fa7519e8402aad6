using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Filling;
using Proviso.Web.Hosting;

namespace Proviso.Web.Api.AuthZen;

/// <summary>Records decisions in the register, where the caller asks for it with
/// <c>context.record</c>.</summary>
internal sealed class DecisionRecorder(CaseDecider decider, Roster roster)
{
    /// <summary>Adds a request and its decision to a change.</summary>
    /// <param name="store">The register.</param>
    /// <param name="change">The change.</param>
    /// <param name="case">What was decided.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The decision's id.</returns>
    internal Task<Guid> AddAsync(
        RegisterStore store, Change change, EvaluatedCase @case, CancellationToken cancellation)
    {
        var request = @case.Request;
        if (request.Id == Guid.Empty)
            request = request with { Id = change.Add(request.Owner, request.Value) };
        else
            change.Revise(request, request.Value with { Stage = RequestStage.Decided });
        return decider.RecordAsync(
            store, change, request, roster.Today,
            [.. @case.Pieces.Select(p => Decided(p.Item, p.Known, p.Ruled))], null, cancellation);
    }

    private DecidedItem Decided(
        RequestedItem item, IReadOnlyList<KnownFact> known, Ruled ruled)
    {
        // Writing the outcome costs more than deciding; the same case has the same text.
        ruled.Recorded ??= decider.Decide(
            new FilledItem(item, ruled.Facts, known, []), roster.Today, out _)!;
        return ruled.Recorded with
        {
            Number = item.Number, What = item.What, Item = item.Item, Facts = known,
        };
    }
}
