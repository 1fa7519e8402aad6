using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Structured;

namespace Proviso.Deidentification.Tests.Text.Structured;

public class StructuredFinderTests
{
    [Theory]
    [InlineData("NHS no 999 000 0018", "NhsNumber:999 000 0018")]
    [InlineData("NHS: 9990000018", "NhsNumber:9990000018")]
    [InlineData("seen today, 999-000-0018", "NhsNumber:999-000-0018")]
    [InlineData("NHS number 999 000 0019", "NhsNumber:999 000 0019")]
    [InlineData("NI number QQ123456C", "NationalInsuranceNumber:QQ123456C")]
    [InlineData("AB 12 34 56 C", "NationalInsuranceNumber:AB 12 34 56 C")]
    [InlineData("moved to LS6 2AB today", "Postcode:LS6 2AB")]
    [InlineData("moved to sw1a 1aa today", "Postcode:sw1a 1aa")]
    [InlineData("at LS62AB", "Postcode:LS62AB")]
    [InlineData("postcode LS6", "Postcode:LS6")]
    [InlineData("postcode area LS6 2", "Postcode:LS6 2")]
    [InlineData("rang 07700 900123", "Phone:07700 900123")]
    [InlineData("(07700 900123, later)", "Phone:07700 900123")]
    [InlineData("rang (01632) 960123", "Phone:(01632) 960123")]
    [InlineData("on +44 (0)20 7946 0123", "Phone:+44 (0)20 7946 0123")]
    [InlineData("on 020 7946 0123 ext 45", "Phone:020 7946 0123 ext 45")]
    [InlineData("tel 960123", "Phone:960123")]
    [InlineData("+353 1 234 5678", "Phone:+353 1 234 5678")]
    [InlineData("mail o'neil.a@example.co.uk now", "Email:o'neil.a@example.co.uk")]
    [InlineData("see www.example.org/a?b=1.", "WebAddress:www.example.org/a?b=1")]
    [InlineData("see https://example.org/x)", "WebAddress:https://example.org/x")]
    [InlineData("she is @jo_bloggs there", "SocialName:@jo_bloggs")]
    [InlineData("DOB 03/04/1931", "DateOfBirth:03/04/1931")]
    [InlineData("d.o.b. 3.4.1931", "DateOfBirth:3.4.1931")]
    [InlineData("born on 3rd of April 1931", "DateOfBirth:3rd of April 1931")]
    [InlineData("born in 1931", "DateOfBirth:1931")]
    [InlineData("on 4th Feb 2019", "Date:4th Feb 2019")]
    [InlineData("on 2019-02-04 we", "Date:2019-02-04")]
    [InlineData("since March 2020", "Date:March 2020")]
    [InlineData("on April 3, 2020", "Date:April 3, 2020")]
    [InlineData("aged 94 and", "AgeOver89:94")]
    [InlineData("a 101-year-old man", "AgeOver89:101")]
    [InlineData("hospital number RXH7440584", "HospitalNumber:RXH7440584")]
    [InlineData("hospital no 1234567", "HospitalNumber:1234567")]
    [InlineData("car reg AB12 CDE", "VehicleRegistration:AB12 CDE")]
    [InlineData("passport 123456789", "Passport:123456789")]
    [InlineData("licence MORGA657054SM9IJ", "DrivingLicence:MORGA657054SM9IJ")]
    [InlineData("sort code 12-34-56", "BankDetails:12-34-56")]
    [InlineData("account 12345678", "BankDetails:12345678")]
    [InlineData("pay GB82 WEST 1234 5698 7654 32 now", "BankDetails:GB82 WEST 1234 5698 7654 32")]
    [InlineData("card 4111 1111 1111 1111", "BankDetails:4111 1111 1111 1111")]
    [InlineData("from 192.168.1.20 at", "NetworkAddress:192.168.1.20")]
    [InlineData("mac 00:1A:2B:3C:4D:5E", "NetworkAddress:00:1A:2B:3C:4D:5E")]
    [InlineData("application no. 18403/91", "CaseNumber:18403/91")]
    [InlineData("case number 2024123", "CaseNumber:2024123")]
    [InlineData("device serial 778899X1", "DeviceNumber:778899X1")]
    public void Find_OneIdentifier_IsFoundWhole(string text, string expected) =>
        Assert.Equal([expected], Found(text));

    [Theory]
    [InlineData("Batch 4012345678 expiry 2026-03")]
    [InlineData("Order number 4012345678 received")]
    [InlineData("9990000018 dressings in stock")]
    [InlineData("BP 142/88, HR 96, SpO2 97%")]
    [InlineData("GCS 15, score 3/10, MMSE 22/30")]
    [InlineData("review in 2/52 or 6/12")]
    [InlineData("bisoprolol 2.5 mg od, 10 mg, 500mg qds")]
    [InlineData("at 14:35 and 9.30 pm, 0730")]
    [InlineData("vitamin B12 5mg, L4 5th, T4 2nd")]
    [InlineData("fracture of L4 and L5; heart sounds S1 S2")]
    [InlineData("call 111 or 999 if worse")]
    [InlineData("weight 61.2 kg, BMI 24.1, eGFR 64")]
    [InlineData("may need 2 march 3")]
    [InlineData("aged 45 and 89 years old")]
    [InlineData("version 1.2.3.4 of the form")]
    [InlineData("in May and on Tuesday")]
    [InlineData("e.g. done.In hospital")]
    [InlineData("24-48 hours, 1-2 tablets, 5-10 minutes")]
    public void Find_NumbersThatIdentifyNobody_AreLeftAlone(string text) =>
        Assert.Empty(Found(text));

    [Fact]
    public void Find_TenDigitsThatPassTheCheck_AreNoNhsNumberWithoutContextOrGrouping()
    {
        var text = string.Join(" tablets, ", Enumerable.Range(0, 200).Select(i => 4000000000 + i));
        Assert.DoesNotContain(
            Found(text), f => f.StartsWith("NhsNumber", StringComparison.Ordinal));
    }

    [Fact]
    public void Find_AMillionSignsOfEveryKind_TakesTimeInProportion()
    {
        // Each line would send a backtracking search into the quadratic.
        foreach (var piece in (string[])["1", "1 ", "a@", "a.", "1/", "+", "(", "A1", "::", "'",
            "@", "QQ ", "May ", "http://", "0-", "=?"])
        {
            var small = Time(piece, 50_000);
            var large = Time(piece, 400_000);
            Assert.True(large < (small * 40) + 1.5, $"{piece}: {small:F3} s, then {large:F3} s");
        }
    }

    internal static List<string> Found(string text)
    {
        var tokens = Tokeniser.Cut(text);
        // Months and weekdays are known from the lists; no gazetteer is needed here.
        for (var i = 0; i < tokens.Length; i++)
        {
            if (Proviso.Deidentification.Text.Lexicon.WordLists.ByHash
                .TryGetValue(tokens[i].Hash, out var known))
            {
                tokens[i].Class = known;
            }
        }

        return [.. StructuredFinder.Find(text, tokens)
            .Select(h => $"{h.Kind}:{text[h.Start..h.End]}")];
    }

    private static double Time(string piece, int length)
    {
        var text = string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Found(text);
        return watch.Elapsed.TotalSeconds;
    }
}
