using System.Text.Json;
using Proviso.Register.People;
using Proviso.Register.Storage;

namespace Proviso.Register.Interchange;

/// <summary>Some records from outside, held against what is there.</summary>
internal sealed class ImportBatch(RegisterStore store, Arrived arrived)
{
    private readonly List<Put> puts = [];
    private readonly List<IReadOnlyList<Refusal>> refused = [];
    private readonly OutsideIds ids = new(store);
    private ILookup<string, Guid> byNhsNumber = null!;
    private ILookup<string, Guid> byLocalNumber = null!;
    private Dictionary<Guid, Found> found = [];
    private int unchanged;

    /// <summary>What is to be written.</summary>
    internal IReadOnlyList<Put> Puts => puts;

    /// <summary>Decides about each record: written, there already, or refused.</summary>
    internal async Task PrepareAsync(List<Incoming> records, CancellationToken cancellation)
    {
        await FindAsync(records, cancellation);
        var made = new List<(Incoming Record, Guid Id, Guid Owner, Applied Applied)>();
        foreach (var record in records)
        {
            IReadOnlyList<Refusal> reasons =
                Identify(record, out var id, out var owner) is { } refusal
                    ? [refusal]
                    : Make(record, id, owner, made);
            if (reasons.Count == 0)
                continue;
            refused.Add(reasons);
            if (record.Kind == typeof(Person))
                arrived.TurnAway(record.Person);
        }

        var named = made.SelectMany(m => m.Applied.References).Select(r => r.Id)
            .Where(id => arrived.Unwritten(id) is null && !found.ContainsKey(id)).ToList();
        foreach (var (id, one) in await Found.ByIdAsync(store, named, cancellation))
            found[id] = one;
        foreach (var (record, id, owner, applied) in made)
        {
            var missing = applied.References.Where(r => !IsThere(r, owner))
                .Select(r => new Refusal(
                    record.At, r.Column, "reference-missing",
                    "Names a record that is not here, or belongs to another person. Import what "
                    + "it names first.")).ToList();
            if (missing.Count > 0)
                refused.Add(missing);
            else
                Decide(id, owner, applied.Value!);
        }
    }

    /// <summary>Counts what was done.</summary>
    internal void Settle(ImportReport report)
    {
        report.Added += puts.Count(p => p.Version == 1);
        report.Revised += puts.Count(p => p.Version > 1);
        report.Unchanged += unchanged;
        foreach (var reasons in refused)
            report.Refuse(reasons);
    }

    private async Task FindAsync(List<Incoming> records, CancellationToken cancellation)
    {
        var keys = records.Select(r => r.Person).ToList();
        byNhsNumber = await Found.PeopleAsync(
            store,
            [.. keys.Where(k => k.NhsNumber is not null)
                .Select(k => LookUp.By("nhs-number", k.NhsNumber!.Value.ToCompact()))],
            p => p.NhsNumber?.ToCompact(), cancellation);
        byLocalNumber = await Found.PeopleAsync(
            store,
            [.. keys.Where(k => !string.IsNullOrEmpty(k.LocalNumber))
                .Select(k => LookUp.By("local-number", Words.Fold(k.LocalNumber!)))],
            p => p.LocalNumber is { } local ? Words.Fold(local) : null, cancellation);
        found = await Found.ByIdAsync(
            store,
            [.. records.Where(r => r.Id is not null).Select(r => r.Id!.Value),
                .. keys.Where(k => k.Id is not null).Select(k => k.Id!.Value),
                .. keys.Select(NewPersonId).OfType<Guid>(),
                .. byNhsNumber.Concat(byLocalNumber).SelectMany(g => g)],
            cancellation);
    }

    // The id of a new person comes from their number, so that two imports at once agree on it.
    private Guid? NewPersonId(PersonKey key) =>
        key.NhsNumber is { } number ? ids.OfContent(typeof(Person), $"nhs {number.ToCompact()}")
        : key.LocalNumber is { Length: > 0 } local
            ? ids.OfContent(typeof(Person), $"local {Words.Fold(local)}")
            : null;

    private Refusal? Identify(Incoming record, out Guid id, out Guid owner)
    {
        (id, owner) = (Guid.Empty, Guid.Empty);
        Refusal No(string code, string reason) => new(record.At, null, code, reason);
        if (record.Person.IsEmpty)
            return No("person-unnamed", "Give the person's NHS number, local number or id.");
        var isPerson = record.Kind == typeof(Person);
        if (!isPerson && arrived.IsTurnedAway(record.Person))
            return No("person-refused", "The person was not taken in, so this was not either.");
        var matches = Matches(record.Person);
        if (matches.Count > 1)
        {
            return No(
                "person-unclear", "The numbers lead to different people. Correct the one that is "
                + "wrong.");
        }

        if (matches.Count == 0 && !isPerson)
        {
            return No(
                "person-missing", "There is nobody here with this number. Import the person "
                + "first.");
        }

        owner = matches.Count == 1 ? matches.First() : NewOwner(record.Person);
        id = isPerson ? owner : record.Id!.Value;
        if (IsReserved(id) || IsReserved(owner))
            return No("id-reserved", "This id is used by the program itself. Choose another.");
        if (arrived.Elsewhere(id, record.At) is { } first)
            return No("row-twice", $"Stands already in {first}. Leave one of the two out.");
        return CannotOwn(record, owner);
    }

