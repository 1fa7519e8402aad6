namespace Proviso.Deidentification.Text.Entities;

/// <summary>
/// Tells which mentions are of the same person or thing, and numbers them. A shorter name
/// belongs to the last person seen whose fuller name has its parts: "Mrs Patel" to "Anita Patel".
/// </summary>
internal sealed class EntityBook
{
    /// <summary>Most entities that are told apart in one stream.</summary>
    public const int Most = 200_000;

    private readonly List<Person> people = [];
    private readonly Dictionary<(FindingKind Kind, string Value), int> things = [];
    private readonly Dictionary<ulong, List<int>> byWord = [];
    private readonly Dictionary<int, int> known = [];
    private readonly Dictionary<int, int> placeOf = [];
    private int next;

    /// <summary>One person as the mentions so far tell.</summary>
    private sealed class Person(int number, int place)
    {
        public int Number { get; } = number;

        /// <summary>Where it stands among the people; -1 where there was no more room.</summary>
        public int Place { get; } = place;

        public List<string> Parts { get; } = [];

        public PersonRole Role { get; set; }
    }

    /// <summary>The number of a thing that is not a name, by its plain value.</summary>
    public int NumberOf(FindingKind kind, string value)
    {
        var plain = string.Concat(value.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        if (!things.TryGetValue((kind, plain), out var number) && things.Count < Most)
            things[(kind, plain)] = number = ++next;
        return number;
    }

    /// <summary>The number of a known person.</summary>
    public int NumberOfKnown(int person)
    {
        if (!known.TryGetValue(person, out var number))
            known[person] = number = ++next;
        return number;
    }

    /// <summary>The number of the person named, and the role that any mention has told.</summary>
    /// <param name="parts">Words of the name without titles; initials without dots.</param>
    /// <param name="role">What this mention tells.</param>
    public (int Number, PersonRole Role) NumberOf(IReadOnlyList<string> parts, PersonRole role)
    {
        var person = Find(parts) ?? Add();
        foreach (var part in parts)
            Learn(person, part);
        if (person.Role == PersonRole.Unknown)
            person.Role = role;
        return (person.Number, person.Role);
    }

    /// <summary>What later mentions have told of a person's role.</summary>
    public PersonRole RoleOf(int number) =>
        placeOf.TryGetValue(number, out var at) ? people[at].Role : PersonRole.Unknown;

    private Person Add()
    {
        var person = new Person(++next, people.Count < Most ? people.Count : -1);
        if (person.Place >= 0)
        {
            placeOf[person.Number] = person.Place;
            people.Add(person);
        }

        return person;
    }

    private Person? Find(IReadOnlyList<string> parts)
    {
        Person? best = null;
        var bestAt = -1;
        foreach (var part in parts)
        {
            if (part.Length < 2 || !byWord.TryGetValue(Key(part), out var places))
                continue;
            foreach (var at in places)
            {
                if (at > bestAt && Agrees(people[at], parts))
                    (best, bestAt) = (people[at], at);
            }
        }

        return best;
    }

    /// <summary>Every part is a part of the person's name, a form of one, or its initial.</summary>
    private static bool Agrees(Person person, IReadOnlyList<string> parts)
    {
        var smaller = parts.Count <= person.Parts.Count ? parts : person.Parts;
        var larger = parts.Count <= person.Parts.Count
            ? (IReadOnlyList<string>)person.Parts : parts;
        foreach (var part in smaller)
        {
            var fits = false;
            foreach (var other in larger)
            {
                fits |= part.Length == 1 || other.Length == 1
                    ? char.ToLowerInvariant(part[0]) == char.ToLowerInvariant(other[0])
                    : Nicknames.AreForms(part, other);
            }

            if (!fits)
                return false;
        }

        return true;
    }

    private void Learn(Person person, string part)
    {
        if (person.Parts.Contains(part, StringComparer.OrdinalIgnoreCase))
            return;
        person.Parts.Add(part);
        var at = person.Place;
        if (at < 0 || part.Length < 2)
            return;
        Index(part, at);
        foreach (var form in Nicknames.Of(part))
            Index(form, at);
    }

    private void Index(string word, int at)
    {
        if (!byWord.TryGetValue(Key(word), out var places))
            byWord[Key(word)] = places = [];
        // The last few bearers of a name suffice, and keep a crowded document linear.
        if (places.Count >= 16)
            places.RemoveAt(0);
        if (!places.Contains(at))
            places.Add(at);
    }

    private static ulong Key(string word) => Tokeniser.HashOf(word);
}
