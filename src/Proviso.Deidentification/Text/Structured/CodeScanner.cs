using Proviso.Identifiers;

namespace Proviso.Deidentification.Text.Structured;

/// <summary>
/// Finds codes of letters and digits: postcodes, NINOs, plates, licences, records.
/// </summary>
internal static class CodeScanner
{
    public static Hit? Try(string text, Token[] tokens, int i)
    {
        ref readonly var token = ref tokens[i];
        if (token.Start > 0 && text[token.Start - 1] is '@' or '_')
            return null;
        var short8 = token.Length <= 9;
        return (short8 ? Postcode(text, tokens, i) ?? Nino(text, tokens, i) : null)
            ?? Hardware(text, token)
            ?? Bank(text, token)
            ?? Plate(text, tokens, i)
            ?? Licence(text, tokens, i)
            ?? Record(text, tokens, i);
    }

    /// <summary>The one code that may begin with letters alone: "QQ 12 34 56 A".</summary>
    public static Hit? TryWord(string text, Token[] tokens, int i) => Nino(text, tokens, i);

    private static Hit? Postcode(string text, Token[] tokens, int i)
    {
        ref readonly var token = ref tokens[i];
        var end = token.End;
        if (token.Length <= 4 && i + 1 < tokens.Length && tokens[i + 1].Length == 3
            && tokens[i + 1].Gap is Gap.Space or Gap.Line
            && tokens[i + 1].Form == TokenForm.Alphanumeric)
        {
            end = tokens[i + 1].End;
            // "W12 8th" is a ward and an ordinal; "W12 8TH" and "w12 8th" are postcodes.
            if (char.IsUpper(text[token.Start]) && IsOrdinalOrUnit(text.AsSpan(end - 3, 3)))
                return null;
        }
        else if (token.Length is < 5 or > 7 || token.Form != TokenForm.Alphanumeric)
        {
            return District(text, tokens, i);
        }

        return Identifiers.Postcode.TryParse(text.AsSpan(token.Start, end - token.Start), out _)
            ? new Hit(
                token.Start, end, FindingKind.Postcode, 0.99f,
                "the form of a postcode and an area that exists")
            : District(text, tokens, i);
    }

    /// <summary>"5th" and "4hr" after "L4" or "M1": a vertebra or a dose, not an address.</summary>
    private static bool IsOrdinalOrUnit(ReadOnlySpan<char> inward) => inward[1..] is "st" or "nd"
        or "rd" or "th" or "hr" or "ds";

    /// <summary>
    /// A district or sector counts only after a word for it: B12 is also a vitamin.
    /// </summary>
    private static Hit? District(string text, Token[] tokens, int i)
    {
        ref readonly var token = ref tokens[i];
        if (token.Length is < 2 or > 4 || token.Form != TokenForm.Alphanumeric
            || !NumberLabels.Before(text, tokens, i).Has(NumberLabel.Postcode))
        {
            return null;
        }

        var end = token.End;
        if (i + 1 < tokens.Length && tokens[i + 1].Length == 1
            && tokens[i + 1].Form == TokenForm.Number && tokens[i + 1].Gap == Gap.Space)
        {
            end = tokens[i + 1].End;
        }

        var full = string.Concat(text.AsSpan(token.Start, token.Length), "1AA");
        return Identifiers.Postcode.TryParse(full, out _)
            ? new Hit(
                token.Start, end, FindingKind.Postcode, 0.95f,
                "part of a postcode after a word for it")
            : null;
    }

    private static Hit? Nino(string text, Token[] tokens, int i)
    {
        var start = tokens[i].Start;
        Span<char> compact = stackalloc char[9];
        var n = 0;
        var at = start;
        var separators = 0;
        while (at < text.Length && n < 9)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
                compact[n++] = text[at];
            else if (text[at] is not (' ' or '-' or '.' or '\n') || ++separators > 5)
                return null;
            else if (at + 1 < text.Length && text[at + 1] is ' ' or '-' or '\n')
                return null;
            at++;
            if (n == 3 && !(char.IsAsciiLetter(compact[0]) && char.IsAsciiLetter(compact[1])
                && char.IsAsciiDigit(compact[2])))
            {
                return null;
            }
        }