    private Guid NewOwner(PersonKey key)
    {
        var owner = key.Id ?? NewPersonId(key)!.Value;
        return found.ContainsKey(owner) && key.Id is null
            ? Guid.CreateVersion7(store.Time.GetUtcNow())
            : owner;
    }

    private Refusal? CannotOwn(Incoming record, Guid owner)
    {
        if (!found.TryGetValue(owner, out var there))
            return null;
        if (there.Value is null)
        {
            return new Refusal(
                record.At, null, "record-destroyed",
                "The record of this person was destroyed here, and does not come back by itself.");
        }

        if (there.Value is not Person person)
        {
            return new Refusal(
                record.At, null, "id-taken", "The id given for the person is another record's.");
        }

        return record.Person is { Id: null, NhsNumber: { } number }
            && person.NhsNumber is { } other && other != number
            ? new Refusal(
                record.At, null, "person-differs",
                "The person with this local number has another NHS number. Check whose number it "
                + "is; to correct it, give the person's id as well.")
            : null;
    }

    private static bool IsReserved(Guid id) => id.ToByteArray(true).AsSpan(0, 15).Trim((byte)0)
        .IsEmpty;

    private HashSet<Guid> Matches(PersonKey key)
    {
        var matches = new HashSet<Guid>();
        if (key.NhsNumber?.ToCompact() is { } number)
            matches.UnionWith(Of(byNhsNumber, number, Arrived.NhsKey(number)));
        if (key.LocalNumber is { Length: > 0 } local)
        {
            var folded = Words.Fold(local);
            matches.UnionWith(Of(byLocalNumber, folded, Arrived.LocalKey(folded)));
        }

        if (key.Id is { } id && (found.ContainsKey(id) || arrived.Unwritten(id) is not null
            || matches.Count > 0))
        {
            matches.Add(id);
        }

        return matches;
    }

    private IEnumerable<Guid> Of(ILookup<string, Guid> people, string number, string key) =>
        arrived.Person(key) is { } id ? people[number].Append(id) : people[number];

    private IReadOnlyList<Refusal> Make(
        Incoming record, Guid id, Guid owner, List<(Incoming, Guid, Guid, Applied)> made)
    {
        var old = found.GetValueOrDefault(id);
        if (old is not null && (old.Value is null || old.Owner != owner
            || old.Kind != KindAttribute.Of(record.Kind).Code))
        {
            return [old.Value is null
                ? new Refusal(
                    record.At, null, "record-destroyed",
                    "This record was destroyed here, and does not come back by itself.")
                : new Refusal(
                    record.At, null, "id-taken",
                    "Another record here has this id. Give it another one.")];
        }

        if (record.Kind == typeof(Person) && old?.Value is Person before
            && record.Person.Id is null && Differs(record, before) is { } different)
        {
            return [different];
        }

        var applied = record.Apply(old?.Value);
        if (applied.Refused.Count > 0)
            return applied.Refused;
        made.Add((record, id, owner, applied));
        arrived.Add(id, record.Kind, owner, record.At);
        if (applied.Value is Person person)
            arrived.AddPerson(id, person);
        return [];
    }

    // The same number with another day of birth is somebody else's number, or a wrong day.
    private static Refusal? Differs(Incoming record, Person before) =>
        before.BornOn is { } born && record.Apply(null).Value is Person { BornOn: { } other }
            && other != born
            ? new Refusal(
                record.At, "born_on", "person-differs",
                "The person with this number was born on another day. Check whose number it is; "
                + "to correct the day, give the person's id as well.")
            : null;

    private bool IsThere(Reference reference, Guid owner)
    {
        bool Fits(string kind, Guid of) =>
            reference.Kinds.Any(k => KindAttribute.Of(k).Code == kind)
            && (of == owner || of == RegisterStore.Organisation);
        return arrived.Unwritten(reference.Id) is { } one
            ? Fits(KindAttribute.Of(one.Kind).Code, one.Owner)
            : found.TryGetValue(reference.Id, out var there) && there.Value is not null
                && Fits(there.Kind, there.Owner);
    }

    private void Decide(Guid id, Guid owner, Kept value)
    {
        var old = found.GetValueOrDefault(id);
        if (old is null)
            puts.Add(new Put(id, owner, 1, null, value));
        else if (IsSame(old.Value!, value))
            unchanged++;
        else
            puts.Add(new Put(id, owner, old.Version + 1, old.At, value));
    }

    private static bool IsSame(Kept old, Kept value) =>
        JsonSerializer.SerializeToUtf8Bytes(old, old.GetType(), RecordJson.Options).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(
                value, value.GetType(), RecordJson.Options));
}
