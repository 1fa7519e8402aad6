using Proviso.Register.Cases;
using Proviso.Register.Items;
using Proviso.Register.Organisation;
using Proviso.Register.People;
using Proviso.Register.Recipients;

namespace Proviso.Register.Filling;

/// <summary>The entries that a case can be filled from, read at one moment.</summary>
internal sealed record CaseEntries(
    PersonFile File, Held<Request> Request, DateOnly Day, Held<Recipient>? Recipient,
    Held<Staff>? Asker, IReadOnlyList<Held<Agreement>> Agreements,
    IReadOnlyList<Held<Approval>> Approvals, IReadOnlyList<Held<Item>> Items,
    IReadOnlyList<Held<Service>> Services) : Hidden
{
    /// <summary>The party, where it is somebody around the person.</summary>
    internal Held<RelatedPerson>? Related =>
        File.Related.FirstOrDefault(r => r.Id == Request.Value.Party);

    /// <summary>The register's item of a piece.</summary>
    internal Held<Item>? ItemOf(RequestedItem asked) =>
        Items.FirstOrDefault(i => i.Id == asked.Item);

    /// <summary>The use that a piece would be put to; null while something of it is not known.
    /// </summary>
    internal Use? UseOf(RequestedItem asked)
    {
        var request = Request.Value;
        var kind = ItemOf(asked)?.Value.ItemKind ?? asked.ItemKind;
        return kind is null || request.Requester is null || request.Purpose is null
            ? null
            : new Use(kind, asked.Item, request.Requester, request.Party, request.Purpose);
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="RegisterException">The person is not there.</exception>
    internal static async Task<CaseEntries> ReadAsync(
        RegisterStore store, Held<Request> request, DateOnly day, CancellationToken cancellation)
    {
        var file = await PersonFile.ReadAsync(store, request.Owner, null, cancellation)
            ?? throw new RegisterException(
                "person-missing", "The person of this request is not in the register any more.");
        var party = request.Value.Party;
        var recipient = party is { } id && file.Related.All(r => r.Id != id)
            ? await store.FindAsync<Recipient>(id, cancellation)
            : null;
        var items = await store.FindAllAsync<Item>(
            [.. request.Value.Items.Select(i => i.Item).OfType<Guid>()], cancellation);
        return new CaseEntries(
            file, request, day, recipient,
            await store.FindAsync<Staff>(request.Value.HandledBy, cancellation),
            recipient is null
                ? []
                : await store.FindByAnyAsync<Agreement>(
                    Agreement.LookUpsFor(recipient), cancellation),
            await store.FindByAnyAsync<Approval>(
                Approval.LookUpsFor(request.Id), cancellation),
            items,
            await store.FindAllAsync<Service>(
                [.. items.Select(i => i.Value.Service).OfType<Guid>().Distinct()], cancellation));
    }
}
