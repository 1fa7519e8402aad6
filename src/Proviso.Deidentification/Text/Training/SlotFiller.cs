using System.Globalization;
using Proviso.Deidentification.Text.Lexicon;

namespace Proviso.Deidentification.Text.Training;

/// <summary>Fills the slots of the templates with invented values.</summary>
internal sealed class SlotFiller(
    Random random, IReadOnlyList<string> rareGiven, IReadOnlyList<string> rareFamily)
{
    private readonly NumberMaker numbers = new(random);

    /// <summary>A value for a slot, and the kind of span that it makes, if any.</summary>
    public (string Value, string? Kind) Fill(string slot) => slot switch
    {
        "FIRST" => (First(), "PERSON"),
        "LAST" => (Last(), "PERSON"),
        "FULL" => (Full(), "PERSON"),
        "REV" => (Reversed(), "PERSON"),
        "TITLE_LAST" => (Pick("Mr ", "Mrs ", "Miss ", "Ms ", "Mr. ", "Mrs. ") + Last(), "PERSON"),
        "INIT" => (Initials(), "PERSON"),
        "PROF" => (Professional(), "PERSON"),
        "PLACE" => (Place(), "PLACE"),
        "ORG" => (Body(), "ORGANISATION"),
        "ADDR" => (Address(), "ADDRESS"),
        "STREET" => (StreetLine(), "ADDRESS"),
        "PC" => (numbers.Postcode(), "ADDRESS"),
        "DATE" => (numbers.Date(2012, 2026), "DATE"),
        "DOB" => (numbers.Date(1925, 2022), "DATE_OF_BIRTH"),
        "AGE90" => (numbers.Between(90, 104), "CODE"),
        _ => char.IsUpper(slot[0]) ? (numbers.Code(slot), "CODE") : (Plain(slot), null),
    };

    public string First() => Dress(random.Next(100) < 35 && rareGiven.Count > 0
        ? rareGiven[random.Next(rareGiven.Count)]
        : NameLists.AllGiven[random.Next(NameLists.AllGiven.Count)].Name);

    public string Last()
    {
        var name = random.Next(100) < 40 && rareFamily.Count > 0
            ? rareFamily[random.Next(rareFamily.Count)]
            : NameLists.AllFamily[random.Next(NameLists.AllFamily.Count)].Name;
        if (random.Next(100) < 5)
            name += "-" + NameLists.AllFamily[random.Next(NameLists.AllFamily.Count)].Name;
        return Dress(name);
    }

    private static string Dress(string name) => NameLists.Capitalise(name);

    private string Full() => random.Next(10) switch
    {
        0 => Pick("Mr ", "Mrs ", "Ms ", "Miss ", "Dr ") + First() + " " + Last(),
        1 => First()[..1] + ". " + Last(),
        2 => First()[..1] + " " + Last(),
        3 => First() + " " + First()[..1] + " " + Last(),
        4 => Pick("Mr ", "Mrs ", "Ms ") + First()[..1] + " " + Last(),
        5 => First() + " " + First() + " " + Last(),
        _ => First() + " " + Last(),
    };

    private string Reversed() => random.Next(4) switch
    {
        0 => Last() + ", " + First(),
        1 => Last().ToUpperInvariant() + ", " + First() + " (" + Pick("Mr", "Mrs", "Ms") + ")",
        2 => Last().ToUpperInvariant() + " " + First(),
        _ => Last().ToUpperInvariant() + ", " + First(),
    };

    private string Initials() => random.Next(4) switch
    {
        0 => First()[..1] + "." + Last()[..1] + ".",
        1 => First()[..1] + " " + Last(),
        2 => First()[..1] + ". " + Last(),
        _ => First() + " " + Last()[..1],
    };

    private string Professional() => random.Next(8) switch
    {
        0 => "Dr " + First() + " " + Last(),
        1 => Pick("Prof ", "Professor ", "Sister ", "Nurse ", "Matron ") + Last(),
        2 => Pick("Nurse ", "Sister ") + First(),
        3 => "Dr " + First()[..1] + " " + Last(),
        4 => Pick("Mr ", "Miss ") + Last(),
        _ => Pick("Dr ", "Dr. ", "Doctor ") + Last(),
    };

    private string Place()
    {
        if (random.Next(100) < 12)
            return SlotCountries.Value[random.Next(SlotCountries.Value.Length)];
        if (random.Next(100) < 10)
            return Last() + Pick("ton", "ham", "ley", "by", "worth", "field", "ford");
        return NameLists.Places[random.Next(NameLists.Places.Count)];
    }

    private string Body()
    {
        var kinds = SlotWords.Organisation;
        var form = Any(kinds[Pick("hospital", "hospital", "gp", "home", "home", "school",
            "employer", "council")]);
        for (var open = form.IndexOf('{', StringComparison.Ordinal); open >= 0;
            open = form.IndexOf('{', StringComparison.Ordinal))
        {
            var close = form.IndexOf('}', open);
            var value = form[(open + 1)..close] switch
            {
                "place" => NameLists.Places[random.Next(NameLists.Places.Count)],
                "given" => First(),
                "family" => Last(),
                _ => Any(kinds["tree"]),
            };
            form = form[..open] + value + form[(close + 1)..];
        }

        return form;
    }

    private string StreetLine()
    {
        var name = random.Next(3) switch
        {
            0 => Last(),
            1 => NameLists.Places[random.Next(NameLists.Places.Count)],
            _ => Any(SlotWords.Street["name"]),
        };
        var kind = Any(SlotWords.Street["kind"]);
        if (random.Next(6) == 0)
            kind = Pick("St", "Rd", "Ave", "Ln", "Cl", "Dr", "Cres");
        var number = numbers.Between(1, 240) + (random.Next(10) == 0 ? Pick("a", "B", "c") : "");
        return random.Next(8) switch
        {
            0 => "Flat " + numbers.Between(1, 40) + ", " + number + " " + name + " " + kind,
            1 => Any(SlotWords.Organisation["tree"]) + " Cottage, " + name + " " + kind,
            2 => name + " " + kind,
            _ => number + " " + name + " " + kind,
        };
    }

    private string Address()
    {
        var comma = Pick(", ", ", ", "\n", " ");
        var line = StreetLine();
        if (random.Next(5) > 0)
            line += comma + Place();
        if (random.Next(4) > 0)
            line += (random.Next(3) == 0 ? " " : comma) + numbers.Postcode();
        return line;
    }

    private string Plain(string slot) => slot switch
    {
        "num" => numbers.Between(1, 30),
        "ten" => numbers.TrapTen(),
        "year" => numbers.Between(2020, 2029),
        "mm" => random.Next(1, 13).ToString("00", CultureInfo.InvariantCulture),
        "age" => numbers.Between(18, 89),
        "she" => Pick("She", "He", "They"),
        "poss" => Pick("his", "her", "their", "mum's", "dad's"),
        _ => Any(SlotWords.Note[slot]),
    };

    private string Any(string[] words) => words[random.Next(words.Length)];

    private string Pick(params string[] words) => Any(words);

    private static readonly Lazy<string[]> SlotCountries = new(() => [..
        WordLists.Lines("countries.txt").Select(line => line.Split(' ')[0])]);
}
