namespace Proviso.Deidentification.Text.Known;

/// <summary>
/// The people whom the record knows of, made ready for finding every mention of them: with
/// slips of spelling, short forms, initials, inflections, and names split across lines.
/// </summary>
public sealed class KnownIdentities
{
    /// <summary>Most people in one set.</summary>
    public const int MostPeople = 500;

    private KnownIdentities(IReadOnlyList<KnownPerson> people)
    {
        People = people;
        Words = KnownWords.Of(people);
    }

    /// <summary>The people, in the order given.</summary>
    public IReadOnlyList<KnownPerson> People { get; }

    internal KnownWords Words { get; }

    /// <summary>Makes a set.</summary>
    /// <exception cref="InvalidDataException">There are too many people, or a person has no
    /// name, or a name has no letters; the message says which, by position.</exception>
    public static KnownIdentities Of(IReadOnlyList<KnownPerson> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        if (people.Count > MostPeople)
            throw new InvalidDataException($"At most {MostPeople} known people can be given.");
        for (var i = 0; i < people.Count; i++)
        {
            if (people[i].Names.Count == 0
                || people[i].Names.Any(n => n.Count(char.IsLetter) < 2))
            {
                throw new InvalidDataException(
                    $"Known person {i + 1} needs at least one name of two letters or more.");
            }
        }

        return new KnownIdentities([.. people]);
    }
}
