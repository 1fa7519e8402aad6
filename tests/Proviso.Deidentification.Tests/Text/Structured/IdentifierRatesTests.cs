using System.Globalization;
using Proviso.Deidentification.Text;
using Xunit.Abstractions;

namespace Proviso.Deidentification.Tests.Text.Structured;

/// <summary>
/// How many of the identifiers with a form of their own are found in invented notes, and how many
/// of those found are none, with traps beside them.
/// </summary>
public class IdentifierRatesTests(ITestOutputHelper output)
{
    private const int Notes = 6000;

    private static readonly string[] Traps =
    [
        "BP 120/80, pulse 72, sats 98% at 14:30.", "Gave paracetamol 1000 mg at 08:15 and 20:15.",
        "Order 4012345678 came, batch 9990000018.", "Parcel 40123456789 is due on 12/04/2025.",
        "MRI of L4 L5 and S1: no change.", "Vitamin B12 1000 mcg, folate 5 mg.",
        "Bed W12 on ward E4 is free.", "MUST score 2, GCS 15/15, NEWS2 3.", "Serum Na 138, K 4.1.",
        "Meet @ 9 or @ noon.", "Ratio 1:2, then 3:4; version 10.2.1.",
        "Hb 131, WBC 10.4, eGFR >90.",
        "Needle size 21G, tube FR12, lens 8.6.", "Room QQ123456C is not a room.",
        "Model AB12345 of the hoist.", "Invoice 07700 is paid.", "ICD F32.1, SNOMED 44054006.",
        "Blood pressure 1234567890 is a slip.", "Weight 70 kg, height 1.72 m, BMI 23.7.",
        "Form DS1500 and form FW8 are in the file.", "Read code C10E. and version M1 are noted.",
        "Since 2019-2024 no falls; 01.02.2024 one.", "Dose 5-10 ml 4-6 hourly, max 40 ml.",
    ];

    private static readonly string[] Before =
        ["Seen today. ", "", "Handover: ", "She is well.\n", "Plan as before; "];

    [Fact]
    public void Find_InventedNotesWithTraps_FindsAllAndLittleElse()
    {
        var random = new Random(11);
        var finder = new TextFinder();
        var kinds = new SortedDictionary<FindingKind, (int Gold, int Hit, int Found, int Right)>();
        var wrong = new List<string>();
        for (var i = 0; i < Notes; i++)
        {
            var (lead, value, kind) = Make(random, i % 5);
            var text = Before[random.Next(Before.Length)] + Trap(random) + " " + lead;
            var start = text.Length;
            text += value + ". " + Trap(random);
            var found = finder.Find(text);
            var hit = found.Any(
                f => f.Kind == kind && f.Start <= start && f.End >= start + value.Length);
            if (!hit)
                wrong.Add($"missed {kind}: {text}");
            Count(kind, 1, hit ? 1 : 0, 0, 0);
            foreach (var one in found.Where(f => IsMeasured(f.Kind)))
            {
                var right = one.Kind == kind && one.Start < start + value.Length
                    && one.End > start;
                Count(one.Kind, 0, 0, 1, right ? 1 : 0);
                if (!right)
                    wrong.Add($"wrong {one.Kind} \"{text[one.Start..one.End]}\": {text}");
            }
        }

        foreach (var (kind, c) in kinds)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind}: recall {(double)c.Hit / c.Gold:F4} of {c.Gold}, precision "
                + $"{(double)c.Right / c.Found:F4} of {c.Found}"));
        }

        Assert.Equal(5, kinds.Count);
        Assert.All(kinds.Values, c => Assert.True(
            c.Hit == c.Gold && c.Right >= 0.99 * c.Found,
            string.Join('\n', wrong.Take(12))));

        void Count(FindingKind kind, int gold, int hit, int found, int right)
        {
            var c = kinds.GetValueOrDefault(kind);
            kinds[kind] = (c.Gold + gold, c.Hit + hit, c.Found + found, c.Right + right);
        }
    }

    private static string Trap(Random random) => Traps[random.Next(Traps.Length)];

    private static bool IsMeasured(FindingKind kind) => kind is FindingKind.NhsNumber
        or FindingKind.NationalInsuranceNumber or FindingKind.Postcode or FindingKind.Email
        or FindingKind.Phone;

    private static (string Lead, string Value, FindingKind Kind) Make(Random random, int which)
    {
        string Digits(int count) => string.Concat(
            Enumerable.Range(0, count).Select(_ => random.Next(10)));
        string One(params string[] of) => of[random.Next(of.Length)];
        switch (which)
        {
            case 0:
                var nhs = NhsNumber(Digits(6)) ?? NhsNumber("000001")!;
                return random.Next(3) switch
                {
                    0 => (One("NHS number ", "NHS no: ", "nhs: "), nhs, FindingKind.NhsNumber),
                    1 => (One("NHS No ", "Patient "), $"{nhs[..3]} {nhs[3..6]} {nhs[6..]}",
                        FindingKind.NhsNumber),
                    _ => ("NHS number ", $"{nhs[..3]}-{nhs[3..6]}-{nhs[6..]}",
                        FindingKind.NhsNumber),
                };
            case 1:
                var nino = One("AB", "JK", "CE", "NW", "SR") + Digits(6) + One("A", "B", "C", "D");
                return (One("NI number ", "NINO ", "His number is "), random.Next(2) == 0 ? nino
                    : $"{nino[..2]} {nino[2..4]} {nino[4..6]} {nino[6..8]} {nino[8..]}",
                    FindingKind.NationalInsuranceNumber);
            case 2:
                var postcode = One("LS6", "M1", "SW1A", "EC1V", "B33", "CR2", "DN55") + " "
                    + Digits(1) + One("AA", "2BB"[1..], "QX", "TH", "ZN");
                return (One("Lives at ", "moved to "), One(
                    postcode, postcode.Replace(" ", "", StringComparison.Ordinal),
                    postcode.ToLowerInvariant()), FindingKind.Postcode);
            case 3:
                return (One("Mail ", "e-mail: ", "wrote from "),
                    One("anita.shah", "a_b+c", "jo-ann")
                    + Digits(2) + "@" + One("example.org", "mail.example.co.uk", "nhs.example"),
                    FindingKind.Email);
            default:
                return (One("Rang ", "tel ", "Mobile: ", "call "), One(
                    $"07700 900{Digits(3)}", $"07700900{Digits(3)}", $"020 7946 0{Digits(3)}",
                    $"(0113) 496 0{Digits(3)}", $"+44 7700 900{Digits(3)}",
                    $"+44 (0)20 7946 0{Digits(3)}", $"01632 960{Digits(3)}"), FindingKind.Phone);
        }
    }

    /// <summary>A number of the range that is never issued, with its check digit; null where the
    /// digits have none.</summary>
    private static string? NhsNumber(string six)
    {
        var nine = "999" + six;
        var sum = nine.Select((c, i) => (c - '0') * (10 - i)).Sum();
        var check = (11 - (sum % 11)) % 11;
        return check == 10 ? null : nine + check;
    }
}
