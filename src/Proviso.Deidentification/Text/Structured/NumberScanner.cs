using Proviso.Identifiers;

namespace Proviso.Deidentification.Text.Structured;

/// <summary>Finds numbers that stand for a person, a telephone or an account.</summary>
internal static class NumberScanner
{
    public static Hit? Try(string text, Token[] tokens, int i)
    {
        var start = tokens[i].Start;
        if (!StartsNumber(text, start))
            return null;
        var run = new NumberRun(text, start, stackalloc int[10], stackalloc int[10]);
        if (run.Groups == 0)
            return null;
        var label = NumberLabels.Before(text, tokens, i);
        for (var groups = run.Groups; groups > 0; groups--)
        {
            var hit = TryGroups(text, run, groups, label);
            if (hit is not null)
                return hit;
        }

        return null;
    }

    private static bool StartsNumber(string text, int start)
    {
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '£' or '$'))
            return false;
        if (start > 1 && text[start - 1] is '.' or ',' or '/' && char.IsAsciiDigit(text[start - 2]))
            return false;
        if (char.IsAsciiDigit(text[start]))
            return true;
        for (var at = start + 1; at < text.Length && at < start + 3; at++)
        {
            if (char.IsAsciiDigit(text[at]))
                return true;
            if (text[at] is not ('+' or '('))
                return false;
        }

        return false;
    }

    private static Hit? TryGroups(string text, NumberRun run, int groups, NumberLabel label)
    {
        Span<char> buffer = stackalloc char[64];
        ReadOnlySpan<char> digits = buffer[..run.Copy(groups, buffer)];
        var end = run.End(groups);
        if (digits.Length < 4 || EndsInFraction(text, end))
            return null;
        var start = run.Start;
        // In "(07700 900123, mail)" the bracket belongs to the sentence.
        if (text[start] == '(' && !text.AsSpan(start, end - start).Contains(')'))
            start++;
        if (TryNhs(run, groups, digits, label) is { } nhs)
            return new Hit(start, end, FindingKind.NhsNumber, nhs.Chance, nhs.Reason);
        if (groups == 4 && run.Uniform(groups, '.') && IsAddress(run, digits))
        {
            return label.Has(NumberLabel.NotPersonal) ? null : new Hit(
                start, end, FindingKind.NetworkAddress, 0.95f, "the form of an IP address");
        }

        if (TryCard(run, groups, digits) is { } card)
            return new Hit(start, end, FindingKind.BankDetails, 0.99f, card);
        if (PhoneForm.Reason(run, groups, digits, label) is { } phone)
        {
            end = PhoneForm.WithExtension(text, end);
            return new Hit(start, end, FindingKind.Phone, 0.97f, phone);
        }

        if (groups == 3 && run.Uniform(3, '-') && run.Size(0) == 3 && run.Size(1) == 2
            && run.Size(2) == 4)
        {
            return new Hit(
                start, end, FindingKind.OtherNumber, 0.9f, "the form of a social security number");
        }

        return Labelled(text, run, groups, digits.Length, end, label);
    }

    private static (float Chance, string Reason)? TryNhs(
        NumberRun run, int groups, ReadOnlySpan<char> digits, NumberLabel label)
    {
        if (digits.Length != 10 || run.HasPlus)
            return null;
        var grouped = groups == 3 && run.Uniform(3, ' ', '-') && run.Size(0) == 3
            && run.Size(1) == 3;
        if (groups != 1 && !grouped)
            return null;
        var passes = NhsNumber.TryParse(digits, out _);
        var named = label.Has(NumberLabel.Nhs);
        return (passes, named, grouped) switch
        {
            (true, true, _) => (1f, "ten digits, the check digit, and the word NHS before them"),
            (true, false, true) when !label.Has(NumberLabel.NotPersonal)
                && digits[0] != '0'
                => (0.9f, "ten digits grouped as an NHS number is, and the check digit"),
            (false, true, _) =>
                (0.9f, "ten digits after the word NHS; the check digit is wrong, so mistyped"),
            _ => null,
        };
    }

    private static bool IsAddress(NumberRun run, ReadOnlySpan<char> digits)
    {
        var at = 0;
        for (var g = 0; g < 4; g++)
        {
            var size = run.Size(g);
            if (size > 3 || int.Parse(digits.Slice(at, size)) > 255)
                return false;
            at += size;
        }

        return true;
    }

    private static string? TryCard(NumberRun run, int groups, ReadOnlySpan<char> digits)
    {
        if (digits.Length is < 12 or > 19 || run.HasPlus || digits[0] is '0' or '1' or '7' or '8'
            || (groups > 1 && !run.Uniform(groups, ' ', '-')))
        {
            return null;
        }

        for (var g = 0; g < groups - 1; g++)
        {
            if (groups > 1 && run.Size(g) is < 4 or > 6)
                return null;
        }

        return Luhn(digits) ? "a payment card's length and its check digit" : null;
    }

    /// <summary>ISO/IEC 7812-1, annex B.</summary>
    internal static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[^(i + 1)] - '0';
            if (i % 2 == 1)
                value = value > 4 ? (value * 2) - 9 : value * 2;
            sum += value;
        }

        return sum % 10 == 0;
    }

    /// <summary>Numbers without a form of their own are what the words before them say.</summary>
    private static Hit? Labelled(
        string text, NumberRun run, int groups, int digits, int end, NumberLabel label)
    {
        if (run.HasPlus || label.Has(NumberLabel.NotPersonal))
            return null;
        if (label.Has(NumberLabel.Bank) && ((groups == 3 && digits == 6
            && run.Uniform(3, '-', ' ')) || (groups == 1 && digits is >= 6 and <= 12)))
        {
            return new Hit(
                run.Start, end, FindingKind.BankDetails, 0.97f, "digits after a word for a bank");
        }

        if (groups == 2 && label.Has(NumberLabel.Case) && run.Uniform(2, '/')
            && run.Size(0) >= 3 && run.Size(1) is 2 or 4)
        {
            return new Hit(
                run.Start, end, FindingKind.CaseNumber, 0.95f, "a number and year after \"case\"");
        }

        if (groups > 1 && !(run.Uniform(groups, '-') || run.Uniform(groups, '/')
            || run.Uniform(groups, ' ')))
        {
            return null;
        }

        if (KindOf(label, digits, text, end) is not { } kind || (groups > 1 && digits < 6))
            return null;
        return new Hit(
            run.Start, end, kind, 0.9f, "digits after a word that says whose number it is");
    }

    private static FindingKind? KindOf(NumberLabel label, int digits, string text, int end)
    {
        if (IsFollowedByUnit(text, end))
            return null;
        if (label.Has(NumberLabel.Passport) && digits is >= 7 and <= 9)
            return FindingKind.Passport;
        if (label.Has(NumberLabel.Licence) && digits >= 6)
            return FindingKind.DrivingLicence;
        if (label.Has(NumberLabel.Device) && digits >= 5)
            return FindingKind.DeviceNumber;
        if (label.Has(NumberLabel.Case) && digits >= 5)
            return FindingKind.CaseNumber;
        if (label.Has(NumberLabel.Card) && digits >= 12)
            return FindingKind.BankDetails;
        if (label.Has(NumberLabel.Hospital) && digits is >= 6 and <= 12)
            return FindingKind.HospitalNumber;
        if (label.Has(NumberLabel.Reference) && digits >= 5)
            return FindingKind.OtherNumber;
        return null;
    }

    private static bool IsFollowedByUnit(string text, int end)
    {
        while (end < text.Length && text[end] == ' ')
            end++;
        var from = end;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        return text.AsSpan(from, end - from) is "mg" or "ml" or "mcg" or "units" or "g" or "kg"
            or "hours" or "days" or "weeks" or "steps" or "kcal" or "patients" or "people";
    }

    private static bool EndsInFraction(string text, int end) => end + 1 < text.Length
        && text[end] is '.' or ',' or '%' && char.IsAsciiDigit(text[end + 1]);
}
