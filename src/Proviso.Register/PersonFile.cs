using Microsoft.EntityFrameworkCore;
using Proviso.Register.People;
using Proviso.Register.Storage;
using Proviso.Register.Wishes;

namespace Proviso.Register;

/// <summary>What the register knows of a person, besides the items: at one moment, in one reading.
/// </summary>
public sealed class PersonFile
{
    private static readonly string[] Kinds =
    [
        .. new[]
        {
            typeof(Person), typeof(RelatedPerson), typeof(Authority), typeof(CareRelationship),
            typeof(CapacityAssessment), typeof(BestInterestsDecision), typeof(Wish),
        }.Select(type => KindAttribute.Of(type).Code),
    ];

    private PersonFile(Held<Person> person, OpenedRows rows)
    {
        Person = person;
        Related = rows.Of<RelatedPerson>();
        Authorities = rows.Of<Authority>();
        Relationships = rows.Of<CareRelationship>();
        Assessments = rows.Of<CapacityAssessment>();
        BestInterests = rows.Of<BestInterestsDecision>();
        Wishes = rows.Of<Wish>();
    }

    /// <summary>The person.</summary>
    public Held<Person> Person { get; }

    /// <summary>Who is around them.</summary>
    public IReadOnlyList<Held<RelatedPerson>> Related { get; }

    /// <summary>Who may act for them.</summary>
    public IReadOnlyList<Held<Authority>> Authorities { get; }

    /// <summary>Who cares for them.</summary>
    public IReadOnlyList<Held<CareRelationship>> Relationships { get; }

    /// <summary>What they can decide.</summary>
    public IReadOnlyList<Held<CapacityAssessment>> Assessments { get; }

    /// <summary>What was found best for them.</summary>
    public IReadOnlyList<Held<BestInterestsDecision>> BestInterests { get; }

    /// <summary>What they said about sharing.</summary>
    public IReadOnlyList<Held<Wish>> Wishes { get; }

    /// <summary>Reads it.</summary>
    /// <param name="store">The register.</param>
    /// <param name="person">The person.</param>
    /// <param name="knownAt">As it was known then; null for now.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Null when there is no such person, or their record was destroyed.</returns>
    public static Task<PersonFile?> ReadAsync(
        RegisterStore store, Guid person, DateTimeOffset? knownAt = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var at = knownAt?.ToUnixTimeMilliseconds();
        return store.GuardAsync(async () =>
        {
            await using var db = store.Engine.Connect();
            var rows = await db.Records.AsNoTracking()
                .Where(r => r.Owner == person && Kinds.Contains(r.Kind))
                .Where(r => at == null
                    ? r.Until == null
                    : r.At <= at && (r.Until == null || r.Until > at))
                .ToListAsync(cancellation);
            using var opened = await OpenedRows.OpenAsync(store.Keys, db, rows, cancellation);
            return opened.Of<Person>() is [var one] ? new PersonFile(one, opened) : null;
        });
    }
}
