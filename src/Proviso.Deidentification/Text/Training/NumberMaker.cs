using System.Globalization;
using System.Text;
using Proviso.Deidentification.Text.Lexicon;

namespace Proviso.Deidentification.Text.Training;

/// <summary>
/// Makes invented dates, numbers and codes in the forms that people write. NHS numbers are from
/// the test range; telephone numbers are from the ranges that Ofcom keeps for drama.
/// </summary>
internal sealed class NumberMaker(Random random)
{
    private static readonly string[] Months =
        CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    private static readonly string[] Areas =
        ["LS", "M", "B", "SW", "E", "SE", "N", "NE", "S", "BS", "CF", "EH", "G", "BT", "NG", "LE",
         "L", "CV", "OX", "PL", "YO", "HU", "BD", "DN", "PE", "IP", "RG", "ST", "WV", "TN"];

    public string Between(int low, int high) =>
        random.Next(low, high + 1).ToString(CultureInfo.InvariantCulture);

    public string Date(int from, int to)
    {
        var year = random.Next(from, to + 1);
        var month = random.Next(1, 13);
        var day = random.Next(1, 29);
        var name = Months[month - 1];
        var ordinal = day + (day % 10, day / 10) switch
        {
            (1, not 1) => "st",
            (2, not 1) => "nd",
            (3, not 1) => "rd",
            _ => "th",
        };
        return random.Next(12) switch
        {
            0 or 1 or 2 => $"{day:00}/{month:00}/{year}",
            3 => $"{day}/{month}/{year % 100:00}",
            4 => $"{day:00}.{month:00}.{year}",
            5 => $"{day:00}-{month:00}-{year}",
            6 => $"{year}-{month:00}-{day:00}",
            7 => $"{day} {name} {year}",
            8 => $"{ordinal} {name} {year}",
            9 => $"{day} {name[..3]} {year}",
            10 => $"{ordinal} {name}",
            _ => $"{name} {year}",
        };
    }

    public string Postcode()
    {
        const string Letters = "ABDEFGHJLNPQRSTUWXYZ";
        var code = new StringBuilder(Areas[random.Next(Areas.Length)]);
        code.Append(random.Next(1, 30)).Append(random.Next(6) == 0 ? "" : " ");
        code.Append(random.Next(10)).Append(Letters[random.Next(20)]);
        code.Append(Letters[random.Next(20)]);
        return code.ToString();
    }

    /// <summary>Ten digits that pass the NHS check as one number in eleven does.</summary>
    public string TrapTen() => Digits("4", 9);

    /// <summary>A value for one of the slots for codes.</summary>
    public string Code(string slot) => slot switch
    {
        "NHS" => Nhs(),
        "NINO" => Spread("QQ " + Digits("", 2) + " " + Digits("", 2) + " " + Digits("", 2) + " A"),
        "MRN" => random.Next(3) switch
        {
            0 => Digits("", 7),
            1 => Letter() + Digits("", 6),
            _ => $"{Letter()}{Letter()}{Letter()}{Digits("", 7)}",
        },
        "PHONE" => Phone(),
        "EMAIL" => Mail(),
        "URL" => "www." + Word() + "-" + Word() + ".org.uk",
        "SOCIAL" => "@" + Word() + Digits("", 2),
        "CASE" => random.Next(2) == 0 ? Digits("", 5) + "/" + Digits("2", 1)
            : Letter() + Letter() + "/" + Digits("", 6) + "/" + Digits("2", 1),
        "CODE" => Digits("", 5),
        "SORT" => Digits("", 2) + "-" + Digits("", 2) + "-" + Digits("", 2),
        "ACCOUNT" => Digits("", 8),
        "REG" => $"{Letter()}{Letter()}{Digits("", 2)} {Letter()}{Letter()}{Letter()}",
        "PASSPORT" => Digits("", 9),
        "LICENCE" => $"{Word().ToUpperInvariant().PadRight(5, '9')[..5]}{Digits("", 6)}"
            + $"{Letter()}{Letter()}9{Letter()}{Letter()}",
        _ => throw new InvalidOperationException($"No maker for the slot {slot}."),
    };

    private string Nhs()
    {
        while (true)
        {
            var digits = Digits("999", 6);
            var sum = 0;
            for (var i = 0; i < 9; i++)
                sum += (digits[i] - '0') * (10 - i);
            var check = (11 - (sum % 11)) % 11;
            if (check == 10)
                continue;
            digits += (char)('0' + check);
            return random.Next(3) switch
            {
                0 => digits,
                1 => $"{digits[..3]}-{digits[3..6]}-{digits[6..]}",
                _ => $"{digits[..3]} {digits[3..6]} {digits[6..]}",
            };
        }
    }

    private string Phone()
    {
        // Ofcom's numbers for drama: 07700 900xxx, 01632 960xxx, 020 7946 0xxx.
        var last = Digits("", 3);
        return random.Next(8) switch
        {
            0 => "07700 900" + last,
            1 => "07700900" + last,
            2 => "+44 7700 900" + last,
            3 => "01632 960" + last,
            4 => "(01632) 960" + last,
            5 => "020 7946 0" + last,
            6 => "+44 (0)20 7946 0" + last,
            _ => "07700-900-" + last,
        };
    }

    private string Mail() => Word() + Pick(".", "_", "") + Word() + Pick("", Digits("", 2))
        + "@" + Pick("example.com", "example.org", "example.co.uk", "nhs.example.net");

    private string Word() =>
        NameLists.AllGiven[random.Next(NameLists.AllGiven.Count)].Name;

    private string Pick(params string[] words) => words[random.Next(words.Length)];

    private char Letter() => (char)('A' + random.Next(26));

    private string Spread(string spaced) =>
        random.Next(2) == 0 ? spaced : spaced.Replace(" ", "", StringComparison.Ordinal);

    private string Digits(string head, int count)
    {
        var digits = new StringBuilder(head);
        for (var i = 0; i < count; i++)
            digits.Append((char)('0' + random.Next(10)));
        return digits.ToString();
    }
}
