using Proviso.Identifiers;
using Proviso.Register.People;

namespace Proviso.Register.Demo;

/// <summary>Invented names, addresses and numbers. Telephone numbers are from the ranges that the
/// regulator keeps for drama, NHS numbers from the range that is never issued, and no postcode
/// has been given to these streets.</summary>
internal sealed class DemoNames(Random chance)
{
    // Where a family is from, how often in a hundred, women's, men's and family names.
    private static readonly (int Share, string[] Women, string[] Men, string[] Families)[] Origins =
    [
        Of(64,
            "Margaret Jean Dorothy Joan Sheila Patricia Maureen Barbara Brenda Hazel Susan Linda "
            + "Carol Janet Kathleen Irene Edith Marjorie Winifred Beryl Gillian Alison Ruth Helen",
            "John Peter Ronald Kenneth Derek Brian Stanley Arthur Albert Raymond Gordon Dennis "
            + "Roy Malcolm Keith Alan Trevor Geoffrey Leonard Harold Stephen Graham Neil Barry",
            "Ashworth Bramley Carter Dunstan Ellery Fairhurst Garside Hollis Ingham Jessop "
            + "Kershaw Lumley Marsden Norcross Ogden Pickering Rawson Stott Thornley Underhill "
            + "Varley Whitworth Yardley Birtwell Cowgill Entwhistle Hargate Mather Tattersall"),
        Of(9,
            "Farida Nusrat Shazia Rukhsana Parveen Nasreen Amina Yasmin Saima Zubaida",
            "Mohammed Tariq Iqbal Rashid Abdul Bashir Khalid Nadeem Yusuf Imran",
            "Hussain Mahmood Akhtar Malik Siddiqui Chaudhry Mirza Qureshi Rehman"),
        Of(6,
            "Kamala Nirmala Savita Usha Meena Jaswinder Harbhajan Anjali Lata Pushpa",
            "Ramesh Suresh Kirit Harjit Balwinder Vijay Dinesh Prakash Mohan Gurdeep",
            "Patel Sharma Gill Desai Mistry Sandhu Joshi Solanki Bhatt"),
        Of(6,
            "Precious Blessing Ngozi Abena Folake Comfort Grace Adaeze Efua Ruvimbo",
            "Emmanuel Kwame Chidi Tunde Samuel Kofi Isaac Tendai Olu Joseph",
            "Okafor Mensah Adeyemi Boateng Nwosu Owusu Moyo Eze Asante"),
        Of(5,
            "Marcia Gloria Sonia Lorna Claudette Beverley Hyacinth Merle",
            "Winston Clive Leroy Errol Desmond Carlton Everton Neville",
            "Grant Campbell Bailey Francis Brathwaite Pinnock Lewin Blair"),
        Of(5,
            "Agnieszka Katarzyna Danuta Zofia Halina Magdalena Ewa Irena",
            "Piotr Marek Andrzej Tomasz Krzysztof Jerzy Stefan Zbigniew",
            "Kowalska Nowak Wojcik Zielinska Mazur Kaminska Lis Wrona"),
        Of(3,
            "Siobhan Bridget Maeve Noreen Deirdre Orla", "Patrick Declan Brendan Seamus Liam Eamon",
            "Gallagher Doherty Brennan Kavanagh Scanlon Tierney"),
        Of(2, "Mei Li-Hua Wing Siu", "Wei Kwok Chun Tak", "Cheung Leung Wong Tang"),
    ];

    private static readonly string[] Streets =
    [
        "Millrace Lane", "Ashgrove Road", "Canal Street", "Chapel Brow", "Foundry Row",
        "Weaver's Court", "St Oswin's Terrace", "Larkhill Avenue", "Tannery Close",
        "Station Approach", "Quarry Bank", "Meadowsweet Drive", "Old Dye Works", "Beacon View",
    ];

    private static readonly string[] Towns =
        ["Harrowby Bridge", "Nether Calder", "Wexcombe", "Thornley Mills", "Oakenshaw Green"];

    private readonly HashSet<long> numbers = [];
    private int phone;

    /// <summary>A family name with given names of one origin.</summary>
    internal (string[] Women, string[] Men, string Family) Family()
    {
        var origin = chance.Weighted(Origins, o => o.Share);
        return (origin.Women, origin.Men, chance.Of(origin.Families));
    }

    internal PersonName Name(bool woman, bool adult = true, string? family = null)
    {
        var drawn = Family();
        var given = chance.Of(woman ? drawn.Women : drawn.Men);
        string? title = !adult ? null : woman ? chance.Of(["Mrs", "Mrs", "Ms", "Miss"]) : "Mr";
        return new PersonName(family ?? drawn.Family, given, title);
    }

    internal NhsNumber NhsNumber()
    {
        while (true)
        {
            long nine = 999_000_000 + chance.Next(1_000_000);
            var sum = 0;
            var rest = nine;
            for (var weight = 2; weight <= 10; weight++, rest /= 10)
                sum += (int)(rest % 10) * weight;
            var check = (11 - (sum % 11)) % 11;
            if (check < 10 && numbers.Add(nine)
                && Identifiers.NhsNumber.TryParse($"{nine}{check}", out var number))
            {
                return number;
            }
        }
    }

    /// <summary>A number from the ranges kept for drama (Ofcom): 01632 960000 to 960999, and
    /// 07700 900000 to 900999.</summary>
    internal string Phone(bool mobile)
    {
        phone = (phone + 37) % 1000;
        return mobile ? $"07700 900{phone:000}" : $"01632 960{phone:000}";
    }

    internal Address Address(Period lived) => new(
        [$"{chance.Next(1, 140)} {chance.Of(Streets)}", chance.Of(Towns)], Postcode(), lived);

    // The form is right, and the area has no districts from 30 to 59.
    internal Postcode Postcode()
    {
        const string Letters = "ABDEFGHJLNPQRSTUWXYZ";
        var text = $"BD{chance.Next(30, 60)} {chance.Next(1, 10)}"
            + $"{Letters[chance.Next(Letters.Length)]}{Letters[chance.Next(Letters.Length)]}";
        return Identifiers.Postcode.TryParse(text, out var postcode)
            ? postcode
            : throw new InvalidOperationException("the form is right");
    }

    private static (int, string[], string[], string[]) Of(
        int share, string women, string men, string families) =>
        (share, women.Split(' '), men.Split(' '), families.Split(' '));
}
