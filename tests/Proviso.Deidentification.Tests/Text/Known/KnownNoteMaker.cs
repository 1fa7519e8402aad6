using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Known;
using Proviso.Deidentification.Text.Lexicon;

namespace Proviso.Deidentification.Tests.Text.Known;

/// <summary>Notes about known people, with the slips that people make when they write names.
/// </summary>
internal sealed class KnownNoteMaker(int seed)
{
    private static readonly string[] Sentences =
    [
        "{S} was assisted to the bathroom.", "Spoke to {R} about the weekend.",
        "{R} is worried that {S} is not eating.", "Seen by {P}, to continue as before.",
        "{T} complained about the noise.", "{S} had a settled night, no pain.",
        "Care plan for {S} updated after the call from {R}.", "{P} will ring {R} on Friday.",
        "Bloods taken from {S}; BP 128/74.", "{T} and {S} fell out in the lounge again.",
        "Letter from {P} about {S} filed.", "{S} refused lunch and asked for {R}.",
    ];

    private readonly Random random = new(seed);

    public (KnownIdentities People, string Text, List<(int, int, PersonRole)> Mentions) Next()
    {
        var people = new Dictionary<char, KnownPerson>
        {
            ['S'] = Person(PersonRole.Subject),
            ['R'] = Person(PersonRole.Relative),
            ['T'] = Person(PersonRole.ThirdParty),
            ['P'] = Person(PersonRole.Professional),
        };
        var text = "";
        var mentions = new List<(int, int, PersonRole)>();
        for (var i = random.Next(2, 6); i > 0; i--)
        {
            var sentence = Sentences[random.Next(Sentences.Length)];
            for (var at = 0; at < sentence.Length; at++)
            {
                if (sentence[at] != '{')
                {
                    text += sentence[at];
                    continue;
                }

                var person = people[sentence[at + 1]];
                var mention = Write(person.Names[0]);
                mentions.Add((text.Length, text.Length + mention.Length, person.Role));
                text += mention;
                at += 2;
            }

            text += random.Next(4) == 0 ? "\n" : " ";
        }

        return (KnownIdentities.Of([.. people.Values]), text, mentions);
    }

    private KnownPerson Person(PersonRole role)
    {
        var given = NameLists.AllGiven[random.Next(NameLists.AllGiven.Count)].Name;
        var family = NameLists.AllFamily[random.Next(NameLists.AllFamily.Count)].Name;
        return new KnownPerson(
            role, [NameLists.Capitalise(given) + " " + NameLists.Capitalise(family)]);
    }

    private string Write(string name)
    {
        var given = name[..name.IndexOf(' ', StringComparison.Ordinal)];
        var family = name[(given.Length + 1)..];
        switch (random.Next(12))
        {
            case 0: return Slip(given);
            case 1: return "Mr " + Slip(family);
            case 2: return "Mrs " + family;
            case 3: return given[0] + ". " + family;
            case 4: return family.ToUpperInvariant() + ", " + given;
            case 5: return Split(family);
            case 6: return given + "\n" + family;
            case 7: return name.ToLowerInvariant();
            case 8: return Nickname(given);
            case 9: return Slip(given) + " " + Slip(family);
            case 10: return given[0] + "." + family[0] + ".";
            default: return given;
        }
    }

    private string Nickname(string given)
    {
        var forms = Deidentification.Text.Entities.Nicknames.Of(given).ToArray();
        return forms.Length == 0 ? given
            : NameLists.Capitalise(forms[random.Next(forms.Length)]);
    }

    /// <summary>One slip in a word of four letters or more, after its first letter.</summary>
    private string Slip(string word)
    {
        if (word.Length < 5 || !word.All(char.IsLetter))
            return word;
        var at = random.Next(1, word.Length - 1);
        return random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word[..at] + "aeiou"[random.Next(5)] + word[(at + 1)..],
        };
    }

    private string Split(string word)
    {
        if (word.Length < 5 || !word.All(char.IsLetter))
            return word;
        var at = random.Next(2, word.Length - 1);
        return word[..at] + (random.Next(2) == 0 ? "-\n" : "\n") + word[at..];
    }
}