        if (n < 9 || (at < text.Length && char.IsLetterOrDigit(text[at])) || !IsNinoShape(compact))
            return null;
        var named = NumberLabels.Before(text, tokens, i).Has(NumberLabel.Nino);
        var valid = NationalInsuranceNumber.TryParse(compact, out _);
        if (!valid && !named)
            return null;
        return new Hit(
            start, at, FindingKind.NationalInsuranceNumber, valid ? 1f : 0.9f,
            valid ? "the form of a National Insurance number"
                : "nearly that form, after a word for National Insurance: mistyped");
    }

    private static bool IsNinoShape(ReadOnlySpan<char> compact) =>
        char.IsAsciiLetter(compact[8]) && !compact[2..8].ContainsAnyExceptInRange('0', '9');

    /// <summary>Six or more groups of hexadecimal digits between colons.</summary>
    public static Hit? Hardware(string text, in Token token)
    {
        // Pairs of hexadecimal digits between colons; a time has at most three pairs.
        var at = token.Start;
        var colons = 0;
        while (at < text.Length && at - token.Start < 40
            && (char.IsAsciiHexDigit(text[at]) || text[at] is ':' or '-'))
        {
            colons += text[at] == ':' ? 1 : 0;
            at++;
        }

        if (colons < 5 || (at < text.Length && char.IsLetterOrDigit(text[at])))
            return null;
        return new Hit(
            token.Start, at, FindingKind.NetworkAddress, 0.95f,
            "the form of a hardware or IPv6 address");
    }

    private static Hit? Bank(string text, in Token token)
    {
        if (token.Length < 4 || token.Form != TokenForm.Alphanumeric
            || !char.IsAsciiLetterUpper(text[token.Start])
            || !char.IsAsciiLetterUpper(text[token.Start + 1])
            || !char.IsAsciiDigit(text[token.Start + 2])
            || !char.IsAsciiDigit(text[token.Start + 3]))
        {
            return null;
        }

        // An IBAN (ISO 13616) has at most 34 characters, written in fours; the longest that
        // passes the check is taken.
        var end = -1;
        var remainder = new IbanCheck();
        for (var at = token.Start; at < text.Length && remainder.Count <= 34; at++)
        {
            if (text[at] == ' ' && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]))
                continue;
            if (!char.IsAsciiDigit(text[at]) && !char.IsAsciiLetterUpper(text[at]))
                break;
            remainder.Add(text[at]);
            var ends = at + 1 >= text.Length || !char.IsLetterOrDigit(text[at + 1]);
            if (ends && remainder.Passes)
                end = at + 1;
        }

        return end < 0 ? null : new Hit(
            token.Start, end, FindingKind.BankDetails, 1f, "an IBAN with its check digits");
    }

    private static Hit? Plate(string text, Token[] tokens, int i)
    {
        ref readonly var token = ref tokens[i];
        if (token.Form != TokenForm.Alphanumeric || token.Length is < 2 or > 7)
            return null;
        var end = token.End;
        var span = text.AsSpan(token.Start, token.Length);
        if (token.Length <= 4 && i + 1 < tokens.Length && tokens[i + 1].Gap == Gap.Space
            && tokens[i + 1].Length == 3 && tokens[i + 1].IsWord)
        {
            end = tokens[i + 1].End;
        }

        Span<char> plate = stackalloc char[8];
        var n = 0;
        foreach (var c in text.AsSpan(token.Start, end - token.Start))
        {
            if (c != ' ' && n < 8)
                plate[n++] = c;
        }

        plate = plate[..n];
        var named = NumberLabels.Before(text, tokens, i).Has(NumberLabel.Vehicle);
        var current = n == 7 && IsLetters(plate[..2]) && IsDigits(plate[2..4])
            && IsLetters(plate[4..]);
        var upper = !plate.ContainsAnyInRange('a', 'z');
        var older = named && n is >= 5 and <= 7 && IsLetters(plate[..1])
            && plate.ContainsAnyInRange('0', '9') && IsLetters(plate[^1..]);
        if (!(current && (upper || named)) && !older)
            return null;
        return new Hit(
            token.Start, end, FindingKind.VehicleRegistration, named ? 0.98f : 0.8f,
            "the form of a vehicle's registration");
    }

    /// <summary>
    /// DVLA: five of the surname, six of the birth date, two initials, three checks.
    /// </summary>
    private static Hit? Licence(string text, Token[] tokens, int i)
    {
        ref readonly var token = ref tokens[i];
        var label = NumberLabels.Before(text, tokens, i);
        var span = text.AsSpan(token.Start, token.Length);
        var form = span.Length == 16 && IsLettersOrNine(span[..5]) && IsDigits(span[5..11])
            && IsLettersOrNine(span[11..13]) && char.IsAsciiDigit(span[13]);
        var named = label.Has(NumberLabel.Licence) && span.Length >= 6
            && token.Form == TokenForm.Alphanumeric;
        if (form || named)
        {
            return new Hit(
                token.Start, token.End, FindingKind.DrivingLicence, form ? 0.99f : 0.85f,
                "the form or the word of a driving licence number");
        }

        var passport = label.Has(NumberLabel.Passport) && span.Length is >= 7 and <= 10
            && token.Form == TokenForm.Alphanumeric;
        return passport
            ? new Hit(
                token.Start, token.End, FindingKind.Passport, 0.95f,
                "letters and digits after \"passport\"")
            : null;
    }

    /// <summary>Letters then six to eight digits, as hospitals number their records.</summary>
    private static Hit? Record(string text, Token[] tokens, int i)
    {
        ref readonly var token = ref tokens[i];
        if (token.Form != TokenForm.Alphanumeric || token.Length < 5)
            return null;
        var label = NumberLabels.Before(text, tokens, i);
        if (label.Has(NumberLabel.NotPersonal))
            return null;
        var span = text.AsSpan(token.Start, token.Length);
        var letters = 0;
        while (letters < span.Length && char.IsAsciiLetter(span[letters]))
            letters++;
        var digits = span.Length - letters;
        var form = letters is >= 1 and <= 4 && digits is >= 5 and <= 9
            && IsDigits(span[letters..]);
        if (form && (digits >= 6 || label.Has(NumberLabel.Hospital)))
        {
            return new Hit(
                token.Start, token.End, FindingKind.HospitalNumber, 0.9f,
                "letters and digits as hospitals number their records");
        }

        var named = label.Has(NumberLabel.Hospital | NumberLabel.Reference | NumberLabel.Case
            | NumberLabel.Device) && span.ContainsAnyInRange('0', '9') && digits > 0;
        if (!named || CountDigits(span) < 3)
            return null;
        var kind = label.Has(NumberLabel.Case) ? FindingKind.CaseNumber
            : label.Has(NumberLabel.Device) ? FindingKind.DeviceNumber
            : FindingKind.OtherNumber;
        return new Hit(
            token.Start, token.End, kind, 0.85f, "a code after a word that says what it is");
    }

    private static int CountDigits(ReadOnlySpan<char> span)
    {
        var count = 0;
        foreach (var c in span)
            count += char.IsAsciiDigit(c) ? 1 : 0;
        return count;
    }

    private static bool IsLetters(ReadOnlySpan<char> span)
    {
        foreach (var c in span)
        {
            if (!char.IsAsciiLetter(c))
                return false;
        }

        return span.Length > 0;
    }

    private static bool IsLettersOrNine(ReadOnlySpan<char> span)
    {
        foreach (var c in span)
        {
            if (!char.IsAsciiLetter(c) && c != '9')
                return false;
        }

        return true;
    }

    private static bool IsDigits(ReadOnlySpan<char> span) =>
        span.Length > 0 && !span.ContainsAnyExceptInRange('0', '9');
}
