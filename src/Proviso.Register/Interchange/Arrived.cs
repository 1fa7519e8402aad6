using Proviso.Register.People;

namespace Proviso.Register.Interchange;

/// <summary>What the import under way has brought already.</summary>
internal sealed class Arrived
{
    private readonly Dictionary<Guid, (int File, Place At)> seen = [];
    private readonly Dictionary<string, Guid> people = new(StringComparer.Ordinal);
    private readonly HashSet<string> turnedAway = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, (Type Kind, Guid Owner)> unwritten = [];
    private int file;

    internal void BeginFile() => file++;

    /// <summary>Where else the record stands; null when nowhere.</summary>
    internal string? Elsewhere(Guid id, Place at) =>
        !seen.TryGetValue(id, out var first) || first == (file, at) ? null
        : first.File == file ? $"{first.At} of this file"
        : $"{first.At} of an earlier file";

    internal void Add(Guid id, Type kind, Guid owner, Place at)
    {
        seen[id] = (file, at);
        unwritten[id] = (kind, owner);
    }

    internal void AddPerson(Guid id, Person person)
    {
        foreach (var key in Keys(new PersonKey(null, person.NhsNumber, person.LocalNumber)))
            people[key] = id;
    }

    internal Guid? Person(string key) => people.TryGetValue(key, out var id) ? id : null;

    /// <summary>A person was refused, so what belongs to them is too.</summary>
    internal void TurnAway(PersonKey key) => turnedAway.UnionWith(Keys(key));

    internal bool IsTurnedAway(PersonKey key) => Keys(key).Any(turnedAway.Contains);

    internal (Type Kind, Guid Owner)? Unwritten(Guid id) =>
        unwritten.TryGetValue(id, out var one) ? one : null;

    /// <summary>What was written is found in the register from now on.</summary>
    internal void Forget()
    {
        people.Clear();
        unwritten.Clear();
    }

    internal static string NhsKey(string number) => $"nhs {number}";

    internal static string LocalKey(string folded) => $"local {folded}";

    private static IEnumerable<string> Keys(PersonKey key)
    {
        if (key.Id is { } id)
            yield return $"id {id:D}";
        if (key.NhsNumber is { } number)
            yield return NhsKey(number.ToCompact());
        if (key.LocalNumber is { Length: > 0 } local)
            yield return LocalKey(Words.Fold(local));
    }
}
