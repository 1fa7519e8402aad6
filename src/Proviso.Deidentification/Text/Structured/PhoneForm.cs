namespace Proviso.Deidentification.Text.Structured;

/// <summary>
/// Tells telephone numbers by their form: national ones of the United Kingdom (Ofcom's
/// numbering plan), international ones, North American ones, and any after a word for it.
/// </summary>
internal static class PhoneForm
{
    /// <summary>Why the groups are a telephone number; null where they are none.</summary>
    public static string? Reason(
        NumberRun run, int groups, ReadOnlySpan<char> digits, NumberLabel label)
    {
        if (label.Has(NumberLabel.NotPersonal) || !IsSpread(run, groups))
            return null;
        if (run.HasPlus)
            return digits.Length is >= 8 and <= 15 ? "a plus, a country code and a number" : null;
        if (digits.StartsWith("0044") && digits.Length is >= 13 and <= 15)
            return "the country code 0044 and a number";
        if (digits.StartsWith("00") && digits.Length is >= 11 and <= 17 && digits[2] != '0')
            return "the prefix 00, a country code and a number";
        if (IsUnitedKingdom(digits))
            return "the form of a telephone number of the United Kingdom";
        if (IsNorthAmerican(run, groups, digits))
            return "the form of a North American telephone number";
        if (label.Has(NumberLabel.Phone) && digits.Length is >= 6 and <= 15
            && !label.Has(NumberLabel.Nhs | NumberLabel.Hospital | NumberLabel.Card
                | NumberLabel.Bank | NumberLabel.Case | NumberLabel.Passport
                | NumberLabel.Licence | NumberLabel.Reference | NumberLabel.Nino))
        {
            return "digits after a word for telephone";
        }

        return null;
    }

    /// <summary>Takes in "x123", "ext 123" that follows.</summary>
    public static int WithExtension(string text, int end)
    {
        var at = end;
        while (at < text.Length && at - end < 2 && text[at] is ' ' or ',')
            at++;
        var word = at;
        while (at < text.Length && at - word < 9 && char.IsAsciiLetter(text[at]))
            at++;
        var name = text.AsSpan(word, at - word);
        if (!name.Equals("x", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("ext", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("extension", StringComparison.OrdinalIgnoreCase))
        {
            return end;
        }

        while (at < text.Length && text[at] is ' ' or '.')
            at++;
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - from < 7)
            at++;
        return at - from >= 2 ? at : end;
    }

    /// <summary>No single digit between groups, as lists have, but "+44 (0)20".</summary>
    private static bool IsSpread(NumberRun run, int groups)
    {
        for (var g = 1; g < groups; g++)
        {
            if (run.Size(g) < 2 && !run.HasPlus)
                return false;
        }

        return true;
    }

    private static bool IsUnitedKingdom(ReadOnlySpan<char> digits) =>
        digits.Length is 10 or 11 && digits[0] == '0' && (digits[1] switch
        {
            '1' or '3' => true,
            '2' => digits[2] is '0' or '3' or '4' or '8' or '9' or '1',
            '7' => digits.Length == 11,
            '5' => digits[2] is '5' or '6',
            '8' => digits[2] is '0' or '4' or '7',
            '9' => true,
            _ => false,
        });

    private static bool IsNorthAmerican(NumberRun run, int groups, ReadOnlySpan<char> digits)
    {
        var first = groups == 4 && run.Size(0) <= 3 ? 1 : 0;
        return groups - first == 3 && run.Size(first) == 3 && run.Size(first + 1) == 3
            && run.Size(first + 2) == 4 && digits.Length >= 10
            && (first == 0 || digits[0] is '1' or '0');
    }
}
