using Proviso.Register.Organisation;

namespace Proviso.Register.Cases;

/// <summary>What belongs to a request, and what somebody has to do.</summary>
public static class CaseQueries
{
    private const int Most = 1_000;

    /// <summary>The requests that a member of staff handles, oldest first.</summary>
    /// <param name="store">The register.</param>
    /// <param name="staff">The member of staff.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Task<IReadOnlyList<Held<Request>>> RequestsOfAsync(
        this RegisterStore store, Guid staff, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.FindByAsync<Request>(LookUp.To("handled-by", staff), Most, cancellation);
    }

    /// <summary>The tasks of somebody, or of their roles, that are not done.</summary>
    /// <param name="store">The register.</param>
    /// <param name="staff">The member of staff.</param>
    /// <param name="roles">Their roles.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<IReadOnlyList<Held<WorkTask>>> TasksForAsync(
        this RegisterStore store, Guid staff, IReadOnlyList<Role> roles,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(roles);
        var mine = await store.FindByAsync<WorkTask>(
            LookUp.To("assignee", staff), Most, cancellation);
        var shared = roles.Count == 0
            ? []
            : await store.FindByAnyAsync<WorkTask>(
                [.. roles.Select(r => LookUp.By("for", Codes.Of(r)))], cancellation);
        return [.. mine.Concat(shared.Where(t => t.Value.Assignee is null))
            .Where(t => t.Value.DoneAt is null)];
    }

    /// <summary>What belongs to a request, of one kind, oldest first.</summary>
    /// <param name="store">The register.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <typeparam name="T">The kind: decisions, advice, disclosures, notices, tasks.</typeparam>
    public static Task<IReadOnlyList<Held<T>>> OfRequestAsync<T>(
        this RegisterStore store, Guid request, CancellationToken cancellation)
        where T : Kept
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.FindByAsync<T>(LookUp.To("request", request), Most, cancellation);
    }
}
