namespace Proviso.Deidentification.Text.Structured;

/// <summary>What the words before a number say that it is.</summary>
[Flags]
internal enum NumberLabel
{
    None = 0,
    Nhs = 1 << 0,
    Birth = 1 << 1,
    Nino = 1 << 2,
    Hospital = 1 << 3,
    Phone = 1 << 4,
    Passport = 1 << 5,
    Licence = 1 << 6,
    Vehicle = 1 << 7,
    Bank = 1 << 8,
    Card = 1 << 9,
    Case = 1 << 10,
    Reference = 1 << 11,
    Device = 1 << 12,
    Postcode = 1 << 13,
    Age = 1 << 14,

    /// <summary>A stock, dose, score or order: never a person's number.</summary>
    NotPersonal = 1 << 15,
}

/// <summary>Reads the words before a number.</summary>
internal static class NumberLabels
{
    private const int Reach = 7;
    private static readonly Dictionary<ulong, NumberLabel> ByWord = Read();

    /// <summary>True where any of the labels is among these.</summary>
    public static bool Has(this NumberLabel labels, NumberLabel any) =>
        (labels & any) != NumberLabel.None;

    /// <summary>The labels that stand before a token, up to the number before it.</summary>
    public static NumberLabel Before(string text, Token[] tokens, int at)
    {
        var found = NumberLabel.None;
        for (var i = at - 1; i >= 0 && i >= at - Reach; i--)
        {
            ref readonly var token = ref tokens[i];
            if (token.Form is TokenForm.Number or TokenForm.Alphanumeric)
                break;
            if (token.Form == TokenForm.Symbol && text[token.Start] is ';' or '!' or '?')
                break;
            if (IsSentenceEnd(text, tokens, i))
                break;
            if (ByWord.TryGetValue(token.Hash, out var label))
            {
                // The nearest word that says what the number is not wins over those before it.
                if (label == NumberLabel.NotPersonal)
                    return found == NumberLabel.None ? label : found;
                found |= label;
            }

            if (tokens[i + 1].Gap == Gap.Paragraph)
                break;
        }

        return found;
    }

    /// <summary>
    /// True where "d.o.b." or "DOB" and the like stand at most a few signs before.
    /// </summary>
    private static bool IsSentenceEnd(string text, Token[] tokens, int i) =>
        tokens[i].Form == TokenForm.Symbol && text[tokens[i].Start] == '.'
        && i > 0 && tokens[i - 1].Length > 3 && tokens[i - 1].IsWord
        && i + 1 < tokens.Length && tokens[i + 1].Gap != Gap.None;

    private static Dictionary<ulong, NumberLabel> Read()
    {
        var words = new Dictionary<ulong, NumberLabel>();
        Add(words, NumberLabel.Nhs, "nhs chi");
        Add(words, NumberLabel.Birth, "dob birth born birthday b birthdate");
        Add(words, NumberLabel.Nino, "nino ni insurance nin");
        Add(words, NumberLabel.Hospital,
            "hospital hosp mrn pas rio emis systmone patient pt crn chart hosp.no unit");
        Add(words, NumberLabel.Phone,
            "tel telephone phone phoned mobile mob fax call called calls calling ring rang "
            + "ringing contact landline cell ext text texted whatsapp dial reach reached");
        Add(words, NumberLabel.Passport, "passport");
        Add(words, NumberLabel.Licence, "licence license driver's driving drivers driver dvla");
        Add(words, NumberLabel.Vehicle,
            "reg registration plate vehicle car van motorbike motability index");
        Add(words, NumberLabel.Bank, "account acc sort iban bank a/c acct");
        Add(words, NumberLabel.Card, "card cc visa mastercard amex credit debit");
        Add(words, NumberLabel.Case,
            "case claim court crime incident application applications petition docket appeal "
            + "cad urn file proceedings");
        Add(words, NumberLabel.Reference,
            "ref reference id identifier policy badge member membership payroll staff pin gmc "
            + "nmc hcpc gphc ssn social security upn uln");
        Add(words, NumberLabel.Device, "serial imei device pacemaker implant udi");
        Add(words, NumberLabel.Postcode, "postcode postal zip postcodes");
        Add(words, NumberLabel.Age, "aged age");
        Add(words, NumberLabel.NotPersonal,
            "batch lot expiry exp order invoice model version dose bp score mmse moca barthel "
            + "waterlow gcs hr rr temp weight height bmi hba1c egfr wbc crp hb psa inr page "
            + "room bed bay ward article rule protocol section paragraph act law no.");
        return words;
    }

    private static void Add(Dictionary<ulong, NumberLabel> into, NumberLabel label, string words)
    {
        foreach (var word in words.Split(' '))
        {
            var hash = Tokeniser.HashOf(word);
            into[hash] = into.GetValueOrDefault(hash) | label;
        }
    }
}
